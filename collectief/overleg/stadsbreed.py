"""What comes back all over the city, so that no single team can answer it?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from collectief.verkenning.patronen_hier import OpenPatroon
from collectief.words import Doelgroep, Leefgebied

LEAST_PLACES = 3


class Inbreng(NamedTuple):
    """One thing that a team put forward; `team` is its slug."""

    leefgebied: Leefgebied | None
    team: str | None


class Stadsbreed(NamedTuple):
    """The same in three teams or wijken, or more; `doelgroep` is there for patronen, `waar` are slugs or codes."""

    leefgebied: Leefgebied
    doelgroep: Doelgroep | None
    waar: tuple[str, ...]

    @property
    def sleutel(self) -> str:
        return f"{self.leefgebied}.{self.doelgroep or ''}"


def find_stadsbreed(
    ingebracht: Iterable[Inbreng], patronen: Iterable[OpenPatroon], *, wijk_van: Mapping[str, str]
) -> list[Stadsbreed]:
    """What three teams put forward, and what stands out in three wijken; in most places first.

    A patroon counts for one wijk only, where most of its buurten are: one at a border is not in three wijken.
    """
    found: dict[tuple[Leefgebied, Doelgroep | None], set[str]] = defaultdict(set)
    for inbreng in ingebracht:
        if inbreng.leefgebied and inbreng.team:
            found[inbreng.leefgebied, None].add(inbreng.team)
    for patroon in patronen:
        if wijk := _main_wijk(patroon, wijk_van):
            found[patroon.leefgebied, patroon.doelgroep].add(wijk)
    wide = [Stadsbreed(*about, tuple(sorted(waar))) for about, waar in found.items() if len(waar) >= LEAST_PLACES]
    return sorted(wide, key=lambda one: (-len(one.waar), one.sleutel))


def _main_wijk(patroon: OpenPatroon, wijk_van: Mapping[str, str]) -> str | None:
    """The first by code where two have as many."""
    wijken = Counter(wijk_van[code] for code in patroon.buurtcodes if code in wijk_van)
    return min(wijken, key=lambda wijk: (-wijken[wijk], wijk), default=None)
