"""What does a form say about an aanbod, and does it keep the rules?"""

from collections.abc import Set
from dataclasses import dataclass

from collectief.models import Aanbod
from collectief.spatial import Punt
from collectief.words import Doelgroep, Karakter, Leefgebied, SoortAanbod, Status, Toegang


@dataclass(frozen=True, kw_only=True, slots=True)
class AanbodInvoer:
    """An aanbod as somebody typed it: `checked` makes it clean or names every field that is wrong.

    `punt` and `buurtcode` come from geo (None and "" when the place is missing or outside the gemeente).
    `organisatie` is found by name within the gemeente or made; "" means none. `gecontroleerd` says that it
    was checked today.
    """

    gemeente: str
    naam: str = ""
    soort: SoortAanbod | None = None
    omschrijving: str = ""
    karakter: Karakter | None = None
    leefgebieden: Set[Leefgebied] = frozenset()
    doelgroepen: Set[Doelgroep] = frozenset()
    openingstijden: str = ""
    kosten: str = ""
    toegang: Toegang = Toegang.VRIJ
    organisatie: str = ""
    organisatie_telefoon: str = ""
    organisatie_email: str = ""
    organisatie_website: str = ""
    adres: str = ""
    locatie: str = ""
    punt: Punt | None = None
    buurtcode: str = ""
    status: Status = Status.GEPUBLICEERD
    gecontroleerd: bool = False


def checked(invoer: AanbodInvoer) -> AanbodInvoer:
    """The invoer with tidy texts and OSM openingstijden; raises InvalidInvoerError with every broken rule."""
    raise NotImplementedError


def make_invoer(aanbod: Aanbod) -> AanbodInvoer:
    """What a form starts with when somebody changes this aanbod."""
    raise NotImplementedError
