"""How do files and feeds of others reach the map, by command, by page and by timer?"""
