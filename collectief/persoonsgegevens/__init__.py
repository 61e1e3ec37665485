"""Does a free text hold what points at a person, and where?"""
