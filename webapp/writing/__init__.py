"""How does another program put entries on the map and change them?"""
