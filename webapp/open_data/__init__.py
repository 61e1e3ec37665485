"""Which files hold everything that is public, for who works on with it in a program of their own?"""
