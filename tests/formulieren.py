"""Which forms of signalen and what follows have texts in which nobody may be named, and what else do they ask?"""

import re
from collections.abc import Mapping
from html import unescape
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from tests.addresses import PARTNER_SECRET
from tests.cast import BELEID, TEAMLID, Person

SIGNAAL: dict[str, Any] = {
    "soort": "vraag",
    "leefgebieden": ["financien"],
    "doelgroep": "ouderen",
    "vindplaats": "inloop",
}
SIGNAAL |= {
    "vindplaats": "inloop",
    "buurtcode": "BU03922107",
    "huishoudens": "1",
    "zelf_opgelost": "nee",
    "uuid": str(UUID(int=1)),
}


class Formulier(NamedTuple):
    """A form, where it stands, and which of its fields may name nobody."""

    person: Person | None
    page: str
    velden: tuple[str, ...]
    rest: Mapping[str, Any] = MappingProxyType({})
    goal: str = ""


FORMULIEREN = {
    "signaal": Formulier(TEAMLID, "/team/signalen/nieuw", ("tekst",), SIGNAAL),
    "signaal van een partner": Formulier(None, f"/signaal/{PARTNER_SECRET}", ("tekst",), SIGNAAL),
    "besluit over een patroon": Formulier(
        TEAMLID, "/team/patronen/{patroon}/besluit", ("toelichting",), {"besluit": "laten"}
    ),
    "besluit op de bladzijde van een patroon": Formulier(
        *(TEAMLID, "/team/patronen/{patroon}", ("toelichting",)),
        *({"besluit": "laten"}, "/team/patronen/{patroon}/besluit"),
    ),
    "antwoord": Formulier(TEAMLID, "/team/signalen/{signaal}/antwoord", ("toelichting",), {"besluit": "laten"}),
    "voorstel": Formulier(
        *(TEAMLID, "/team/voorstellen/nieuw"),
        ("titel", "doel", "omschrijving", "trekker", "partners", "rol_bewoners", "kosten_toelichting"),
    ),
    "voorstel dat er al is": Formulier(TEAMLID, "/team/voorstellen/{collectief}/wijzig", ("titel", "doel", "trekker")),
    "stap": Formulier(
        *(TEAMLID, "/team/voorstellen/{collectief}", ("trekker", "toelichting")),
        *({"fase": "gestopt", "versie": "1"}, "/team/voorstellen/{collectief}/stap"),
    ),
    "verhaal": Formulier(TEAMLID, "/team/voorstellen/{collectief}/verhaal", ("titel", "tekst", "alt")),
    "verkenning": Formulier(
        *(TEAMLID, "/team/verkenning", ("kracht", "aandachtspunten", "plekken")),
        {"versie": "0", "actie": "bewaar", "team": TEAMLID.team},
    ),
    "inbreng": Formulier(TEAMLID, "/team/overleg", ("titel", "toelichting"), {"actie": "inbrengen"}),
    "besluit van het overleg": Formulier(BELEID, "/beleid/overleg/punten/{punt}", ("besluit", "actie", "wie")),
    "verslag": Formulier(BELEID, "/beleid/overleg/{overleg}", ("verslag",), {}, "/beleid/overleg/{overleg}/sluiten"),
}


def hidden_in(page: str) -> dict[str, str]:
    names = ("csrf_token", "seen", "gezien_kracht", "gezien_aandachtspunten", "gezien_plekken")
    found = {name: re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page) for name in names}
    return {name: unescape(match[1]) for name, match in found.items() if match}
