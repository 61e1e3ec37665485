"""How is the picture of all published aanbod read from the database?"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import String, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from collectief.models import (
    Aanbod,
    AanbodDoelgroep,
    AanbodLeefgebied,
    AanbodLocatie,
    AanbodTaal,
    Locatie,
    Zoekstempel,
    Zoekwoord,
)
from collectief.spatial import x_of, y_of
from collectief.tijden.dutch_time import day_of
from collectief.tijden.vakantietekst import depends_on_school_holidays
from collectief.versheid.versheid import NIET_MEER_NA, geldig_of
from collectief.words import SoortAanbod, Status
from collectief.zoeken.zoekbeeld import KEUZES, NOWHERE, Numbers, Plekken, Uren, Zoekbeeld, bit_of
from collectief.zoeken.zoektaal import fold
from collectief.zoeken.zoekvarianten import Woordenschat
from geo.schoolvakanties import Vakantiekalender

NEVER = date.max.toordinal()
LONG_AGO = date.min.toordinal()
IS_PUBLISHED = Status.GEPUBLICEERD
Text = TypeVar("Text", str, Uren)
OLD_AFTER_DAYS = {str(soort): (geldig_of(soort) + NIET_MEER_NA).days for soort in SoortAanbod}


def read_stempel(session: Session) -> tuple[int, int]:
    """Another one after every change of what can be found."""
    query = select(func.count(), func.coalesce(func.sum(Zoekstempel.stempel), 0)).select_from(Zoekstempel)
    count, total = session.execute(query).one()
    return count, int(total)


def read_zoekbeeld(session: Session, *, kalender_of: Callable[[str], Vakantiekalender | None]) -> Zoekbeeld:
    own = _columns(session, _select_own(), width=16)
    ids, gemeenten, naam, soort, toegang, gratis, op_afspraak, van, tot, gecontroleerd, aangemaakt, *plek = own
    numbers = np.array(ids, dtype=np.int64)
    bekend_op = _known_on(gecontroleerd, aangemaakt)
    plekken = _add_rest(session, numbers, plek)
    return Zoekbeeld(
        ids=numbers,
        gemeenten=np.array(gemeenten, dtype="U6"),
        kenmerken={
            "soort": _bits("soort", soort),
            "toegang": _bits("toegang", toegang),
            "gratis": _bits("gratis", gratis),
            "rolstoel": _collect(len(ids), plekken[0], _bits("rolstoel", [word or "onbekend" for word in plekken[5]])),
            "leefgebied": _words(session, numbers, "leefgebied", AanbodLeefgebied.leefgebied, AanbodLeefgebied),
            "doelgroep": _words(session, numbers, "doelgroep", AanbodDoelgroep.doelgroep, AanbodDoelgroep),
            "taal": _words(session, numbers, "taal", AanbodTaal.taal, AanbodTaal),
        },
        plekken=_make_plekken(*plekken[:5], gemeenten=gemeenten),
        op_afspraak=np.array(op_afspraak, dtype=bool),
        gesloten_van=_closed(van, tot, unknown=LONG_AGO),
        gesloten_tot=_closed(tot, van, unknown=NEVER),
        bekend_op=bekend_op,
        verouderd_op=bekend_op + np.array([OLD_AFTER_DAYS[word] for word in soort], dtype=np.int64),
        volgorde=_ranks(naam),
        woordenschat=_read_woordenschat(session),
        kalender_of=kalender_of,
    )


def _select_own() -> Any:
    words = (type_coerce(column, String) for column in (Aanbod.soort, Aanbod.toegang, Aanbod.gratis))
    return (
        select(
            *(Aanbod.id, Aanbod.gemeente, Aanbod.naam, *words, Aanbod.op_afspraak),
            *(Aanbod.gesloten_van, Aanbod.gesloten_tot, Aanbod.gecontroleerd_op, Aanbod.aangemaakt_op),
            *(Aanbod.openingstijden, Locatie.buurtcode, x_of(Locatie.punt), y_of(Locatie.punt)),
            type_coerce(Locatie.rolstoel, String),
        )
        .outerjoin(Aanbod.locatie)
        .where(Aanbod.status == IS_PUBLISHED)
        .order_by(Aanbod.id)
    )


def _select_extra() -> Any:
    return (
        select(
            AanbodLocatie.aanbod_id,
            func.coalesce(AanbodLocatie.openingstijden, Aanbod.openingstijden),
            *(Locatie.buurtcode, x_of(Locatie.punt), y_of(Locatie.punt), type_coerce(Locatie.rolstoel, String)),
        )
        .join(Aanbod, Aanbod.id == AanbodLocatie.aanbod_id)
        .join(AanbodLocatie.locatie)
        .where(Aanbod.status == IS_PUBLISHED)
        .order_by(AanbodLocatie.aanbod_id, AanbodLocatie.locatie_id)
    )


def _columns(session: Session, query: Any, *, width: int) -> list[Sequence[Any]]:
    rows = session.connection().execute(query).all()
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _add_rest(session: Session, ids: Numbers, own: Sequence[Sequence[Any]]) -> list[Any]:
    """The places of their own and the further ones: position, hours, buurt, x, y and rolstoel."""
    extra_ids, *extra = _columns(session, _select_extra(), width=6)
    positions = np.searchsorted(ids, np.array(extra_ids, dtype=np.int64))
    aanbod = np.concatenate([np.arange(len(ids)), positions])
    return [aanbod, *([*mine, *further] for mine, further in zip(own, extra, strict=True))]


def _make_plekken(
    aanbod: Numbers,
    uren: Sequence[Any],
    buurt: Sequence[Any],
    x: Sequence[Any],
    y: Sequence[Any],
    *,
    gemeenten: Sequence[str],
) -> Plekken:
    texts, uren_at = _numbered(_hours(uren, [gemeenten[position] for position in aanbod.tolist()]))
    codes, buurt_at = _numbered(buurt)
    return Plekken(
        aanbod=aanbod,
        x=np.array(x, dtype=float),
        y=np.array(y, dtype=float),
        buurt=buurt_at,
        uren=uren_at,
        buurtcodes=codes,
        openingstijden=texts,
    )


def _hours(texts: Sequence[str | None], gemeenten: Sequence[str]) -> list[Uren | None]:
    """Of each place; those that tell of school holidays are others in each gemeente."""
    depends = {text: depends_on_school_holidays(text) for text in set(texts)}
    told = zip(texts, gemeenten, strict=True)
    return [None if text is None else Uren(text, gemeente if depends[text] else "") for text, gemeente in told]


def _numbered(texts: Sequence[Text | None]) -> tuple[list[Text], Numbers]:
    """The different texts, and for each place which of them it has."""
    number = {text: n for n, text in enumerate(sorted({text for text in texts if text is not None}))}
    return list(number), np.array([NOWHERE if text is None else number[text] for text in texts], dtype=np.int64)


def _bits(keuze: str, words: Sequence[str]) -> Numbers:
    bit = {str(word): bit_of(keuze, word) for word in KEUZES[keuze]}
    return np.array([bit[word] for word in words], dtype=np.int64)


def _collect(length: int, positions: Numbers, bits: Numbers) -> Numbers:
    """One place that a wheelchair can enter is enough."""
    collected = np.zeros(length, dtype=np.int64)
    np.bitwise_or.at(collected, positions, bits)
    return collected


def _words(session: Session, ids: Numbers, keuze: str, column: Any, model: Any) -> Numbers:
    """Read as one list of ids a word, which is far quicker than as rows."""
    joined = func.aggregate_strings(cast(model.aanbod_id, String), ",")
    bits = np.zeros(len(ids), dtype=np.int64)
    for word, text in session.connection().execute(select(type_coerce(column, String), joined).group_by(column)):
        found = np.isin(ids, np.fromstring(text, dtype=np.int64, sep=","))
        bits[found] |= bit_of(keuze, word)
    return bits


def _known_on(checked: Sequence[date | None], made: Sequence[datetime]) -> Numbers:
    days = (day or day_of(moment) for day, moment in zip(checked, made, strict=True))
    return np.array([day.toordinal() for day in days], dtype=np.int64)


def _closed(days: Iterable[date | None], other: Iterable[date | None], *, unknown: int) -> Numbers:
    """Without either day it is never closed: then it begins past the end of time and ends before its beginning."""
    never = NEVER if unknown == LONG_AGO else LONG_AGO
    return np.array(
        [day.toordinal() if day else never if also is None else unknown for day, also in zip(days, other, strict=True)],
        dtype=np.int64,
    )


def _ranks(names: Sequence[str]) -> Numbers:
    """As people sort: without capitals and accents, the same on every database; equal names by id."""
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[sorted(range(len(names)), key=_by(names))] = np.arange(len(names))
    return ranks


def _by(names: Sequence[str]) -> Callable[[int], str]:
    folded = [fold(name) for name in names]
    return folded.__getitem__


def _read_woordenschat(session: Session) -> Woordenschat:
    """In an order of its own: databases sort letters differently."""
    query = select(Zoekwoord.woord, func.count()).group_by(Zoekwoord.woord)
    return Woordenschat(dict(sorted((woord, count) for woord, count in session.execute(query))))
