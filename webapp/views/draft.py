"""How does what a teamlid typed become an aanbod: which place is meant, what is wrong, and who was first?"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields
from typing import Any

from flask_babel import gettext as _

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.models import Aanbod
from collectief.registreren.invoer import AanbodInvoer, checked, make_invoer
from collectief.spatial import Punt
from collectief.tijden.openingsrijen import find_rooster
from geo.crs import to_wgs84
from webapp.fields import add_error, make_choices
from webapp.forms import LATER, OP_DE_KAART, VERBORGEN, AanbodForm
from webapp.problems import sentence_of
from webapp.uren_form import row_data
from webapp.views.conflict import HUN, Difference, differences, make_basis, take_theirs
from webapp.views.gelijkend import Gelijkend
from webapp.views.territory import DECIMALS, Spot, Territory

ONE_PLACE_M = 1.0  # nearer than this it is the same place


@dataclass
class Draft:
    """A form on its way to become an aanbod, or to change one; `found` are the places to choose from."""

    form: AanbodForm
    territory: Territory
    aanbod: Aanbod | None = None
    spot: Spot | None = None
    is_outside: bool = False
    found: Sequence[Spot] = ()
    gelijkend: Sequence[Gelijkend] = ()
    is_contested: bool = False
    differences: Sequence[Difference] = ()
    choices: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named = [(code, self.territory.gebiedenset.get_gebied(code).naam) for code in self._buurten()]
        self.form.buurten.choices = make_choices(sorted(named, key=lambda buurt: buurt[1]))

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

    def save(self, store: Callable[[AanbodInvoer], Aanbod | None]) -> Aanbod | None:
        """Store what was typed, or None with every error at its field and every difference that asks for a choice."""
        self._take_theirs()
        self._settle_spot()
        try:
            invoer = checked(self.typed())
            return None if self.form.errors or self._is_undecided(invoer) else store(invoer)
        except InvalidInvoerError as error:
            self.form.show_problems(error.problems)
        return None

    def offer(self, gelijkend: Sequence[Gelijkend]) -> bool:
        """Ask once whether it is one of these; whether there is anything to ask."""
        self.gelijkend = gelijkend
        self.form.toch_nieuw.data = "ja" if gelijkend else ""
        return bool(gelijkend)

    def compare_with(self, aanbod: Aanbod) -> None:
        """After somebody else was first: say what they changed, and let a next save decide on it."""
        self.aanbod, self.is_contested = aanbod, True
        self.form.versie.data = str(aanbod.versie)
        self.differences = self._differences(checked(self.typed()), aanbod)

    def _take_theirs(self) -> None:
        theirs = [name for name, choice in self.choices.items() if choice == HUN]
        if self.aanbod and theirs:
            take_theirs(self.form, theirs, form_data(self.aanbod))

    def _is_undecided(self, invoer: AanbodInvoer) -> bool:
        """Whether somebody else was first, and nobody decided yet which of the two is to stay."""
        if self.aanbod is None:
            return False
        is_newest = self.form.read_versie() == self.aanbod.versie
        is_decided = all(difference.choice for difference in self._differences(invoer, self.aanbod))
        if is_newest and (is_decided or not self.form.read_basis()):
            return False
        self.compare_with(self.aanbod)
        return True

    def _differences(self, invoer: AanbodInvoer, aanbod: Aanbod) -> Sequence[Difference]:
        return list(differences(self.form, invoer, make_invoer(aanbod), self.choices))

    def _settle_spot(self) -> None:
        """Decide on the place, or say why not; an address that nobody looked up yet is looked up now."""
        if self.form.waar.data != OP_DE_KAART:
            return
        self.form.forget_retyped()
        self.read_spot()
        if self.form.adres.data and not (self.spot or self.is_outside or self.form.errors):
            self.search()
        if self.found:
            add_error(self.form.adres, _("Er zijn meer plekken gevonden. Kies hieronder de goede."))
        elif self.is_outside:
            add_error(self.form.adres, self.territory.outside())
        elif self.spot and not self.spot.is_own:
            add_error(self.form.adres, self.spot.sentence)

    def _buurten(self) -> Set[str]:
        return self.territory.gebiedenset.buurten_of(self.territory.gebruiker.gemeente)

    def typed(self) -> AanbodInvoer:
        place = {"punt": self.spot.punt, "buurtcode": self.spot.buurtcode} if self.spot else {}
        if not set(self.form.buurten.data or ()) <= self._buurten():
            add_error(self.form.buurten, sentence_of(InvalidFieldError("buurten", "outside_gemeente")))
        return self.form.make_invoer(gemeente=self.territory.gebruiker.gemeente, **place)


def form_data(aanbod: Aanbod) -> dict[str, Any]:
    """What the form starts with when somebody changes an aanbod."""
    invoer = make_invoer(aanbod)
    data = {field.name: getattr(invoer, field.name) for field in fields(invoer)}
    return (
        data
        | _uren_data(invoer.openingstijden)
        | _place_data(invoer)
        | {"versie": aanbod.versie, "basis": make_basis(invoer)}
    )


def _uren_data(openingstijden: str) -> dict[str, Any]:
    """The hours in rows where those can say them, else in words."""
    rooster = find_rooster(openingstijden)
    if rooster is None:
        return {"openingstijden": openingstijden}
    return {
        "openingstijden": "",
        "uren": [row_data(rij) for rij in rooster.rijen],
        "dicht_op_feestdagen": rooster.dicht_op_feestdagen,
        "dicht_in_schoolvakanties": rooster.dicht_in_schoolvakanties,
    }


def _place_data(invoer: AanbodInvoer) -> dict[str, str]:
    if invoer.punt is None:
        return {"waar": VERBORGEN if invoer.verborgen else LATER}
    lon, lat = (str(round(degrees, DECIMALS)) for degrees in to_wgs84(*invoer.punt))
    return {"waar": OP_DE_KAART, "lon": lon, "lat": lat, "gezocht": f"{lon},{lat},{invoer.adres}" * bool(invoer.adres)}


def _is_one_place(a: Punt | None, b: Punt | None) -> bool:
    return a is not None and b is not None and abs(a.x - b.x) + abs(a.y - b.y) < ONE_PLACE_M
