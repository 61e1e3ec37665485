"""What does the page of the bereik show besides the figures: choices, a picture, and the place that was looked for?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from collectief.bereik.gewone_week import Dagdeel
from collectief.spatial import Punt
from geo.woonvakken import bereikjaren
from webapp.place import Place, find_places
from webapp.show import getal
from webapp.views.bereik import Bereik, Urenregel
from webapp.views.bereik_kaart import Bereikkaart, make_bereikkaart
from webapp.views.bereik_vraag import AANTALLEN, AFSTANDEN_M, MOST_ERBIJ, Bereikvraag, find_rd
from webapp.views.bereik_woorden import bron_in_woorden, dagdeel_in_woorden, methode_in_woorden, uren_in_woorden
from webapp.views.keuzes import Option


class Gezocht(NamedTuple):
    """What came of a place that somebody typed: the one that was meant, some to choose from, or why there is none."""

    punt: Punt | None = None
    keuzes: Sequence[Place] = ()
    fout: str = ""
    adres: str = ""
    x: str = ""
    y: str = ""


class Bereikpagina(NamedTuple):
    bereik: Bereik
    kaart: Bereikkaart
    gezocht: Gezocht
    afstanden: Sequence[Option]
    dagdelen: Sequence[Option]
    jaren: Sequence[Option]
    aantallen: Sequence[Option]
    bron: str
    methode: Sequence[str]

    def dagdeel(self, dagdeel: Dagdeel | None) -> str:
        return dagdeel_in_woorden(dagdeel)

    def uren(self, regel: Urenregel) -> str:
        return uren_in_woorden(regel)

    def buurt(self, punt: Punt) -> str:
        gebiedenset = self.bereik.vraag.gebiedenset
        code = gebiedenset.find_buurt(*punt)
        return gebiedenset.get_gebied(code).naam if code else _("onbekend")

    def procent(self, share: float | None) -> str:
        return _("onbekend") if share is None else _("%(pct)s %%", pct=getal(100 * share))

    @property
    def garantie(self) -> int:
        """In whole percents, rounded down: it is a promise."""
        return int(100 * self.bereik.keuze.garantie)

    @property
    def kan_erbij(self) -> bool:
        return len(self.bereik.vraag.erbij) < MOST_ERBIJ


def make_bereikpagina(bereik: Bereik, gezocht: Gezocht) -> Bereikpagina:
    vraag = bereik.vraag
    jaren = bereikjaren(vraag.gebiedenset)
    return Bereikpagina(
        bereik=bereik,
        kaart=make_bereikkaart(bereik),
        gezocht=gezocht,
        afstanden=[Option(str(m), _("%(m)s meter", m=getal(m)), m == vraag.afstand_m) for m in AFSTANDEN_M],
        dagdelen=[Option(one or "", dagdeel_in_woorden(one), one == vraag.dagdeel) for one in (None, *Dagdeel)],
        jaren=[Option(str(jaar), str(jaar), jaar == bereik.woon.jaar) for jaar in reversed(jaren)],
        aantallen=[Option(str(aantal), str(aantal), aantal == vraag.aantal) for aantal in AANTALLEN],
        bron=bron_in_woorden(bereik),
        methode=methode_in_woorden(bereik),
    )


def find_plaats(vraag: Bereikvraag, *, adres: str, x: str, y: str) -> Gezocht:
    """The place of an address, or of RD coordinates, which go first."""
    if x or y:
        return _find_rd(vraag, adres, x, y)
    if not adres:
        return Gezocht()
    found = find_places(adres, gebiedenset=vraag.gebiedenset)
    if len(found) == 1:
        return Gezocht(punt=found[0].punt)
    naam = vraag.gebiedenset.gemeente.naam
    fout = (
        ""
        if found
        else _("Dit adres kennen we niet in %(gemeente)s. Typ een straat, postcode of buurt.", gemeente=naam)
    )
    return Gezocht(keuzes=found, fout=fout, adres=adres)


def _find_rd(vraag: Bereikvraag, adres: str, x: str, y: str) -> Gezocht:
    punt, naam = find_rd(x, y), vraag.gebiedenset.gemeente.naam
    if punt is None:
        return Gezocht(
            fout=_("Vul x en y allebei in, in meters (RD). Bijvoorbeeld 103850 en 487420."), adres=adres, x=x, y=y
        )
    if vraag.gebiedenset.find_buurt(*punt) is None:
        return Gezocht(fout=_("Deze plek ligt niet in %(gemeente)s.", gemeente=naam), adres=adres, x=x, y=y)
    return Gezocht(punt=punt)
