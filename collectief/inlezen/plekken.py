"""Where is each row of a source: at its point, at an address that is known, or still to be found?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from collectief.errors import InvalidFieldError
from collectief.geschiedenis.veldteksten import Texts, with_texts
from collectief.inlezen.rijen import Gelezen
from collectief.plekken.locaties import FindBuurten
from collectief.registreren.invoer import AanbodInvoer
from collectief.spatial import Punt

Known = Mapping[str, Sequence[Texts]]


class Adresboek(Protocol):
    """Who knows addresses in the gemeente."""

    def find(self, adres: str) -> Punt | None:
        """The point of an address; None when nobody can tell it for sure."""

    def lies_elsewhere(self, adres: str) -> bool:
        """Whether an address that was not found is one of another gemeente."""


def place_rows(
    rows: Sequence[Gelezen], *, known: Known, find_buurten: FindBuurten, adresboek: Adresboek
) -> list[Gelezen]:
    """Each row with its punt and buurtcode; `known` has by extern id where an address was found to be before."""
    found = [_with_point(row, known.get(row.extern_id, ()), adresboek) for row in rows]
    points = [row.invoer.punt for row in found if row.invoer.punt]
    codes = iter(find_buurten(np.array([p.x for p in points], float), np.array([p.y for p in points], float)))
    return [_with_buurt(row, codes) for row in found]


def _with_point(row: Gelezen, known: Sequence[Texts], adresboek: Adresboek) -> Gelezen:
    invoer = row.invoer
    if invoer.punt or invoer.verborgen:
        return row
    punt = _point_before(invoer, known) or (adresboek.find(invoer.adres) if invoer.adres else None)
    if punt is None and invoer.adres and adresboek.lies_elsewhere(invoer.adres):
        elsewhere = InvalidFieldError("punt", "outside_gemeente")
        return replace(row, problemen=(*row.problemen, elsewhere))
    return replace(row, invoer=replace(invoer, punt=punt, plek_later=punt is None))


def _point_before(invoer: AanbodInvoer, known: Sequence[Texts]) -> Punt | None:
    """An address that stayed the same stays where it was: the source did not move it."""
    for texts in known:
        if invoer.adres and texts.get("adres") == invoer.adres and texts.get("punt"):
            return with_texts(invoer, {"punt": texts["punt"]}).punt
    return None


def _with_buurt(row: Gelezen, codes: Iterator[str | None]) -> Gelezen:
    if row.invoer.punt is None:
        return row
    return replace(row, invoer=replace(row.invoer, buurtcode=next(codes) or ""))
