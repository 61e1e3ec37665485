"""Where may this account register something, and what must it know of a place before it does?"""

from collections.abc import Sequence, Set
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_add, may_edit
from collectief.errors import NotAllowedError
from collectief.models import Aanbod, Gebruiker
from collectief.spatial import Punt
from collectief.teams.teams import buurten_of_team, team_per_buurt
from geo.crs import to_wgs84
from geo.gebiedenset import Gebiedenset
from webapp.context import gebiedensets, today
from webapp.place import Place, find_places, names_other_gemeente
from webapp.views.contact import TeamPerBuurt

DECIMALS = 6  # of a degree: about 10 cm


class Spot(NamedTuple):
    """A place that somebody may choose.

    `sentence` tells in which buurt, wijk and team it lies, and whether that is theirs; `adres` is empty where only the
    postcode or the buurt is known.
    """

    naam: str
    adres: str
    punt: Punt
    buurtcode: str
    sentence: str
    is_own: bool

    @property
    def lonlat(self) -> tuple[float, float]:
        lon, lat = to_wgs84(*self.punt)
        return round(lon, DECIMALS), round(lat, DECIMALS)

    def as_json(self) -> dict[str, Any]:
        lon, lat = self.lonlat
        return {"naam": self.naam, "adres": self.adres, "lon": lon, "lat": lat, "sentence": self.sentence}


class Found(NamedTuple):
    """The places that were found, or else a sentence that says why there are none."""

    spots: Sequence[Spot]
    reason: str


class Territory(NamedTuple):
    """The gemeente and the buurten that an account works in."""

    gebruiker: Gebruiker
    gebiedenset: Gebiedenset
    eigen_buurten: Set[str]
    teams: TeamPerBuurt

    def find_spot(self, punt: Punt, *, naam: str = "", adres: str = "") -> Spot | None:
        """What there is to say of a place; None outside the gemeente."""
        buurtcode = self.gebiedenset.find_buurt(*punt)
        if buurtcode is None:
            return None
        is_own = may_add(
            self.gebruiker, gemeente=self.gebruiker.gemeente, buurtcode=buurtcode, eigen_buurten=self.eigen_buurten
        )
        return Spot(naam, adres, punt, buurtcode, self._sentence(buurtcode, is_own=is_own), is_own)

    def naam(self) -> str:
        """The team's, or for somebody without a team the gemeente's."""
        return self.gebruiker.team.naam if self.gebruiker.team else self.gebiedenset.gemeente.naam

    def buurten(self) -> Set[str]:
        """Where this account may add and change: somebody without a team in the whole gemeente."""
        return self.eigen_buurten if self.gebruiker.team else self.gebiedenset.buurten_of(self.gebruiker.gemeente)

    def require_own(self, aanbod: Aanbod) -> None:
        """Raises NotAllowedError when this account may not change it."""
        if not may_edit(self.gebruiker, aanbod, eigen_buurten=self.eigen_buurten):
            raise NotAllowedError(f"{self.gebruiker.id} may not change aanbod {aanbod.id}")

    def locate(self, query: str, punt: Punt | None) -> Found:
        """What there is at a point, or else what an address may mean."""
        if punt is None:
            found = self.search(query)
            return Found(found, "" if found else self.why_nothing(query))
        spot = self.find_spot(punt)
        return Found([spot], "") if spot else Found([], self.outside())

    def search(self, query: str) -> list[Spot]:
        """The places that a query may mean, within the gemeente."""
        found = [self._spot_of(place) for place in find_places(query, gebiedenset=self.gebiedenset)]
        return [spot for spot in found if spot]

    def _spot_of(self, place: Place) -> Spot | None:
        """Where only the postcode or the buurt is known, it says that it is not the place itself."""
        if place.bron == "adres":
            return self.find_spot(place.punt, naam=place.naam, adres=place.naam)
        spot = self.find_spot(place.punt, naam=place.naam)
        roughly = _("Dit is het midden van %(naam)s. Wijs op de kaart aan waar het precies is.", naam=place.naam)
        return spot and spot._replace(sentence=f"{spot.sentence} {roughly}")

    def why_nothing(self, query: str) -> str:
        """Why a search gave nothing, and what to do instead."""
        gemeente = self.gebiedenset.gemeente.naam
        if names_other_gemeente(query, gebiedenset=self.gebiedenset):
            return _("Deze postcode ligt niet in %(gemeente)s.", gemeente=gemeente)
        return _(
            "We vinden dit niet in %(gemeente)s. Probeer een postcode of de naam van de buurt, of wijs de plek aan "
            "op de kaart.",
            gemeente=gemeente,
        )

    def outside(self) -> str:
        return _("Deze plek ligt niet in %(gemeente)s.", gemeente=self.gebiedenset.gemeente.naam)

    def _sentence(self, buurtcode: str, *, is_own: bool) -> str:
        buurt = self.gebiedenset.get_gebied(buurtcode)
        wijk = self.gebiedenset.find_gebied(buurt.wijk or "")
        team = self.teams.get(buurtcode)
        namen = [_("buurt %(naam)s", naam=buurt.naam)]
        namen += [_("wijk %(naam)s", naam=wijk.naam)] if wijk else []
        namen += [_("team %(naam)s", naam=team.naam)] if team else []
        ligging = _("Dit ligt in %(namen)s.", namen=", ".join(namen))
        return ligging if is_own else f"{ligging} {_not_yours(team.naam if team else None)}"


def _not_yours(team: str | None) -> str:
    if team is None:
        return _("Hier werkt geen wijkteam: vraag de beheerder om dit toe te voegen.")
    return _("Dat is niet uw teamgebied: vraag team %(naam)s om dit toe te voegen.", naam=team)


def territory_of(session: Session, gebruiker: Gebruiker) -> Territory:
    op = today()
    return Territory(
        gebruiker=gebruiker,
        gebiedenset=gebiedensets().get(gebruiker.gemeente),
        eigen_buurten=buurten_of_team(session, gebruiker.team, op=op),
        teams=team_per_buurt(session, gebruiker.gemeente, op=op),
    )
