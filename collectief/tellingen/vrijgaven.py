"""What was told of closed kwartalen? Computed once of each, kept, and never changed."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, extract, func, insert, select
from sqlalchemy.orm import Session

from collectief.models import Signaal, SignaalLeefgebied, Vrijgave, Vrijgavetelling
from collectief.signaalwoorden import SoortSignaal
from collectief.signalen.ondergrens import ondergrens
from collectief.tellingen.blokken import Bijdrage, make_blokken
from collectief.tellingen.kwartalen import WACHTDAGEN, Kwartaal, gesloten_kwartalen
from collectief.tijden.dutch_time import day_of
from collectief.words import Leefgebied

# A kans or kracht is no need: counted with the others it would make a wijk that does well look like one that does not.
SOORTEN = (SoortSignaal.VRAAG, SoortSignaal.LACUNE)


def add_vrijgaven(session: Session, *, gemeente: str, k: int, now: datetime) -> list[Vrijgave]:
    """Compute and keep what may be told of each closed kwartaal that was not told of yet."""
    first = session.scalar(select(func.min(Signaal.ontvangen_op)).where(Signaal.gemeente == gemeente))
    if first is None:
        return []
    told = {one.vanaf for one in vrijgaven_of(session, gemeente=gemeente)}
    kwartalen = gesloten_kwartalen(day_of(first) - timedelta(days=WACHTDAGEN), now=now)
    return [_add(session, one, gemeente=gemeente, k=k, now=now) for one in kwartalen if one.vanaf not in told]


def vrijgaven_of(session: Session, *, gemeente: str) -> Sequence[Vrijgave]:
    """The latest first."""
    rows = select(Vrijgave).where(Vrijgave.gemeente == gemeente).order_by(Vrijgave.vanaf.desc())
    return session.scalars(rows).all()


def find_vrijgave(session: Session, *, gemeente: str, vanaf: date) -> Vrijgave | None:
    return session.scalar(select(Vrijgave).where(Vrijgave.gemeente == gemeente, Vrijgave.vanaf == vanaf))


def tellingen_of(session: Session, vrijgave: Vrijgave) -> Sequence[Vrijgavetelling]:
    return session.scalars(select(Vrijgavetelling).where(Vrijgavetelling.vrijgave_id == vrijgave.id)).all()


def vrijgegeven_huishoudens(
    session: Session,
    *,
    gemeente: str,
    gebiedcodes: Collection[str],
    vanaf: date,
    tot_en_met: date,
    leefgebied: Leefgebied | None = None,
) -> dict[date, int]:
    """By month, what was told of these gebieden taken together: whoever may see the tables may be told this too.

    Only what was told by buurt and month, of months that lie within the days as a whole; months of which nothing was
    told are left out, which does not make them 0.
    """
    rows = (
        select(Vrijgavetelling.maand, func.sum(Vrijgavetelling.huishoudens))
        .join(Vrijgave)
        .where(
            Vrijgave.gemeente == gemeente,
            Vrijgavetelling.gebiedcode.in_(gebiedcodes),
            Vrijgavetelling.maand >= vanaf,
            Vrijgavetelling.maand <= tot_en_met,
        )
        .group_by(Vrijgavetelling.maand)
    )
    if leefgebied:
        rows = rows.where(Vrijgavetelling.leefgebied == leefgebied)
    return {month: int(total) for month, total in session.execute(rows) if month and _last_day(month) <= tot_en_met}


def bijdragen_of(session: Session, kwartaal: Kwartaal, *, gemeente: str) -> list[Bijdrage]:
    """What the teams told of in a kwartaal, as far as it came in before that was closed."""
    month = extract("month", Signaal.op)
    columns = (Signaal.team_id, Signaal.buurtcode, month, SignaalLeefgebied.leefgebied)
    rows = (
        select(*columns, func.sum(ondergrens()))
        .join(SignaalLeefgebied, SignaalLeefgebied.signaal_id == Signaal.id)
        .where(*_counted(kwartaal, gemeente))
        .group_by(*columns)
    )
    return [
        Bijdrage(team_id, buurtcode, date(kwartaal.jaar, int(number), 1), leefgebied, int(total))
        for team_id, buurtcode, number, leefgebied, total in session.execute(rows)
    ]


def _add(session: Session, kwartaal: Kwartaal, *, gemeente: str, k: int, now: datetime) -> Vrijgave:
    some_voorbeeld = select(Signaal.id).where(*_counted(kwartaal, gemeente), Signaal.voorbeeld).limit(1)
    vrijgave = Vrijgave(
        gemeente=gemeente,
        vanaf=kwartaal.vanaf,
        tot_en_met=kwartaal.tot_en_met,
        k=k,
        gemaakt_op=now,
        voorbeeld=session.scalar(some_voorbeeld) is not None,
    )
    session.add(vrijgave)
    session.flush()
    totals: Counter[tuple[str, date | None, Leefgebied | None]] = Counter()
    for blok in make_blokken(bijdragen_of(session, kwartaal, gemeente=gemeente), k=k):
        totals[blok.gebiedcode, blok.maand, blok.leefgebied] += blok.huishoudens
    if totals:
        session.execute(insert(Vrijgavetelling), [_row(vrijgave, *key, total) for key, total in totals.items()])
    return vrijgave


def _counted(kwartaal: Kwartaal, gemeente: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Signaal.gemeente == gemeente,
        Signaal.op.between(kwartaal.vanaf, kwartaal.tot_en_met),
        Signaal.ontvangen_op < kwartaal.gesloten_op,
        Signaal.soort.in_(SOORTEN),
    )


def _row(
    vrijgave: Vrijgave, gebiedcode: str, maand: date | None, leefgebied: Leefgebied | None, huishoudens: int
) -> dict[str, object]:
    return {
        "vrijgave_id": vrijgave.id,
        "gebiedcode": gebiedcode,
        "maand": maand,
        "leefgebied": leefgebied,
        "huishoudens": huishoudens,
    }


def _last_day(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
