"""What becomes of a text that two people changed at the same time? Nothing of either gets lost."""

import hashlib
from typing import NamedTuple

LENGTH_OF_MERK = 8  # bytes


# Which of two texts is to stay.
SAMEN, MIJN, HUN = "samen", "mijn", "hun"
KEUZES = (SAMEN, MIJN, HUN)


class Samengaan(NamedTuple):
    """The text that comes of it; `is_botsing` says that both changed it, and so that somebody has to choose."""

    tekst: str
    is_botsing: bool


def merk_of(tekst: str) -> str:
    """What a form remembers of a text that it showed."""
    return hashlib.blake2s(tekst.encode(), digest_size=LENGTH_OF_MERK).hexdigest()


def merge(mijn: str, hun: str, *, gezien: str) -> Samengaan:
    """Of what only one of the two changed that change stays; `gezien` is the merk of what both started from."""
    if mijn == hun or merk_of(hun) == gezien:
        return Samengaan(mijn, is_botsing=False)
    if merk_of(mijn) == gezien:
        return Samengaan(hun, is_botsing=False)
    return Samengaan(mijn or hun, is_botsing=bool(mijn and hun))


def choose(mijn: str, hun: str, keuze: str) -> str:
    """Together is theirs first, with an empty line between; what one holds of the other is not said twice."""
    if keuze == HUN:
        return hun
    if keuze == MIJN or hun in mijn:
        return mijn
    return hun if mijn in hun else f"{hun}\n\n{mijn}"
