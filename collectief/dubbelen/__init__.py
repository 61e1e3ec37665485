"""Which entries are one, and how do two become one?"""
