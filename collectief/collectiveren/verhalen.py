"""Which stories are told of a voorstel, with whose consent, and who sees them? Never commits."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.collectiveren.bevoegd import require_may_change
from collectief.collectiveren.naar_aanbod import aanbod_of_voorstellen
from collectief.collectiveren.voorstellen import find_aanbod_of
from collectief.collectiveren.vrije_tekst import text_problems
from collectief.errors import InvalidFieldError, InvalidInvoerError, UnknownRecordError
from collectief.models import MAX_KORT, MAX_NAAM, MAX_OMSCHRIJVING, Gebruiker, Verhaal, Voorstel
from collectief.plekken.pictures import make_picture
from collectief.registreren.invoer import tidy_line, tidy_lines
from collectief.tijden.dutch_time import day_of
from collectief.words import Status, Toestemmingswijze

TEXTS = {"titel": MAX_NAAM, "tekst": MAX_OMSCHRIJVING, "alt": MAX_KORT}


@dataclass(frozen=True, kw_only=True, slots=True)
class VerhaalInvoer:
    """A story as somebody typed it; without `toestemming` of who tells it or is seen, nothing is stored."""

    titel: str = ""
    tekst: str = ""
    toestemming: bool = False
    toestemming_op: date | None = None
    toestemming_hoe: Toestemmingswijze | None = None
    afbeelding: bytes = b""
    alt: str = ""


def add_verhaal(
    session: Session,
    voorstel: Voorstel,
    invoer: VerhaalInvoer,
    *,
    door: Gebruiker,
    now: datetime,
    plaatsnamen: Collection[str] = (),
) -> Verhaal:
    """Not published yet. Sent twice it is stored once; raises InvalidInvoerError or NotAllowedError."""
    require_may_change(voorstel, door=door)
    tidy = replace(invoer, titel=tidy_line(invoer.titel), tekst=tidy_lines(invoer.tekst), alt=tidy_line(invoer.alt))
    problems = list(_problems(tidy, plaatsnamen, today=day_of(now)))
    if problems or tidy.toestemming_op is None or tidy.toestemming_hoe is None:
        raise InvalidInvoerError(problems)
    picture = make_picture(tidy.afbeelding).body if tidy.afbeelding else None
    same = select(Verhaal).filter_by(voorstel_id=voorstel.id, titel=tidy.titel, tekst=tidy.tekst)
    if known := session.scalar(same.limit(1)):
        return known
    verhaal = Verhaal(
        gemeente=voorstel.gemeente,
        voorstel=voorstel,
        titel=tidy.titel,
        tekst=tidy.tekst,
        toestemming_op=tidy.toestemming_op,
        toestemming_hoe=tidy.toestemming_hoe,
        aangemaakt_op=now,
        afbeelding=picture,
        afbeelding_alt=tidy.alt if picture else "",
    )
    session.add(verhaal)
    session.flush()
    return verhaal


def publish(session: Session, verhaal: Verhaal, *, door: Gebruiker, now: datetime) -> None:
    """On the page of the aanbod, which visitors must be able to see; raises InvalidInvoerError or NotAllowedError."""
    require_may_change(verhaal.voorstel, door=door)
    aanbod = find_aanbod_of(session, verhaal.voorstel)
    if aanbod is None or aanbod.status != Status.GEPUBLICEERD:
        raise InvalidInvoerError([InvalidFieldError("verhaal", "no_page")])
    verhaal.gepubliceerd_op = verhaal.gepubliceerd_op or now


def unpublish(verhaal: Verhaal, *, door: Gebruiker) -> None:
    """Only the team sees it from now on; raises NotAllowedError."""
    require_may_change(verhaal.voorstel, door=door)
    verhaal.gepubliceerd_op = None


def withdraw(session: Session, verhaal: Verhaal, *, door: Gebruiker) -> None:
    """Consent was taken back: text and picture are deleted, there is no copy of them; raises NotAllowedError."""
    require_may_change(verhaal.voorstel, door=door)
    session.delete(verhaal)
    session.flush()


def get_verhaal(session: Session, verhaal_id: int) -> Verhaal:
    """Raises UnknownRecordError."""
    verhaal = session.get(Verhaal, verhaal_id)
    if verhaal is None:
        raise UnknownRecordError(f"verhaal {verhaal_id}")
    return verhaal


def verhalen_of_voorstel(session: Session, voorstel: Voorstel) -> Sequence[Verhaal]:
    return session.scalars(select(Verhaal).filter_by(voorstel_id=voorstel.id).order_by(Verhaal.id)).all()


def published_verhalen(session: Session, aanbod_id: int) -> Sequence[Verhaal]:
    """What visitors read of an entry, also of what was merged into it; the last first."""
    ids = aanbod_of_voorstellen(session, aanbod_id)
    query = select(Verhaal).join(Verhaal.voorstel).where(Voorstel.aanbod_id.in_(ids))
    told = query.where(Verhaal.gepubliceerd_op.is_not(None)).order_by(Verhaal.gepubliceerd_op.desc(), Verhaal.id)
    return session.scalars(told).all()


def is_public(session: Session, verhaal: Verhaal) -> bool:
    """Whether visitors can see it: by choice, and on a page that they can see."""
    aanbod = find_aanbod_of(session, verhaal.voorstel)
    return bool(verhaal.gepubliceerd_op and aanbod and aanbod.status == Status.GEPUBLICEERD)


def _problems(invoer: VerhaalInvoer, plaatsnamen: Collection[str], *, today: date) -> Iterator[InvalidFieldError]:
    required = {"titel", "tekst"} | ({"alt"} if invoer.afbeelding else set())
    texts = {name: getattr(invoer, name) for name in TEXTS}
    yield from text_problems(texts, longest=TEXTS, required=required, plaatsnamen=plaatsnamen)
    if not invoer.toestemming:
        yield InvalidFieldError("toestemming", "required_for_verhaal")
    if invoer.toestemming_hoe is None:
        yield InvalidFieldError("toestemming_hoe", "required")
    if invoer.toestemming_op is None or invoer.toestemming_op > today:
        yield InvalidFieldError("toestemming_op", "no_past_day")
