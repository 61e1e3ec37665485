"""Which websites and mail addresses were tried, which do not work, and since when? Never commits."""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from collectief.models import Aanbod, Contactcontrole, Locatie, Organisatie
from collectief.upsert import insert_or_update
from collectief.words import Contactfout, Contactsoort, Status

REFUSAL_COUNTS = timedelta(days=180)  # then a refused address is tried once more
SURE_AFTER = timedelta(days=1)  # what fails once may be back within the hour
KEY = ("organisatie_id", "soort")

ADRES: dict[Contactsoort, InstrumentedAttribute[str | None]] = {
    Contactsoort.EMAIL: Organisatie.email,
    Contactsoort.WEBSITE: Organisatie.website,
}


class Contact(NamedTuple):
    """A website or mail address that an organisatie has now."""

    organisatie_id: int
    soort: Contactsoort
    adres: str


class DoodContact(NamedTuple):
    """A contact that does not work, and the first of the entries that show it."""

    organisatie: Organisatie
    soort: Contactsoort
    fout: Contactfout
    sinds: datetime
    aanbod_id: int


def contacts_to_try(session: Session, soort: Contactsoort, *, now: datetime, limit: int) -> list[Contact]:
    """What published entries show, tried longest ago first; what a mail server refused it goes on refusing."""
    adres = ADRES[soort]
    is_new = or_(Contactcontrole.op.is_(None), Contactcontrole.adres != adres)
    may_be_better = Contactcontrole.fout.is_distinct_from(Contactfout.GEWEIGERD)
    query = (
        select(Organisatie.id, adres)
        .outerjoin(Contactcontrole, _of_organisatie(soort))
        .where(func.coalesce(adres, "") != "", Organisatie.id.in_(_shown()))
        .where(or_(is_new, may_be_better, Contactcontrole.op <= now - REFUSAL_COUNTS))
        .order_by(case((is_new, 0), else_=1), Contactcontrole.op, Organisatie.id)
        .limit(limit)
    )
    return [Contact(organisatie_id, soort, str(found)) for organisatie_id, found in session.execute(query)]


def record(session: Session, contact: Contact, fout: Contactfout | None, *, now: datetime) -> None:
    """What came of a try, and since when it fails; of a contact that was changed meanwhile nothing is kept."""
    organisatie_id, soort, adres = contact
    organisatie = session.get(Organisatie, organisatie_id, populate_existing=True)
    if organisatie is None or getattr(organisatie, soort) != adres:
        return
    known = session.get(Contactcontrole, (organisatie_id, soort), populate_existing=True)
    fails_since = known.fout_sinds if known and known.adres == adres else None
    row = {"adres": adres, "op": now, "fout": fout, "fout_sinds": (fails_since or now) if fout else None}
    insert_or_update(session, Contactcontrole, {"organisatie_id": organisatie_id, "soort": soort, **row}, key=KEY)


def has_dead_email(*, now: datetime) -> ColumnElement[bool]:
    """Whether mail to the Organisatie of a query is of no use."""
    return select(Contactcontrole).where(_is_dead(Contactsoort.EMAIL, now)).correlate(Organisatie).exists()


def dode_contacten(
    session: Session, *, gemeente: str, buurtcodes: Set[str], now: datetime, limit: int
) -> Sequence[DoodContact]:
    """What does not work of the organisaties with entries in these buurten, or in none: longest dead first."""
    shown = (
        select(func.min(Aanbod.id))
        .outerjoin(Aanbod.locatie)
        .where(
            Aanbod.organisatie_id == Organisatie.id,
            Aanbod.status == Status.GEPUBLICEERD,
            or_(Locatie.buurtcode.in_(buurtcodes), Aanbod.locatie_id.is_(None)),
        )
    )
    first = shown.correlate(Organisatie).scalar_subquery()
    query = (
        select(Organisatie, Contactcontrole.soort, Contactcontrole.fout, Contactcontrole.fout_sinds, first)
        .join(Contactcontrole, or_(*(_is_dead(soort, now) for soort in ADRES)))
        .where(Organisatie.gemeente == gemeente, first.is_not(None))
        .order_by(Contactcontrole.fout_sinds, Organisatie.id)
        .limit(limit)
    )
    return [DoodContact(*row) for row in session.execute(query)]


def _is_dead(soort: Contactsoort, now: datetime) -> ColumnElement[bool]:
    """A refusal counts at once, and not for ever."""
    refused = and_(Contactcontrole.fout == Contactfout.GEWEIGERD, Contactcontrole.op > now - REFUSAL_COUNTS)
    fails = and_(Contactcontrole.fout != Contactfout.GEWEIGERD, Contactcontrole.fout_sinds <= now - SURE_AFTER)
    return and_(_of_organisatie(soort), Contactcontrole.adres == ADRES[soort], or_(refused, fails))


def _of_organisatie(soort: Contactsoort) -> ColumnElement[bool]:
    return and_(Contactcontrole.organisatie_id == Organisatie.id, Contactcontrole.soort == soort)


def _shown() -> Select[Any]:
    """The organisaties that visitors see; what is made up for the demo is left alone."""
    return select(Aanbod.organisatie_id).where(
        Aanbod.status == Status.GEPUBLICEERD, ~Aanbod.voorbeeld, Aanbod.organisatie_id.is_not(None)
    )
