"""What is there to do at a place, and which further places does an aanbod get?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from collectief.models import Aanbod, Locatie
from collectief.plekken.locaties import Plek
from collectief.plekken.plekken import PlekInvoer
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from webapp.fields import add_error
from webapp.plek_form import PlekForm
from webapp.views.aanbod import make_punt
from webapp.views.plaats import Plaats, access_in_words, make_plaats, name_of
from webapp.views.territory import Spot, Territory


@dataclass(frozen=True, kw_only=True)
class Locatiepagina:
    """A place, and all that is published there."""

    locatie: Locatie
    naam: str
    gebiedenset: Gebiedenset
    buurt: Gebied | None
    toegang: Sequence[str]
    te_doen: Sequence[Plaats]
    punten: Sequence[dict[str, Any]]


def make_locatiepagina(
    locatie: Locatie, plekken: Sequence[Plek], gebiedenset: Gebiedenset, *, moment: datetime
) -> Locatiepagina:
    return Locatiepagina(
        locatie=locatie,
        naam=name_of(locatie, gebiedenset),
        gebiedenset=gebiedenset,
        buurt=gebiedenset.find_gebied(locatie.buurtcode),
        toegang=access_in_words(locatie),
        te_doen=[make_plaats(plek, gebiedenset, moment=moment) for plek in plekken],
        punten=[make_punt(plek, locatie.adres) for plek in plekken],
    )


@dataclass
class PlekDraft:
    """A further place on its way; `found` are the places to choose from."""

    form: PlekForm
    territory: Territory
    aanbod: Aanbod
    spot: Spot | None = None
    found: Sequence[Spot] = ()

    def search(self) -> None:
        """Look up the address that was typed; several places are there to choose from."""
        query = self.form.adres.data or ""
        self.found = self.territory.search(query)
        if len(self.found) == 1:
            (self.spot,), self.found = self.found, ()
            self.form.choose(*self.spot.lonlat, self.spot.adres)
        elif not self.found:
            add_error(self.form.adres, self.territory.why_nothing(query))

    def settle(self) -> PlekInvoer | None:
        """What was typed, with the place that is meant; None with an error at its field."""
        self.form.read_plek()
        punt = self.form.read_punt()
        self.spot = self.territory.find_spot(punt) if punt else None
        if punt is None and self.form.adres.data and not self.form.errors:
            self.search()
        if self.found:
            add_error(self.form.adres, _("Er zijn meer plekken gevonden. Kies hieronder de goede."))
        if self.form.errors:
            return None
        place = {"punt": self.spot.punt, "buurtcode": self.spot.buurtcode} if self.spot else {"punt": punt}
        return self.form.make_invoer(**place)
