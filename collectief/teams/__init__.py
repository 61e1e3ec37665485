"""Which teams are there, what do they serve, and who has an account?"""
