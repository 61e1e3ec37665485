"""Which wijkteams, wijken and buurten does every gemeente have, and which of them does somebody look for?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.models import Team
from collectief.teams import teams_of_gemeente
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from webapp.text import plain


class WijkBuurten(NamedTuple):
    wijk: Gebied
    buurten: Sequence[Gebied]


class Gemeentewijken(NamedTuple):
    """All that there is to choose from in one gemeente."""

    gemeente: Gebied
    teams: Sequence[Team]
    wijken: Sequence[WijkBuurten]

    @property
    def aantal_buurten(self) -> int:
        return sum(len(wijk.buurten) for wijk in self.wijken)


class Treffer(NamedTuple):
    """A gebied that was found; `in_gebied` says where it lies."""

    code: str
    naam: str
    soort: str
    in_gebied: str


def make_gemeentewijken(session: Session, gebiedenset: Gebiedenset) -> Gemeentewijken:
    buurten = gebiedenset.gebieden(Soort.BUURT)
    wijken = [
        WijkBuurten(wijk, by_naam(buurt for buurt in buurten if buurt.wijk == wijk.code))
        for wijk in by_naam(gebiedenset.gebieden(Soort.WIJK))
    ]
    code = gebiedenset.gemeente.code
    return Gemeentewijken(gebiedenset.get_gebied(code), teams_of_gemeente(session, code), wijken)


def find_treffers(gemeenten: Iterable[Gemeentewijken], vraag: str) -> list[Treffer]:
    """What has the words of the question in its naam, or is its code; in capitals or not, with accents or not."""
    words = plain(vraag).split()
    found = [treffer for gemeente in gemeenten for treffer in _treffers(gemeente) if _matches(treffer, words)]
    return sorted(found, key=lambda treffer: plain(treffer.naam) != " ".join(words))


def by_naam(gebieden: Iterable[Gebied]) -> list[Gebied]:
    return sorted(gebieden, key=lambda gebied: plain(gebied.naam))


def _matches(treffer: Treffer, words: Sequence[str]) -> bool:
    naam = plain(treffer.naam)
    return words == [treffer.code.casefold()] or (bool(words) and all(word in naam for word in words))


def _treffers(known: Gemeentewijken) -> list[Treffer]:
    gemeente = known.gemeente
    return [
        Treffer(gemeente.code, gemeente.naam, gemeente.soort, ""),
        *(Treffer(team.slug, team.naam, "wijkteam", gemeente.naam) for team in known.teams),
        *(Treffer(wijk.code, wijk.naam, wijk.soort, gemeente.naam) for wijk, _buurten in known.wijken),
        *(
            Treffer(buurt.code, buurt.naam, buurt.soort, f"{wijk.naam}, {gemeente.naam}")
            for wijk, buurten in known.wijken
            for buurt in buurten
        ),
    ]
