"""Where is an address of a source? Only what the national geocoder knows to the house number counts."""

import re

from collectief.spatial import Punt
from geo.gebiedenset import Gebiedenset
from webapp.place import find_places, names_other_gemeente

_NUMBERS = re.compile(r"\d+")


class Geocoded:
    """Asks the geocoder at most `most` times: whoever waits for a page cannot wait for thousands of answers."""

    def __init__(self, gebiedenset: Gebiedenset, *, most: int) -> None:
        self._gebiedenset = gebiedenset
        self._left = most
        self._found = dict[str, Punt | None]()

    def find(self, adres: str) -> Punt | None:
        if adres not in self._found and self._left:
            self._left -= 1
            self._found[adres] = self._look_up(adres)
        return self._found.get(adres)

    def lies_elsewhere(self, adres: str) -> bool:
        return names_other_gemeente(adres, gebiedenset=self._gebiedenset)

    def _look_up(self, adres: str) -> Punt | None:
        """A street or a place with another number is not where people have to be."""
        numbers = _numbers(adres)
        places = find_places(adres, gebiedenset=self._gebiedenset) if numbers else []
        return next((place.punt for place in places if place.bron == "adres" and numbers <= _numbers(place.naam)), None)


def _numbers(text: str) -> set[str]:
    return set(_NUMBERS.findall(text))
