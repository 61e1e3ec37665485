"""When is something open: as people say it, as it is stored, and as it is asked?"""
