"""How does who does not know the address come upon a page: by a search engine, or by what it tells its visitors?"""
