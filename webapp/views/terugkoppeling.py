"""How is told what became of a signaal?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from collectief.collectiveren.besluiten import NEED_AANBOD
from collectief.collectiveren.terugkoppeling import Terugkoppelrij
from collectief.signaalwoorden import Patroonbesluit
from geo.gebiedenset import Gebiedenset
from webapp.spreadsheet import Cell

HEADER = ("dag", "soort", "buurt", "leefgebieden", "wat er is gebeurd", "toelichting", "op de kaart")


class Terugkoppeling(NamedTuple):
    """One signaal and what became of it, in words; `aanbod_url` is "" when nothing of it is on the map."""

    rij: Terugkoppelrij
    buurt: str
    leefgebieden: str
    wat: str
    aanbod_naam: str
    aanbod_url: str


def make_terugkoppelingen(rijen: Iterable[Terugkoppelrij], gebiedenset: Gebiedenset) -> list[Terugkoppeling]:
    return [_make(rij, gebiedenset) for rij in rijen]


def make_rows(told: Sequence[Terugkoppeling]) -> Iterator[Sequence[Cell]]:
    """For a spreadsheet, in the order of HEADER."""
    for one in told:
        signaal = one.rij.signaal
        naam = f"{one.aanbod_naam} {one.aanbod_url}".strip()
        soort = signaal.soort.naam + (_(" (voorbeeld)") if signaal.voorbeeld else "")
        yield signaal.op, soort, one.buurt, one.leefgebieden, one.wat, one.rij.toelichting, naam


def say_what(rij: Terugkoppelrij) -> str:
    """In one sentence."""
    if rij.besluit is None or rij.besloten_op is None:
        return _("Nog geen antwoord.")
    if rij.aanbod is None and rij.besluit in NEED_AANBOD:
        return _("Het aanbod dat we hiervoor kozen, staat nu niet meer op de kaart.")
    fase = rij.voorstel.fase.naam if rij.voorstel else ""
    said = {
        Patroonbesluit.VERWIJZEN: _("Er is aanbod dat hierbij past."),
        Patroonbesluit.VERSTERKEN: _("We helpen een initiatief dat er al is."),
        Patroonbesluit.VOORSTEL: _("We maken iets nieuws. Het staat op: %(fase)s.", fase=fase),
        Patroonbesluit.OVERLEG: _("Dit gaat naar het casuïstiekoverleg."),
        Patroonbesluit.LATEN: _("We laten dit nu rusten."),
    }[rij.besluit]
    dag = format_date(rij.besloten_op, "d MMMM y")
    samen = _("Samen met andere signalen bekeken.") if rij.in_patroon else ""
    return f"{said} {samen} ({dag})".replace("  ", " ")


def _make(rij: Terugkoppelrij, gebiedenset: Gebiedenset) -> Terugkoppeling:
    buurt = gebiedenset.find_gebied(rij.signaal.buurtcode)
    return Terugkoppeling(
        rij=rij,
        buurt=buurt.naam if buurt else rij.signaal.buurtcode,
        leefgebieden=", ".join(sorted(one.naam for one in rij.signaal.leefgebieden)),
        wat=say_what(rij),
        aanbod_naam=rij.aanbod.naam if rij.aanbod else "",
        aanbod_url=url_for("aanbod.aanbod", id=rij.aanbod.id, _external=True) if rij.aanbod else "",
    )
