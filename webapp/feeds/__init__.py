"""How do calendars, feed readers and other websites follow what is on the map?"""
