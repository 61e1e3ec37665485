"""What is there to say to who asks for a place: which ones it may be, why there is none, and what to try instead?"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.spatial import Punt
from geo.gebieden import LAND, Gebied, Soort
from geo.gebiedenset import Gebiedenset
from webapp.context import gebiedensets, home_set
from webapp.place import Place, find_elsewhere, find_places, names_other_gemeente
from webapp.views.inloop import InloopAnswer, make_inloop
from webapp.views.wijken import by_naam

_HALF_A_POSTCODE = re.compile(r"\d+\s?[a-z]{0,2}|[a-z]{2}|[a-z]{4}\s?[a-z]{2}", re.ASCII)


class Vraagpagina(NamedTuple):
    """The question; what was wrong with the answer to it; and wijken to choose from by who cannot write one."""

    vraag: str
    fout: str
    wijken: Sequence[Gebied]
    postcode: str

    @property
    def gemeente(self) -> str:
        return home_set().gemeente.naam


class Elders(NamedTuple):
    """A place in no gemeente that the service knows."""

    naam: str
    punt: Punt

    def nearest_answer(self, session: Session, *, moment: datetime) -> InloopAnswer | None:
        """Of the gemeente with the inloopplek nearest to here."""
        answers = [make_inloop(session, known, self.punt, moment=moment) for known in own_sets()]
        return min((answer for answer in answers if answer.plekken), key=_afstand_m, default=None)


def make_vraagpagina(*, fout: str = "", vraag: str = "") -> Vraagpagina:
    home = home_set()
    postcode = str(home.postcodes.index[0]) if len(home.postcodes) else ""
    return Vraagpagina(vraag, fout, by_naam(home.gebieden(Soort.WIJK)), postcode)


def own_sets() -> list[Gebiedenset]:
    """That of the start page first; that of the land has no inloopplekken of its own."""
    home = home_set()
    others = (known for known in gebiedensets().all() if known is not home and known.gemeente.code != LAND)
    return [home, *others]


def find_in_gemeenten(vraag: str) -> list[Place]:
    """The places that somebody may mean in the first gemeente that has any."""
    found = (find_places(vraag, gebiedenset=known) for known in own_sets())
    return next(filter(None, found), [])


def find_nearest_gemeente(vraag: str) -> Elders | None:
    """The place in the rest of the land, where the geocoder knows it."""
    address = find_elsewhere(vraag)
    return Elders(address.straat, address.punt) if address else None


def found_nothing(vraag: str) -> str:
    """Why there is no answer, and what to try."""
    home = home_set()
    naam, postcode = home.gemeente.naam, make_vraagpagina().postcode
    if names_other_gemeente(vraag, gebiedenset=home):
        return _("Deze postcode ligt niet in %(naam)s. Vul een plek in %(naam)s in.", naam=naam)
    if postcode and _looks_like_postcode(vraag):
        return _("Een postcode begint met vier cijfers, zoals %(postcode)s.", postcode=postcode)
    if postcode:
        return _(
            "We vinden deze plek niet in %(naam)s. Probeer alleen de vier cijfers van uw postcode, zoals %(postcode)s.",
            naam=naam,
            postcode=postcode,
        )
    return _("We vinden deze plek niet in %(naam)s. Probeer de naam van uw buurt.", naam=naam)


def _looks_like_postcode(vraag: str) -> bool:
    """Too few or too many digits, or letters without any digit."""
    text = vraag.casefold().strip()
    return "postcode" in text or _HALF_A_POSTCODE.fullmatch(text) is not None


def _afstand_m(answer: InloopAnswer) -> float:
    nearest = answer.dichtstbij
    return nearest.afstand_m or 0.0 if nearest else float("inf")
