"""What may others than the team itself know of how many huishoudens were signalled?

- `blokken`: which counts of a closed kwartaal are told; `vrijgaven`: how they are computed once, kept and read.
- `uitspraken`: how a count that is not in those tables, such as that of a patroon, may be spoken of.

Why no count that is hidden can be computed from all that is told (`tests/collectief/lp_audit.py` tries to):

Tables. Every count in them is of a *blok*: huishoudens that one team told of, in one or more cells (buurt, month,
leefgebied). No two blokken share a cell, no blok is under k, and every total is a sum of blokken. So what a team can
subtract, its own blokken, leaves those of others as they were; and within a blok of several cells that adds up to s,
each of them may be anything from 0 to s: a width of at least k. A cell in no blok has no upper bound at all.

Further statements ("at least L", "fewer than U") are made only where the true count is k or more inside them. To move
a hidden cell over a width of k, one need never move more than k huishoudens, from or to other cells of its blok; so
every such statement stays true meanwhile, however many of them there are, and of whatever sets, days and doelgroepen.

What is told of a kwartaal is computed once and kept: what comes in later or is erased changes no table, so that
comparing an earlier table with a later one tells nothing. Signalen with several leefgebieden count in each of them,
also in totals: a total that counted them once would be a second table, and bind the cells of the first.
"""
