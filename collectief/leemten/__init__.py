"""Where is need without offer that people can reach, how sure is that, and what would change it?"""
