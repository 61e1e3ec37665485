"""What does somebody who joins an entry, instead of making another, add to it?"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from collectief.errors import NotAllowedError, OpeningstijdenError
from collectief.geschiedenis.veldteksten import SEPARATOR, WORD_SETS, changed_invoer, invoer_texts
from collectief.geschiedenis.wijzigingsvoorstellen import propose, published_texts
from collectief.models import Aanbod, Gebruiker, Wijzigingsvoorstel
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.registreren import change_aanbod, require_may_edit
from collectief.tijden.openingstijden import normalised
from collectief.words import Indiener, JaNee

# Neither its naam nor its place: who joins, joins it as it is and where it is.
AANVULBAAR = (
    *("omschrijving", "openingstijden", "op_afspraak", "doelgroepen", "leefgebieden", "talen"),
    *("kosten", "gratis", "capaciteit", "leeftijd_min", "leeftijd_max"),
)
NOTHING_NEW = frozenset({"", JaNee.ONBEKEND})
NEEDS_MORE = {"op_afspraak": JaNee.NEE}  # what everybody tells who tells nothing


def additions(aanbod: Aanbod, typed: AanbodInvoer) -> dict[str, tuple[str, str]]:
    """Per field that would say more or something else: what it says now and would say then, as text."""
    published, told = published_texts(aanbod), invoer_texts(typed) | {"openingstijden": readable_hours(typed)}
    new = {field: _united(field, published[field], told[field]) for field in AANVULBAAR if _is_told(field, told[field])}
    return {field: (published[field], text) for field, text in new.items() if text != published[field]}


def adds_only(field: str, old: str) -> bool:
    """Whether taking it over takes nothing away."""
    return field in WORD_SETS or old in NOTHING_NEW


def readable_hours(typed: AanbodInvoer) -> str:
    """The hours as OSM; empty as long as they cannot be read."""
    try:
        return normalised(typed.openingstijden) if typed.openingstijden else ""
    except OpeningstijdenError:
        return ""


def join(
    session: Session,
    aanbod: Aanbod,
    velden: Mapping[str, str],
    *,
    toelichting: str,
    door: Gebruiker,
    now: datetime,
) -> Wijzigingsvoorstel | None:
    """Add this to an entry of one's own; to another team's it is proposed. Raises InvalidInvoerError."""
    if may_change(session, aanbod, door=door, now=now):
        invoer = changed_invoer(aanbod, velden)
        change_aanbod(session, aanbod, invoer, door=door, now=now, versie=aanbod.versie)
        return None
    return propose(
        session,
        aanbod=aanbod,
        gemeente=aanbod.gemeente,
        velden=velden,
        toelichting=toelichting,
        indiener=Indiener.TEAM,
        now=now,
    )


def may_change(session: Session, aanbod: Aanbod, *, door: Gebruiker, now: datetime) -> bool:
    try:
        require_may_edit(session, aanbod, door=door, now=now)
    except NotAllowedError:
        return False
    return True


def chosen(found: Mapping[str, tuple[str, str]], names: Collection[str]) -> Iterator[tuple[str, str]]:
    """What was ticked of what there is to add."""
    return ((field, new) for field, (_old, new) in found.items() if field in names)


def _is_told(field: str, text: str) -> bool:
    return text not in NOTHING_NEW and text != NEEDS_MORE.get(field)


def _united(field: str, old: str, new: str) -> str:
    if field not in WORD_SETS:
        return new
    return SEPARATOR.join(sorted({*filter(None, old.split(SEPARATOR)), *new.split(SEPARATOR)}))
