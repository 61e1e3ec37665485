"""Does an entry still hold, who says so, and who is asked?"""
