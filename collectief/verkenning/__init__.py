"""What does a team see in its wijk, and what does the map say beside it?"""
