"""What is one part of a verkenning, so that a page, a slide, a report and a comparison all say the same?"""

from collections.abc import Sequence
from typing import NamedTuple


class Regel(NamedTuple):
    """One thing that a part names; `url` leads to where it comes from."""

    tekst: str
    noot: str = ""
    url: str = ""


class Deel(NamedTuple):
    """A part that the system fills in.

    `kern` is all of it in a few words, for a table of teams. `noten` are sources and cautions. `leeg` says that there
    is nothing to tell.
    """

    code: str
    kop: str
    kern: str
    zinnen: Sequence[str] = ()
    regels: Sequence[Regel] = ()
    noten: Sequence[str] = ()
    leeg: str = ""
    meer: Regel | None = None
    met_taart: bool = False
