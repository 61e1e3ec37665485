"""Which inloopplekken can residents walk to, and in which parts of the week are they open?"""
