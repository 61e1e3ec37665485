"""What does an aanbieder answer by the link in a mail? Each link takes one answer. Never commits."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from collectief.errors import UnknownLinkError
from collectief.geschiedenis.wijzigingsvoorstellen import propose
from collectief.models import Herinnering
from collectief.teams.tokens import hash_of
from collectief.versheid.controles import confirm
from collectief.versheid.versheid import VELDEN
from collectief.words import Antwoord, Controleur, Controlewijze, Indiener, Status


def get_herinnering(session: Session, secret: str, *, now: datetime) -> Herinnering:
    """The question that this link may still answer; raises UnknownLinkError."""
    found = session.scalar(select(Herinnering).where(Herinnering.token_hash == hash_of(secret)))
    if found is None or found.antwoord or now >= found.geldig_tot or found.aanbod.status != Status.GEPUBLICEERD:
        raise UnknownLinkError("this link cannot be used")
    return found


def answer_holds(session: Session, herinnering: Herinnering, velden: Collection[str], *, now: datetime) -> bool:
    """Whether that was the whole answer: of the fields that are left out, the link may still tell what is different."""
    is_whole = set(velden) >= set(VELDEN)
    if is_whole:
        _take(session, herinnering, Antwoord.KLOPT, now)
    door, hoe = Controleur.AANBIEDER, Controlewijze.BEVESTIGD
    confirm(session, herinnering.aanbod, door=door, hoe=hoe, velden=velden, now=now)
    return is_whole


def answer_changes(
    session: Session, herinnering: Herinnering, velden: Mapping[str, str], toelichting: str, *, now: datetime
) -> None:
    """The team decides on it; raises InvalidInvoerError, and then the link has not been used."""
    _propose(session, herinnering, velden, toelichting, now)
    _take(session, herinnering, Antwoord.AANGEPAST, now)


def answer_stopped(session: Session, herinnering: Herinnering, toelichting: str, *, now: datetime) -> None:
    """The team takes it off the map: a link that was forwarded must not empty it."""
    _propose(session, herinnering, {"status": Status.GESTOPT}, toelichting, now)
    _take(session, herinnering, Antwoord.GESTOPT, now)


def _propose(
    session: Session, herinnering: Herinnering, velden: Mapping[str, str], toelichting: str, now: datetime
) -> None:
    propose(
        session,
        aanbod=herinnering.aanbod,
        gemeente=herinnering.aanbod.gemeente,
        velden=velden,
        toelichting=toelichting,
        indiener=Indiener.AANBIEDER,
        now=now,
    )


def _take(session: Session, herinnering: Herinnering, antwoord: Antwoord, now: datetime) -> None:
    """Of two who answer at once by the same link, only one has answered."""
    session.flush()
    unanswered = (Herinnering.id == herinnering.id, Herinnering.antwoord.is_(None))
    taken = session.execute(update(Herinnering).where(*unanswered).values(antwoord=antwoord, beantwoord_op=now))
    if not taken.rowcount:  # type: ignore[attr-defined] # an update has one
        raise UnknownLinkError("this link was used a moment ago")
