"""What does the map show, and the list beside it, for the filters in the URL?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.kaart.aanbod import AanbodFilter, aanbod_page, count_aanbod
from collectief.kaart.aanbod_rijen import AanbodRow
from collectief.teams.teams import teams_of_gemeente
from collectief.words import Leefgebied, SoortAanbod
from collectief.zoeken.gevonden import rows_of
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from webapp.context import home_set, own_sets_first
from webapp.gebied import Gevonden, code_of_team, get_gebied, naam_van_gemeente
from webapp.params import read_cursor, read_gebied, read_words
from webapp.woorden import woord
from webapp.zoekvraag import Gevraagd, find

PAGE_SIZE = 50
MAX_COUNTED = 999  # counting on would cost as much as there is stored


class Asked(NamedTuple):
    """What the URL asks for; without `gebied` that is the gemeente of the start page."""

    gebied: Gevonden
    soorten: frozenset[SoortAanbod]
    leefgebieden: frozenset[Leefgebied]
    cursor: int | None

    def in_url(self) -> dict[str, Any]:
        """The filters as parameters, in one order, so that one question has one address."""
        return {
            "gebied": self.gebied.gebied.code,
            "soort": sorted(self.soorten),
            "leefgebied": sorted(self.leefgebieden),
        }

    def as_filter(self) -> AanbodFilter:
        gebied = self.gebied.gebied
        return AanbodFilter(
            gemeente=None if gebied.soort is Soort.LAND else gebied.gemeente,
            buurten=None if gebied.soort in (Soort.LAND, Soort.GEMEENTE) else self.gebied.buurten,
            soorten=self.soorten,
            leefgebieden=self.leefgebieden,
        )


class Entry(NamedTuple):
    """One entry of the list, with the name of its buurt."""

    aanbod: AanbodRow
    buurt: str


class Option(NamedTuple):
    """One gebied to choose from."""

    code: str
    naam: str


class Kaart(NamedTuple):
    """All that the page shows; `grenzen` is the soort of boundaries to draw, `total` None for more than MAX_COUNTED.

    `gevraagd` has the words and further filters, of a search.
    """

    asked: Asked
    entries: Sequence[Entry]
    total: int | None
    options: Sequence[tuple[str, Sequence[Option]]]
    grenzen: Soort
    api_url: str
    next_url: str | None
    start_url: str
    zoek_url: str
    gevraagd: Gevraagd | None = None


def read_asked() -> Asked:
    found = read_gebied() or get_gebied(home_set().gemeente.code)
    return Asked(found, read_words("soort", SoortAanbod), read_words("leefgebied", Leefgebied), read_cursor())


def make_kaart(session: Session, asked: Asked) -> Kaart:
    wanted, gebiedenset = asked.as_filter(), asked.gebied.gebiedenset
    rows, next_cursor = aanbod_page(session, wanted, after=asked.cursor, limit=PAGE_SIZE)
    total = count_aanbod(session, wanted, at_most=MAX_COUNTED + 1)
    return Kaart(
        asked=asked,
        entries=[Entry(row, _buurtnaam(gebiedenset, row.buurtcode)) for row in rows],
        total=total if total <= MAX_COUNTED else None,
        options=gebied_options(session, asked.gebied),
        grenzen=_grenzen(asked.gebied.gebied.soort),
        api_url=url_for("api.aanbod", **asked.in_url()),
        next_url=url_for("kaart.kaart", **asked.in_url(), cursor=next_cursor) if next_cursor else None,
        start_url=url_for("kaart.kaart", **asked.in_url()),
        zoek_url=url_for("zoeken.zoeken", **asked.in_url()),
    )


def make_gezochte_kaart(session: Session, asked: Asked, gevraagd: Gevraagd) -> Kaart:
    """The best answers first; the cursor says how many came before."""
    gevraagd = gevraagd._replace(gebied=asked.gebied)
    ids, start = find(gevraagd).ids, asked.cursor or 0
    end = start + PAGE_SIZE
    rows = rows_of(session, ids[start:end], buurten=gevraagd.buurten)
    return Kaart(
        asked=asked,
        entries=[Entry(row, _buurtnaam(asked.gebied.gebiedenset, row.buurtcode)) for row in rows],
        total=len(ids),
        options=gebied_options(session, asked.gebied),
        grenzen=_grenzen(asked.gebied.gebied.soort),
        api_url=url_for("api.aanbod", **gevraagd.in_url()),
        next_url=url_for("kaart.kaart", **gevraagd.in_url(cursor=end)) if end < len(ids) else None,
        start_url=url_for("kaart.kaart", **gevraagd.in_url()),
        zoek_url=url_for("zoeken.zoeken", **gevraagd.in_url()),
        gevraagd=gevraagd,
    )


def teksten() -> dict[str, Any]:
    """Every word that a map in the browser says."""
    return {
        "inzoomen": _("Inzoomen"),
        "uitzoomen": _("Uitzoomen"),
        "sluiten": _("Sluiten"),
        "achtergrond": _("Achtergrondkaart"),
        "plekken": _("plekken"),
        "bron": "© Kadaster / PDOK",
        "meer": _("Er zijn meer plekken dan op de kaart passen. Zoom in of kies een filter."),
        "kaart_mislukt": _("De kaart kon niet laden. U ziet het plaatje ervan; in de tabel staan alle cijfers."),
        "mislukt": _("De kaart kon niet alles laden. In de lijst staan alle plekken."),
        "toon_kaart": _("Toon de kaart"),
        "op_verzoek": _("De kaart laadt pas als u dat wilt. Zo gebruikt u minder data. In de lijst staat hetzelfde."),
        "geen_kaart": _("De kaart kon niet laden. In de lijst staan alle plekken."),
        "kies": _("Kies de goede plek:"),
        "zoeken_mislukt": _("Zoeken lukt nu niet. Wijs de plek aan op de kaart."),
        "soorten": {soort.value: woord(soort) for soort in SoortAanbod},
    }


def _buurtnaam(gebiedenset: Gebiedenset, code: str | None) -> str:
    buurt = gebiedenset.find_gebied(code or "")
    return buurt.naam if buurt else ""


def _grenzen(soort: Soort) -> Soort:
    """Wijken give a whole gemeente its landmarks; a smaller gebied is shown among its like."""
    return {Soort.GEMEENTE: Soort.WIJK, Soort.LAND: Soort.GEMEENTE}.get(soort, soort)


def gebied_options(session: Session, found: Gevonden) -> list[tuple[str, list[Option]]]:
    """Every set, and what lies in the gemeente that is shown: of a whole land that would be thousands."""
    gemeente = found.gebied.gemeente
    sets = {known.gemeente.code: known.gemeente.naam for known in own_sets_first()}
    sets.setdefault(gemeente, naam_van_gemeente(found.gebiedenset, found.gebied))
    teams = [Option(code_of_team(team), team.naam) for team in teams_of_gemeente(session, gemeente)]
    groups = [
        (_("Gemeente"), [Option(code, naam) for code, naam in sets.items()]),
        (_("Wijkteams"), teams),
        (_("Wijken"), _by_name(found, Soort.WIJK)),
        (_("Buurten"), _by_name(found, Soort.BUURT)),
    ]
    return [(naam, options) for naam, options in groups if options]


def _by_name(found: Gevonden, soort: Soort) -> list[Option]:
    inside = (one for one in found.gebiedenset.gebieden(soort) if one.gemeente == found.gebied.gemeente)
    return sorted((Option(one.code, one.naam) for one in inside), key=lambda option: option.naam.casefold())
