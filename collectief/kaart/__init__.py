"""What is shown of the aanbod: on the map, in a gebied, to who follows it?"""
