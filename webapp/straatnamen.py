"""Which streets of a gemeente may somebody mean, however they spell them?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from collectief.spatial import Punt
from geo.crs import to_rd
from geo.gebiedenset import Gebiedenset
from webapp.huisnummer import without_huisnummer
from webapp.text import plain

LIKENESS_OF_A_TYPO = 0.8
AS_LIKELY = 0.05  # names that are so nearly as alike are given to choose from
SHORTEST_BEGINNING = 3

_POSTCODE6 = re.compile(r"\b([1-9]\d{3})\s?([a-z]{2})\b", re.IGNORECASE | re.ASCII)
# How people shorten the ends of names.
_SHORTENED = (
    (re.compile(r"str\b\.?"), "straat"),
    (re.compile(r"(?<=\w)ln\b\.?"), "laan"),
    (re.compile(r"(?<=\w)pln\b\.?"), "plein"),
    (re.compile(r"(?<=\w)wg\b\.?"), "weg"),
)


class Straat(NamedTuple):
    """A street or postcode with the point in its middle."""

    naam: str
    punt: Punt


class Straatnamen(NamedTuple):
    """What a gebiedenset knows, by plain name of the street, and by postcode of six characters."""

    straten: Mapping[str, tuple[Straat, ...]]
    postcodes: Mapping[str, Straat]
    woonplaatsen: frozenset[str]
    postcodes4: frozenset[str]

    def find_exactly(self, words: str) -> list[Straat]:
        """A postcode of six characters, or a street that is called so."""
        if postcode := self._postcode_in(words):
            return [postcode]
        return list(self.straten.get(self.name_in(words), ()))

    def find_nearly(self, words: str) -> list[Straat]:
        """Streets that begin so, or are called almost so; the most alike first."""
        name = self.name_in(words)
        begin_so = [naam for naam in self.straten if len(name) >= SHORTEST_BEGINNING and naam.startswith(name)]
        return [straat for naam in begin_so or alike(name, self.straten) for straat in self.straten[naam]]

    def _postcode_in(self, words: str) -> Straat | None:
        found = ("".join(match.groups()).upper() for match in _POSTCODE6.finditer(words))
        return next((self.postcodes[code] for code in found if code in self.postcodes), None)

    def name_in(self, words: str) -> str:
        """What is left of an address without its number, postcode and place."""
        bare = without_huisnummer(words, postcodes=self.postcodes4)
        name = " ".join(_POSTCODE6.sub(" ", bare).replace(",", " ").split())
        for place in self.woonplaatsen:
            name = name.removesuffix(f" {place}")
        for short, whole in _SHORTENED:
            name = short.sub(whole, name)
        return name


def alike(name: str, names: Mapping[str, object]) -> list[str]:
    """The names that are written almost as `name`, the most alike first; swapped letters count as one slip."""
    found = process.extract(name, list(names), scorer=OSA.normalized_similarity, score_cutoff=LIKENESS_OF_A_TYPO)
    return [naam for naam, likeness, _ in found if likeness >= found[0][1] - AS_LIKELY]


@lru_cache(maxsize=8)
def straatnamen_of(gebiedenset: Gebiedenset) -> Straatnamen:
    return make_straatnamen(
        gebiedenset.straten, gemeente=gebiedenset.gemeente.naam, postcodes=list(gebiedenset.postcodes.index)
    )


def make_straatnamen(rows: pd.DataFrame, *, gemeente: str, postcodes: Iterable[str]) -> Straatnamen:
    """Of rows as `geo.straten.read_straten` gives them; `postcodes` are the four digits that are known besides."""
    straten: dict[str, tuple[Straat, ...]] = {}
    of_postcode: dict[str, Straat] = {}
    for naam, postcode, straat in _read(rows):
        if postcode:
            of_postcode[postcode] = straat
        else:
            straten[plain(naam)] = (*straten.get(plain(naam), ()), straat)
    places = {plain(place) for place in rows["woonplaats"] if place} | {plain(gemeente)}
    digits = {*postcodes, *(code[:4] for code in of_postcode)}
    return Straatnamen(straten, of_postcode, frozenset(places), frozenset(digits))


def _read(rows: pd.DataFrame) -> Iterator[tuple[str, str, Straat]]:
    """A street is called with its place where the gemeente has several."""
    has_several = rows["woonplaats"].nunique() > 1
    xs, ys = to_rd(rows["lon"].to_numpy(float), rows["lat"].to_numpy(float))
    for straat, place, postcode, x, y in zip(rows["straat"], rows["woonplaats"], rows["postcode"], xs, ys, strict=True):
        naam = f"{straat}, {place}" if has_several and place else str(straat)
        yield straat, postcode, Straat(postcode or naam, Punt(float(x), float(y)))
