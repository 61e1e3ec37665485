"""What changed, what should change, and how is a change taken back?"""
