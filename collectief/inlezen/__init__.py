"""How do entries of others come in from a file or feed, without standing on the map twice?"""
