"""How does an entry get on the map: what is typed, by which rules, and what is stored?"""
