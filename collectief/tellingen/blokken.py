"""Which counts of huishoudens may be told of a kwartaal, so that no smaller ones can be computed from them?"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from collectief.words import Leefgebied
from geo.gebieden import gemeente_of_code, wijk_of_code


class Bijdrage(NamedTuple):
    """What one team told of in one cell: `huishoudens` is a lower bound, `maand` the first day of the month."""

    team_id: int
    buurtcode: str
    maand: date
    leefgebied: Leefgebied
    huishoudens: int


class Blok(NamedTuple):
    """Cells of one team of which only the sum is told; without `maand` or `leefgebied` it is of all of them.

    It holds every cell within these bounds that no blok of an earlier level holds, also those that are 0.
    """

    team_id: int
    gebiedcode: str
    maand: date | None
    leefgebied: Leefgebied | None
    huishoudens: int


Sleutel = tuple[int, str, date | None, Leefgebied | None]

# From fine to coarse: what is too little at one level is added up at the next.
NIVEAUS: tuple[Callable[[Bijdrage], Sleutel], ...] = (
    lambda cel: (cel.team_id, cel.buurtcode, cel.maand, cel.leefgebied),
    lambda cel: (cel.team_id, cel.buurtcode, None, cel.leefgebied),
    lambda cel: (cel.team_id, wijk_of_code(cel.buurtcode), None, cel.leefgebied),
    lambda cel: (cel.team_id, gemeente_of_code(cel.buurtcode), None, cel.leefgebied),
    lambda cel: (cel.team_id, gemeente_of_code(cel.buurtcode), None, None),
)


def make_blokken(bijdragen: Iterable[Bijdrage], *, k: int) -> list[Blok]:
    """The blokken of one kwartaal; what is in none of them is not told at all."""
    blokken: list[Blok] = []
    rest = list(bijdragen)
    for niveau in NIVEAUS:
        groups: dict[Sleutel, list[Bijdrage]] = defaultdict(list)
        for cel in rest:
            groups[niveau(cel)].append(cel)
        sums = {sleutel: sum(cel.huishoudens for cel in cellen) for sleutel, cellen in groups.items()}
        blokken += [Blok(*sleutel, total) for sleutel, total in sums.items() if total >= k]
        rest = [cel for sleutel, cellen in groups.items() if sums[sleutel] < k for cel in cellen]
    return blokken
