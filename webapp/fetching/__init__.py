"""How are the pages that CBS and PDOK publish brought here, so that a cut line or a bad answer does no harm?"""
