"""What is asked of the bereik of a gemeente? All of it stands in the address, so that it can be kept and sent on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request
from flask_babel import gettext as _

from collectief.bereik.gewone_week import Dagdeel
from collectief.bereik.inlooppunten import Inlooppunt
from collectief.spatial import Punt
from geo.gebiedenset import Gebiedenset
from geo.woonvakken import bereikjaren
from webapp.errors import BadRequestParameter
from webapp.params import find_number

AFSTANDEN_M = (400, 800, 1200)
USUAL_M = 800
MOST_ERBIJ = 5
AANTALLEN = (1, 2, 3, 5)
USUAL_AANTAL = 3
_THOUSANDS = re.compile(r"\.(?=\d{3}(?:,|\Z))")
VOLGORDES = ("wijk", "inwoners", "bereikt", "aandeel", "verschil")


@dataclass(frozen=True, kw_only=True)
class Bereikvraag:
    """How far to walk, when (None: whenever it is open), of which year, with which places more and which fewer."""

    gebiedenset: Gebiedenset
    afstand_m: int = USUAL_M
    dagdeel: Dagdeel | None = None
    jaar: int | None = None
    erbij: tuple[Punt, ...] = ()
    zonder: tuple[str, ...] = ()
    aantal: int = USUAL_AANTAL
    volgorde: str = VOLGORDES[0]

    @property
    def is_wat_als(self) -> bool:
        return bool(self.erbij or self.zonder)

    def in_url(self, **others: Any) -> dict[str, Any]:
        """The parameters of its address, or of one that differs in `others`; what is usual is left out."""
        asked = replace(self, **others)
        return {
            "afstand": asked.afstand_m if asked.afstand_m != USUAL_M else None,
            "dagdeel": asked.dagdeel,
            "jaar": asked.jaar,
            "erbij": [punt_in_url(punt) for punt in asked.erbij] or None,
            "zonder": list(asked.zonder) or None,
            "aantal": asked.aantal if asked.aantal != USUAL_AANTAL else None,
            "sorteer": asked.volgorde if asked.volgorde != VOLGORDES[0] else None,
        }

    def with_erbij(self, punt: Punt) -> dict[str, Any]:
        return self.in_url(erbij=(*self.erbij, _whole(punt))[-MOST_ERBIJ:])

    def without_erbij(self, punt: Punt) -> dict[str, Any]:
        return self.in_url(erbij=tuple(one for one in self.erbij if one != punt))

    def with_zonder(self, plek: str) -> dict[str, Any]:
        return self.in_url(zonder=(*self.zonder, plek))

    def without_zonder(self, plek: str) -> dict[str, Any]:
        return self.in_url(zonder=tuple(one for one in self.zonder if one != plek))


def read_bereikvraag(gebiedenset: Gebiedenset) -> Bereikvraag:
    dagdeel = _read_one_of("dagdeel", ["", *Dagdeel], "")
    jaar = _read_one_of("jaar", ["", *map(str, bereikjaren(gebiedenset))], "")
    return Bereikvraag(
        gebiedenset=gebiedenset,
        afstand_m=int(_read_one_of("afstand", list(map(str, AFSTANDEN_M)), str(USUAL_M))),
        dagdeel=Dagdeel(dagdeel) if dagdeel else None,
        jaar=int(jaar) if jaar else None,
        erbij=_read_erbij(gebiedenset),
        zonder=tuple(dict.fromkeys(value for value in request.args.getlist("zonder") if value)),
        aantal=int(_read_one_of("aantal", list(map(str, AANTALLEN)), str(USUAL_AANTAL))),
        volgorde=_read_one_of("sorteer", list(VOLGORDES), VOLGORDES[0]),
    )


def check_zonder(vraag: Bereikvraag, punten: Sequence[Inlooppunt]) -> None:
    """Raises BadRequestParameter for a place that is not (or no longer) there: without it nothing would change."""
    known = {punt.id for punt in punten}
    if not known.issuperset(vraag.zonder):
        raise BadRequestParameter("zonder", _("Een van de plekken die u wilt sluiten, staat niet meer op de kaart."))


def find_rd(x_text: str, y_text: str) -> Punt | None:
    """A place in RD as somebody types it, with or without a point for thousands."""
    x, y = (find_number(_THOUSANDS.sub("", text.strip()).replace(",", ".")) for text in (x_text, y_text))
    return None if x is None or y is None else _whole(Punt(x, y))


def punt_in_url(punt: Punt) -> str:
    return f"{punt.x:.0f},{punt.y:.0f}"


def _whole(punt: Punt) -> Punt:
    return Punt(float(round(punt.x)), float(round(punt.y)))


def _read_one_of(name: str, words: Sequence[str], usual: str) -> str:
    given = request.args.get(name, usual)
    if given not in words:
        known = ", ".join(word for word in words if word) or _("er zijn nog geen jaren ingelezen")
        raise BadRequestParameter(name, _("%(name)s kan dit niet zijn. Kies uit: %(known)s.", name=name, known=known))
    return given


def _read_erbij(gebiedenset: Gebiedenset) -> tuple[Punt, ...]:
    texts = [text for text in request.args.getlist("erbij") if text]
    if len(texts) > MOST_ERBIJ:
        raise BadRequestParameter("erbij", _("U kunt hooguit %(most)s plekken toevoegen.", most=MOST_ERBIJ))
    return tuple(_read_punt(text, gebiedenset) for text in texts)


def _read_punt(text: str, gebiedenset: Gebiedenset) -> Punt:
    numbers = [number for number in map(find_number, text.split(",")) if number is not None]
    if len(numbers) != 2 or text.count(",") != 1:
        raise BadRequestParameter("erbij", _("erbij moet een plek in RD zijn, in meters: 103850,487420."))
    punt = _whole(Punt(*numbers))
    if gebiedenset.find_buurt(*punt) is None:
        naam = gebiedenset.gemeente.naam
        raise BadRequestParameter("erbij", _("Deze plek ligt niet in %(gemeente)s.", gemeente=naam))
    return punt
