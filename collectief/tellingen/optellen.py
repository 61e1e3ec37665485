"""What do counts that were told add up to, for each gebied, month and leefgebied?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from collectief.models import Vrijgavetelling
from collectief.words import Leefgebied
from geo.gebieden import gemeente_of_code, wijk_of_code

# Gebied, month (None: the kwartaal) and leefgebied (None: all of them).
Plek = tuple[str, date | None, Leefgebied | None]


def totals_of(tellingen: Iterable[Vrijgavetelling]) -> Mapping[Plek, int]:
    """At least so many huishoudens; a place that is missing was told nothing of, which does not make it 0."""
    totals: Counter[Plek] = Counter()
    for one in tellingen:
        for code in {one.gebiedcode, wijk_of_code(one.gebiedcode), gemeente_of_code(one.gebiedcode)}:
            for month in {one.maand, None}:
                for leefgebied in {one.leefgebied, None}:
                    totals[code, month, leefgebied] += one.huishoudens
    return totals
