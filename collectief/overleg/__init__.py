"""What do teams put forward in the beleidsmatig casuïstiekoverleg, what was decided, and what became of it?"""
