"""How does what a teamlid typed become an aanbod: which place is meant, what is wrong, and who was first?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from flask_babel import gettext as _
from wtforms import SelectFieldBase

from collectief.errors import InvalidInvoerError
from collectief.invoer import AanbodInvoer, checked, make_invoer
from collectief.models import Aanbod
from collectief.spatial import Punt
from geo.crs import to_wgs84
from webapp.forms import AanbodForm, add_error
from webapp.views.territory import DECIMALS, Spot, Territory

ONE_PLACE_M = 1.0  # nearer than this it is the same place
NOT_COMPARED = {"gemeente", "buurtcode", "punt", "gecontroleerd"}


class Difference(NamedTuple):
    """A field that somebody else changed meanwhile: what stands there now."""

    label: str
    now: str


@dataclass
class Draft:
    """A form on its way to become an aanbod, or to change one; `found` are the places to choose from."""

    form: AanbodForm
    territory: Territory
    aanbod: Aanbod | None = None
    spot: Spot | None = None
    is_outside: bool = False
    found: Sequence[Spot] = ()
    differences: Sequence[Difference] = ()

    def read_spot(self) -> None:
        """The place that was typed, picked or pointed at; one that nobody moved stays just where it is."""
        self.form.read_plek()
        punt = self.form.read_punt()
        stored = self.aanbod.locatie if self.aanbod else None
        if stored and _is_one_place(punt, stored.punt):
            punt = stored.punt
        self.spot = self.territory.find_spot(punt) if punt else None
        self.is_outside = punt is not None and self.spot is None

    def search(self) -> None:
        """Look up the address that was typed; several places are there to choose from."""
        query = self.form.adres.data or ""
        found = self.territory.search(query)
        if len(found) == 1:
            (self.spot,) = found
            self.form.choose(*self.spot.lonlat, self.spot.adres)
            return
        self.form.lon.data = self.form.lat.data = ""
        self.found = found
        if not found:
            add_error(self.form.adres, self.territory.why_nothing(query))

    def save(self, store: Callable[[AanbodInvoer], Aanbod]) -> Aanbod | None:
        """Store what was typed, or None with every error at its field."""
        self._settle_spot()
        invoer = self._typed()
        try:
            invoer = checked(invoer)
        except InvalidInvoerError as error:
            self.form.show_problems(error.problems)
        return None if self.form.errors else store(invoer)

    def compare_with(self, aanbod: Aanbod) -> None:
        """After somebody else was first: say what they changed, and let a next save go over it knowingly."""
        self.form.versie.data = str(aanbod.versie)
        self.differences = list(_differences(self.form, checked(self._typed()), make_invoer(aanbod)))

    def _settle_spot(self) -> None:
        """Decide on the place, or say why not; an address that nobody looked up yet is looked up now."""
        self.read_spot()
        if self.form.adres.data and not (self.spot or self.is_outside or self.form.errors):
            self.search()
        if self.found:
            add_error(self.form.adres, _("Er zijn meer plekken gevonden. Kies hieronder de goede."))
        elif self.is_outside:
            add_error(self.form.adres, self.territory.outside())
        elif self.spot and not self.spot.is_own:
            add_error(self.form.adres, self.spot.sentence)

    def _typed(self) -> AanbodInvoer:
        place = {"punt": self.spot.punt, "buurtcode": self.spot.buurtcode} if self.spot else {}
        return self.form.make_invoer(gemeente=self.territory.gebruiker.gemeente, **place)


def form_data(aanbod: Aanbod) -> dict[str, Any]:
    """What the form starts with when somebody changes an aanbod."""
    invoer = make_invoer(aanbod)
    data = {field.name: getattr(invoer, field.name) for field in fields(invoer)}
    return data | _degrees(invoer.punt) | {"versie": aanbod.versie}


def _degrees(punt: Punt | None) -> dict[str, str]:
    if punt is None:
        return {}
    lon, lat = to_wgs84(*punt)
    return {"lon": str(round(lon, DECIMALS)), "lat": str(round(lat, DECIMALS))}


def _differences(form: AanbodForm, typed: AanbodInvoer, stored: AanbodInvoer) -> Iterator[Difference]:
    for name in (field.name for field in fields(AanbodInvoer) if field.name not in NOT_COMPARED):
        if getattr(typed, name) != getattr(stored, name):
            yield Difference(form[name].label.text, _in_words(form[name], getattr(stored, name)))
    if not _is_one_place(typed.punt, stored.punt):
        yield Difference(_("Plek op de kaart"), _("verplaatst"))


def _in_words(form_field: Any, value: Any) -> str:
    if isinstance(form_field, SelectFieldBase):
        chosen = value if isinstance(value, frozenset | set) else {value}
        labels = [str(choice.label) for choice in form_field.choices if choice.value in chosen]
        return ", ".join(labels) or _("niets gekozen")
    return str(value) if value else _("leeg")


def _is_one_place(a: Punt | None, b: Punt | None) -> bool:
    return a is not None and b is not None and abs(a.x - b.x) + abs(a.y - b.y) < ONE_PLACE_M
