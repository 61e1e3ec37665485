"""Which patronen are there in a gemeente? Looked for anew, and stored so that what is known of each stays."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from collectief.errors import UnknownRecordError
from collectief.models import Patroon, PatroonBuurt, PatroonSignaal, Zoekbeurt
from collectief.patronen.groepen import Groep, find_groepen
from collectief.patronen.tellingen import Inhoud, Periode, inhoud_of, tellingen_per_melder, tellingen_per_team
from collectief.upsert import insert_or_update
from collectief.words import Doelgroep, Leefgebied
from geo.buren import find_buren
from geo.gebiedenset import Gebiedenset
from geo.woonvakken import make_woonvakken

WINDOW_DAYS = 90
BEFORE_DAYS = 365
FRESH_FOR = timedelta(minutes=10)
MAX_ID = 2**31 - 1


def herbereken(
    session: Session, gebiedenset: Gebiedenset, *, op: date, now: datetime, dagen: int = WINDOW_DAYS
) -> list[Patroon]:
    """Look for patronen in the signalen of so many days up to and including `op`; those that stand out now.

    A group on the same leefgebied and doelgroep in overlapping buurten is the same patroon, with its id and what was
    decided on it. What no longer stands out is vervallen. All reading and reckoning comes before the first write.
    """
    gemeente, window = gebiedenset.gemeente.code, Periode(op - timedelta(days=dagen - 1), op)
    found = [(groep, _inhoud(session, gemeente, window, groep)) for groep in _find(session, gebiedenset, window)]
    _take_turn(session, gemeente, now)
    known = {patroon.id: patroon for patroon in open_patronen(session, gemeente=gemeente)}
    standing = []
    for groep, inhoud in found:
        patroon = _same(known.values(), groep) or _add(session, gemeente, groep, inhoud, window, now=now)
        known.pop(patroon.id, None)
        _update(patroon, groep, inhoud, window, now=now)
        _set_buurten(patroon, groep.buurtcodes)
        _add_signalen(session, patroon, inhoud.ids)
        standing.append(patroon)
    for gone in known.values():
        gone.vervallen_op = now
    session.flush()
    return standing


def herbereken_if_old(session: Session, gebiedenset: Gebiedenset, *, op: date, now: datetime) -> bool:
    """Whether it was looked for anew: not when that was done just now."""
    if is_pas_gezocht(session, gemeente=gebiedenset.gemeente.code, now=now):
        return False
    herbereken(session, gebiedenset, op=op, now=now)
    return True


def is_pas_gezocht(session: Session, *, gemeente: str, now: datetime) -> bool:
    """Whether what stands out was looked for just now."""
    last = laatst_gezocht(session, gemeente=gemeente)
    return last is not None and now - last < FRESH_FOR


def laatst_gezocht(session: Session, *, gemeente: str) -> datetime | None:
    """None where nobody looked yet."""
    return session.scalar(select(Zoekbeurt.op).where(Zoekbeurt.gemeente == gemeente))


def open_patronen(session: Session, *, gemeente: str, buurtcodes: Collection[str] | None = None) -> list[Patroon]:
    """Those that stand out, the least probable first; with `buurtcodes` those that touch one of these."""
    query = select(Patroon).where(Patroon.gemeente == gemeente, Patroon.vervallen_op.is_(None))
    if buurtcodes is not None:
        query = query.where(Patroon.buurt_rows.any(PatroonBuurt.buurtcode.in_(buurtcodes)))
    return list(session.scalars(query.order_by(Patroon.kans, Patroon.id)))


def get_patroon(session: Session, patroon_id: int) -> Patroon:
    """Raises UnknownRecordError."""
    patroon = session.get(Patroon, patroon_id) if patroon_id <= MAX_ID else None
    if patroon is None:
        raise UnknownRecordError(f"patroon {patroon_id}")
    return patroon


def inwoners_per_buurt(gebiedenset: Gebiedenset) -> dict[str, float]:
    """Of each buurt, or its part of those of its wijk; a buurt of which nothing is known is left out."""
    summed = make_woonvakken(gebiedenset).vakken.groupby("gebied")["inwoners"].sum(min_count=1).dropna()
    return {str(code): float(count) for code, count in summed.items()}


def _find(session: Session, gebiedenset: Gebiedenset, window: Periode) -> list[Groep]:
    gemeente, k = gebiedenset.gemeente.code, gebiedenset.gemeente.tellingen_k
    before = Periode(window.vanaf - timedelta(days=BEFORE_DAYS), window.vanaf - timedelta(days=1))
    nu = tellingen_per_melder(session, gemeente, window)
    if nu["signalen"].sum() < k:
        return []
    eerder = tellingen_per_team(session, gemeente, before)
    return find_groepen(nu, eerder, inwoners=inwoners_per_buurt(gebiedenset), buren=find_buren(gebiedenset), k=k)


def _inhoud(session: Session, gemeente: str, window: Periode, groep: Groep) -> Inhoud:
    words = {"leefgebied": groep.leefgebied, "doelgroep": groep.doelgroep}
    return inhoud_of(session, gemeente, window, **words, buurtcodes=groep.buurtcodes)


def _take_turn(session: Session, gemeente: str, now: datetime) -> None:
    """Write down that it was looked for. Two that look at once store one after the other: the second waits here."""
    insert_or_update(session, Zoekbeurt, {"gemeente": gemeente, "op": now}, key=["gemeente"])


def _same(known: Iterable[Patroon], groep: Groep) -> Patroon | None:
    """The patroon with most buurten of the group; of equals the oldest."""
    alike = [one for one in known if (one.leefgebied, one.doelgroep) == (groep.leefgebied, groep.doelgroep)]
    overlap = [(-len(one.buurtcodes & groep.buurtcodes), one.id, one) for one in alike]
    return next((one for count, _id, one in sorted(overlap) if count < 0), None)


def _add(session: Session, gemeente: str, groep: Groep, inhoud: Inhoud, window: Periode, *, now: datetime) -> Patroon:
    patroon = Patroon(
        gemeente=gemeente,
        leefgebied=Leefgebied(groep.leefgebied),
        doelgroep=Doelgroep(groep.doelgroep),
        vanaf=window.vanaf,
        tot_en_met=window.tot_en_met,
        eerste_op=inhoud.eerste_op,
        signalen_aantal=len(inhoud.ids),
        huishoudens=inhoud.huishoudens,
        melders=groep.melders,
        verwacht=groep.verwacht,
        kans=groep.kans,
        gevonden_op=now,
        bijgewerkt_op=now,
    )
    session.add(patroon)
    session.flush()
    return patroon


def _update(patroon: Patroon, groep: Groep, inhoud: Inhoud, window: Periode, *, now: datetime) -> None:
    patroon.vanaf, patroon.tot_en_met = window
    patroon.eerste_op, patroon.huishoudens = inhoud.eerste_op, inhoud.huishoudens
    patroon.signalen_aantal, patroon.melders = len(inhoud.ids), groep.melders
    patroon.verwacht, patroon.kans, patroon.bijgewerkt_op = groep.verwacht, groep.kans, now


def _set_buurten(patroon: Patroon, buurtcodes: frozenset[str]) -> None:
    patroon.buurt_rows = {row for row in patroon.buurt_rows if row.buurtcode in buurtcodes}
    patroon.buurtcodes |= buurtcodes - set(patroon.buurtcodes)


def _add_signalen(session: Session, patroon: Patroon, ids: Sequence[int]) -> None:
    query = select(PatroonSignaal.signaal_id).where(PatroonSignaal.patroon_id == patroon.id)
    new = sorted(set(ids) - set(session.scalars(query)))
    if new:
        session.execute(insert(PatroonSignaal), [{"patroon_id": patroon.id, "signaal_id": one} for one in new])
