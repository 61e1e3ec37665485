"""What does somebody see who follows a part of the map from elsewhere: what is new, and what to join?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from collectief.kaart.aanbod import AanbodFilter, aanbod_page
from collectief.models import Aanbod, AanbodLeefgebied, AanbodLocatie, Locatie
from collectief.words import SoortAanbod, Status

TO_JOIN = frozenset({SoortAanbod.ACTIVITEIT, SoortAanbod.INITIATIEF})
NEWS = frozenset({SoortAanbod.INITIATIEF})


def newest_aanbod(session: Session, asked: AanbodFilter, *, limit: int) -> Sequence[Aanbod]:
    """The published aanbod that was added last, newest first; initiatieven, unless other soorten are asked for."""
    query = select(Aanbod).where(*_rules(replace(asked, soorten=asked.soorten or NEWS)))
    return session.scalars(query.order_by(Aanbod.aangemaakt_op.desc(), Aanbod.id.desc()).limit(limit)).all()


def aanbod_to_join(session: Session, asked: AanbodFilter, *, limit: int) -> tuple[Sequence[Aanbod], bool]:
    """The published aanbod that one goes to at set times, and whether there is more than `limit`."""
    page = aanbod_page(session, replace(asked, soorten=asked.soorten or TO_JOIN), limit=limit)
    return with_words(session, {row.id for row in page.rows}), page.next_cursor is not None


def newest_of(session: Session, ids: Collection[int], *, limit: int) -> Sequence[Aanbod]:
    """The aanbod of these ids that was added last, newest first."""
    query = select(Aanbod).where(Aanbod.id.in_(ids)).order_by(Aanbod.aangemaakt_op.desc(), Aanbod.id.desc())
    return session.scalars(query.limit(limit)).all()


def with_words(session: Session, ids: Collection[int]) -> Sequence[Aanbod]:
    """The aanbod of these ids in order of id, with place and words."""
    query = select(Aanbod).where(Aanbod.id.in_(ids)).options(joinedload(Aanbod.locatie))
    return session.scalars(query.order_by(Aanbod.id)).all()


def _rules(asked: AanbodFilter) -> Iterator[ColumnElement[bool]]:
    yield Aanbod.status == Status.GEPUBLICEERD
    yield Aanbod.soort.in_(asked.soorten)
    if asked.gemeente is not None:
        yield Aanbod.gemeente == asked.gemeente
    if asked.leefgebieden:
        yield Aanbod.leefgebied_rows.any(AanbodLeefgebied.leefgebied.in_(asked.leefgebieden))
    if asked.buurten is not None:
        there = Locatie.buurtcode.in_(asked.buurten)
        yield or_(Aanbod.locatie.has(there), Aanbod.ook_op.any(AanbodLocatie.locatie.has(there)))
