"""Which names in a text are of places of this gemeente, and of no person?"""

from functools import lru_cache

from geo.gebiedenset import Gebiedenset
from geo.roepnamen import read_roepnamen


@lru_cache(maxsize=8)
def plaatsnamen_of(gebiedenset: Gebiedenset) -> frozenset[str]:
    """Of its gebieden, as CBS and as people call them, and of its streets and woonplaatsen where those are known."""
    straten = gebiedenset.straten
    return frozenset(
        {
            gebiedenset.gemeente.naam,
            *map(str, gebiedenset.grenzen["naam"]),
            *(roepnaam.naam for roepnaam in read_roepnamen(gebiedenset.folder)),
            *(str(naam) for column in ("straat", "woonplaats") for naam in straten[column] if naam),
        }
    )
