"""What does paper say of a place: its naam, what for, where, when, and whom to call?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.kaart.papier import MAX_OP_PAPIER, plekken_in
from collectief.models import Aanbod, Team
from collectief.plekken.locaties import Plek
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.words import SoortAanbod
from geo.gebieden import Gebied, Soort
from webapp.gebied import Gevonden
from webapp.views.contact import TeamPerBuurt, contact_on_paper
from webapp.views.recept import first_sentence
from webapp.views.vertaald import Vertaald, vertaald
from webapp.views.wanneer import when_in_words
from webapp.woorden import MEERVOUD

SEPARATOR = "\t"  # what a page maker's program and a spreadsheet both take for columns


class Papierregel(NamedTuple):
    """One place in a few words; "" where nothing is known."""

    aanbod: Aanbod
    tekst: Vertaald
    waar: str
    wanneer: str
    telefoon: str

    @property
    def naam(self) -> str:
        return self.tekst.naam

    @property
    def wat(self) -> str:
        return first_sentence(self.tekst.omschrijving)

    @property
    def kolommen(self) -> tuple[str, str, str, str]:
        return self.naam, self.waar, self.wanneer, self.telefoon


class Rubriek(NamedTuple):
    """The places of one soort."""

    soort: SoortAanbod
    naam: str
    regels: Sequence[Papierregel]


@dataclass(frozen=True, kw_only=True)
class Buurtkrant:
    """The list of a gebied, to be copied."""

    gebied: Gebied
    op: date
    soorten: frozenset[SoortAanbod]
    rubrieken: Sequence[Rubriek]
    has_more: bool


def make_buurtkrant(
    session: Session, found: Gevonden, soorten: frozenset[SoortAanbod], *, moment: datetime
) -> Buurtkrant:
    """Of all soorten where none is asked for."""
    gemeente = found.gebied.gemeente
    plekken = plekken_in(
        session,
        gemeente=gemeente,
        buurten=buurten_asked(found),
        soorten=soorten or frozenset(SoortAanbod),
        limit=MAX_OP_PAPIER + 1,
    )
    teams = team_per_buurt(session, gemeente, op=day_of(moment))
    return Buurtkrant(
        gebied=found.gebied,
        op=day_of(moment),
        soorten=soorten,
        rubrieken=_rubrieken(plekken[:MAX_OP_PAPIER], teams, moment),
        has_more=len(plekken) > MAX_OP_PAPIER,
    )


def buurten_asked(found: Gevonden) -> frozenset[str] | None:
    """A whole gemeente is asked for as such."""
    return None if found.gebied.soort is Soort.GEMEENTE else found.buurten


def make_papierregel(plek: Plek, teams: TeamPerBuurt, *, moment: datetime) -> Papierregel:
    aanbod = plek.aanbod
    contact = contact_on_paper(aanbod, teams.get(plek.locatie.buurtcode))
    return Papierregel(
        aanbod=aanbod,
        tekst=vertaald(aanbod),
        waar=", ".join(filter(None, [plek.locatie.naam, plek.locatie.adres])) or _("Vraag waar het is."),
        wanneer=" ".join(when_in_words(aanbod, moment, elders=plek.openingstijden)),
        telefoon=(contact.telefoon or "") if contact else "",
    )


def as_text(krant: Buurtkrant, *, titel: str, kop: Sequence[str], uitleg: str) -> str:
    """Columns that stay columns when they are pasted."""
    lines = [titel, uitleg]
    for rubriek in krant.rubrieken:
        lines += ["", rubriek.naam, SEPARATOR.join(kop)]
        lines += [SEPARATOR.join(map(_one_line, regel.kolommen)) for regel in rubriek.regels]
    return "\n".join(lines) + "\n"


def teams_here(found: Gevonden, teams: TeamPerBuurt) -> list[Team]:
    """The teams that serve a gebied, by naam."""
    if found.team:
        return [found.team]
    by_id = {teams[code].id: teams[code] for code in found.buurten if code in teams}
    return sorted(by_id.values(), key=lambda team: team.naam)


def _rubrieken(plekken: Iterable[Plek], teams: TeamPerBuurt, moment: datetime) -> list[Rubriek]:
    order = list(MEERVOUD)
    by_soort = sorted(plekken, key=lambda plek: order.index(plek.aanbod.soort))
    return [
        Rubriek(soort, str(MEERVOUD[soort]), [make_papierregel(plek, teams, moment=moment) for plek in group])
        for soort, group in groupby(by_soort, key=lambda plek: plek.aanbod.soort)
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())
