"""Which wijkteams, wijken and buurten does every gemeente have, and which of them does somebody look for?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.models import Team
from collectief.teams.teams import team_per_buurt, teams_of_gemeente
from geo.gebieden import Gebied, Soort, gemeente_of_code
from geo.gebiedenset import Gebiedenset
from geo.roepnamen import read_roepnamen
from webapp.gebied import code_of_team
from webapp.place import Place, find_places
from webapp.text import plain

MOST_TREFFERS = 50
CACHED_SETS = 64


class WijkBuurten(NamedTuple):
    wijk: Gebied
    buurten: Sequence[Gebied]


class Gemeentewijken(NamedTuple):
    """All that there is to choose from in one gemeente; of a whole country only its gemeenten."""

    gebied: Gebied
    teams: Sequence[Team]
    wijken: Sequence[WijkBuurten]
    gemeenten: Sequence[Gebied]
    heeft_cijfers: bool

    @property
    def aantal_buurten(self) -> int:
        return sum(len(wijk.buurten) for wijk in self.wijken)


class Treffer(NamedTuple):
    """A gebied that was found; `in_gebied` says where it lies, `roepnaam` under which other name it was found."""

    code: str
    naam: str
    soort: str
    in_gebied: str
    roepnaam: str = ""

    @property
    def gezocht(self) -> str:
        """The name to look in, as `plain` writes it."""
        return plain(self.roepnaam or self.naam)


class Gevondenplaats(NamedTuple):
    """A place that somebody named: the wijk that it lies in and the team that works there, as far as they are known.

    `buurt` is None for a postcode, whose middle says nothing of the buurt of who asks.
    """

    naam: str
    buurt: Gebied | None
    wijk: Gebied | None
    team: Team | None


class Treffers(NamedTuple):
    """The first that were found, and how many there are in all."""

    eerste: Sequence[Treffer]
    aantal: int


def make_gemeentewijken(session: Session, gebiedenset: Gebiedenset) -> Gemeentewijken:
    gebied = gebiedenset.get_gebied(gebiedenset.gemeente.code)
    is_land = gebied.soort is Soort.LAND
    return Gemeentewijken(
        gebied=gebied,
        teams=teams_of_gemeente(session, gebied.code),
        wijken=[] if is_land else _wijken(gebiedenset),
        gemeenten=by_naam(gebiedenset.gebieden(Soort.GEMEENTE)) if is_land else [],
        heeft_cijfers=bool(gebiedenset.jaren()) and not is_land,
    )


def find_treffers(gebiedensets: Sequence[Gebiedenset], teams: Iterable[Team], vraag: str) -> Treffers:
    """What has the words of the question in its naam, or is its code; in capitals or not, with accents or not.

    Of a gebied in several sets that of its own gemeente is given: a set of the land adds what no other has.
    """
    words = plain(vraag).split()
    namen = {known.gemeente.code: known.gemeente.naam for known in gebiedensets}
    of_teams = (Treffer(code_of_team(team), team.naam, "wijkteam", namen[team.gemeente]) for team in teams)
    each = ((treffer.gezocht, treffer) for treffer in of_teams)
    found: dict[str, Treffer] = {}
    for naam, treffer in (*each, *_named(gebiedensets)):
        if _matches(naam, treffer, words):
            found.setdefault(treffer.code, treffer)
    in_order = sorted(found.values(), key=lambda treffer: treffer.gezocht != " ".join(words))
    return Treffers(in_order[:MOST_TREFFERS], len(in_order))


def find_plaatsen(session: Session, gebiedenset: Gebiedenset, vraag: str, *, op: date) -> list[Gevondenplaats]:
    """Where a postcode, street or address lies; buurten that are called so are found by their name already."""
    places = [place for place in find_places(vraag, gebiedenset=gebiedenset) if place.bron != "buurt"]
    teams = team_per_buurt(session, gebiedenset.gemeente.code, op=op) if places else {}
    found = (_make_gevondenplaats(gebiedenset, place, teams) for place in places)
    return list({(plaats.naam, plaats.buurt, plaats.wijk): plaats for plaats in found}.values())


def _make_gevondenplaats(gebiedenset: Gebiedenset, place: Place, teams: Mapping[str, Team]) -> Gevondenplaats:
    buurt = gebiedenset.get_gebied(place.buurtcode)
    return Gevondenplaats(
        naam=place.naam,
        buurt=None if place.bron == "postcode" else buurt,
        wijk=gebiedenset.find_gebied(buurt.wijk) if buurt.wijk else None,
        team=teams.get(buurt.code),
    )


def _named(gebiedensets: Sequence[Gebiedenset]) -> Iterator[tuple[str, Treffer]]:
    own = {known.gemeente.code for known in gebiedensets}
    for gebiedenset in gebiedensets:
        others = own - {gebiedenset.gemeente.code}
        yield from (named for named in _index(gebiedenset) if gemeente_of_code(named[1].code) not in others)


def by_naam(gebieden: Iterable[Gebied]) -> list[Gebied]:
    return sorted(gebieden, key=lambda gebied: plain(gebied.naam))


def _wijken(gebiedenset: Gebiedenset) -> list[WijkBuurten]:
    buurten = defaultdict(list)
    for buurt in by_naam(gebiedenset.gebieden(Soort.BUURT)):
        buurten[buurt.wijk].append(buurt)
    return [WijkBuurten(wijk, buurten[wijk.code]) for wijk in by_naam(gebiedenset.gebieden(Soort.WIJK))]


def _matches(naam: str, treffer: Treffer, words: Sequence[str]) -> bool:
    return words == [treffer.code.casefold()] or (bool(words) and all(word in naam for word in words))


@lru_cache(maxsize=CACHED_SETS)
def _index(gebiedenset: Gebiedenset) -> tuple[tuple[str, Treffer], ...]:
    """Everything in a set that has a name, with that name as it is looked for: made once, for there may be thousands.

    A gebied that is found by its own name needs no roepnaam: those go last, and the first is taken.
    """
    treffers = (*_gebieden(gebiedenset), *_roepnamen(gebiedenset))
    return tuple((treffer.gezocht, treffer) for treffer in treffers)


def _gebieden(gebiedenset: Gebiedenset) -> Iterator[Treffer]:
    for soort in (Soort.LAND, Soort.GEMEENTE, Soort.WIJK, Soort.BUURT):
        for gebied in by_naam(gebiedenset.gebieden(soort)):
            yield Treffer(gebied.code, gebied.naam, gebied.soort, _in_gebied(gebiedenset, gebied))


def _roepnamen(gebiedenset: Gebiedenset) -> Iterator[Treffer]:
    for roepnaam in read_roepnamen(gebiedenset.folder):
        for gebied in filter(None, map(gebiedenset.find_gebied, roepnaam.codes)):
            yield Treffer(gebied.code, gebied.naam, gebied.soort, _in_gebied(gebiedenset, gebied), roepnaam.naam)


def _in_gebied(gebiedenset: Gebiedenset, gebied: Gebied) -> str:
    """Where it lies: "Boerhaavewijk, Haarlem"."""
    codes = [gebied.wijk, gebied.gemeente if gebied.soort in (Soort.WIJK, Soort.BUURT) else None]
    return ", ".join(gebiedenset.get_gebied(code).naam for code in codes if code)
