"""Which signalen together ask for one answer, and what is there for them already?"""
