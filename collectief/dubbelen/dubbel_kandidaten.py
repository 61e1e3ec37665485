"""Which stored entries may be the same as this one, and which two that stand there already?

Only what lies near or has a rare word in common is compared, so that the answer takes as long for many as for few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, islice
from typing import Any, NamedTuple

from sqlalchemy import Row, ScalarSelect, Select, String, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from collectief.dubbelen.dubbele_woorden import ALGEMEEN, telling_words
from collectief.dubbelen.dubbelen import IS_DUBBEL, Kenmerken, elsewhere, lijkt_op, may_be_dubbel
from collectief.models import (
    Aanbod,
    AanbodDoelgroep,
    AanbodLeefgebied,
    AanbodLocatie,
    Locatie,
    Organisatie,
    Verschil,
    Zoekwoord,
)
from collectief.spatial import Box, Punt, select_ids_within, x_of, y_of
from collectief.words import Doelgroep, Leefgebied, Status
from collectief.zoeken.zoekindex import Gewicht
from collectief.zoeken.zoektaal import fold, stems_of

NEARBY_M = 250.0
MOST_NEARBY = 60
RARE = 50  # entries that have a word: a word of more leads too far
PUBLISHED = frozenset({Status.GEPUBLICEERD})
IN_USE = frozenset({Status.GEPUBLICEERD, Status.CONCEPT})
# For the list of pairs, which compares what is in one block: what changed last goes first.
MOST_LOOKED_AT = 3_000
MOST_PAIRS = 12_000
MOST_COMPARED = 3_500  # of those pairs, word by word
MOST_IN_BLOCK = 60
BLOCK_M = 150.0

PerAanbod = Mapping[int, Sequence[Kenmerken]]
Ids = tuple[int, int]
Block = tuple[str, str]


class Paar(NamedTuple):
    """Two entries that are likely to be one; `eerste` is the older."""

    eerste: Aanbod
    tweede: Aanbod
    gelijkenis: float


def similar_aanbod(
    session: Session,
    kenmerken: Kenmerken,
    *,
    gemeente: str,
    limit: int,
    exclude: Set[int] = frozenset(),
    statussen: Set[Status] = PUBLISHED,
) -> list[tuple[Aanbod, float]]:
    """The entries of the gemeente that are likely to be this one, and how likely; the likeliest first."""
    ids = {*_ids_nearby(session, kenmerken.punt), *_ids_by_words(session, kenmerken)} - exclude
    wanted = select(Aanbod.id).where(Aanbod.id.in_(ids), Aanbod.gemeente == gemeente, Aanbod.status.in_(statussen))
    stored = _read_kenmerken(session, wanted)
    compared = ((_likeness([kenmerken], others), aanbod_id) for aanbod_id, others in stored.items())
    likely = sorted(((-likeness, id_) for likeness, id_ in compared if likeness >= IS_DUBBEL))[:limit]
    return [(session.get_one(Aanbod, aanbod_id), -negative) for negative, aanbod_id in likely]


def likely_pairs(session: Session, *, gemeente: str, buurten: Set[str], limit: int) -> list[Paar]:
    """The pairs in these buurten that nobody called different yet, the likeliest first.

    Of very many entries only those that changed last are compared.
    """
    stored = _read_kenmerken(session, _select_newest(gemeente, buurten))
    different = _called_different(session, stored)
    pairs = (pair for pair in islice(_pairs_in_blocks(stored), MOST_PAIRS) if pair not in different)
    promising = islice((pair for pair in pairs if _may_be_dubbel(*(stored[id_] for id_ in pair))), MOST_COMPARED)
    compared = ((_likeness(stored[low], stored[high]), low, high) for low, high in promising)
    likely = sorted((-likeness, low, high) for likeness, low, high in compared if likeness >= IS_DUBBEL)[:limit]
    return [Paar(session.get_one(Aanbod, low), session.get_one(Aanbod, high), -neg) for neg, low, high in likely]


def add_verschil(session: Session, eerste: Aanbod, tweede: Aanbod, **who_and_when: Any) -> None:
    """Never list these two again; saying it twice changes nothing."""
    low, high = sorted((eerste.id, tweede.id))
    if session.get(Verschil, (low, high)) is None:
        session.add(Verschil(eerste_id=low, tweede_id=high, **who_and_when))


def _may_be_dubbel(a: Iterable[Kenmerken], b: Sequence[Kenmerken]) -> bool:
    return any(may_be_dubbel(one, other) for one in a for other in b)


def _likeness(a: Iterable[Kenmerken], b: Sequence[Kenmerken]) -> float:
    """At the places where they are most alike."""
    return max(lijkt_op(one, other) for one in a for other in b)


def _ids_nearby(session: Session, punt: Punt | None) -> Sequence[int]:
    """The nearest few, at their own place or at a further one."""
    if punt is None:
        return ()
    box = Box(punt.x - NEARBY_M, punt.y - NEARBY_M, punt.x + NEARBY_M, punt.y + NEARBY_M)
    east, north = x_of(Locatie.punt) - punt.x, y_of(Locatie.punt) - punt.y
    near = (
        select(Locatie.id)
        .where(Locatie.id.in_(select_ids_within(session, Locatie.punt, box)))
        .order_by(east * east + north * north, Locatie.id)
        .limit(MOST_NEARBY)
    )
    locaties = session.scalars(near).all()
    own = select(Aanbod.id).where(Aanbod.locatie_id.in_(locaties))
    also = select(AanbodLocatie.aanbod_id).where(AanbodLocatie.locatie_id.in_(locaties))
    return session.scalars(own.union(also)).all()


def _ids_by_words(session: Session, kenmerken: Kenmerken) -> Iterator[int]:
    """Those that have a rare word of the naam in theirs, or of the adres where there is no point."""
    for word in set(stems_of(kenmerken.naam)) - ALGEMEEN:
        yield from _ids_by_rare_word(session, word, Gewicht.NAAM)
    for word in stems_of(kenmerken.adres) if kenmerken.punt is None else ():
        yield from _ids_by_rare_word(session, word, Gewicht.PLEK)


def _ids_by_rare_word(session: Session, word: str, least: Gewicht) -> Sequence[int]:
    query = select(Zoekwoord.aanbod_id).where(Zoekwoord.woord == word, Zoekwoord.gewicht >= least)
    ids = session.scalars(query.limit(RARE + 1)).all()
    return ids if len(ids) <= RARE else ()


def _select_newest(gemeente: str, buurten: Set[str]) -> Select[int]:
    """What is in use in these buurten, and what has no place; last changed first."""
    is_here = or_(Locatie.buurtcode.in_(buurten), Aanbod.locatie_id.is_(None))
    return (
        select(Aanbod.id)
        .outerjoin(Aanbod.locatie)
        .where(Aanbod.gemeente == gemeente, Aanbod.status.in_(IN_USE), is_here)
        .order_by(Aanbod.gewijzigd_op.desc(), Aanbod.id.desc())
        .limit(MOST_LOOKED_AT)
    )


def _called_different(session: Session, ids: Iterable[int]) -> Set[Ids]:
    rows = session.execute(select(Verschil.eerste_id, Verschil.tweede_id).where(Verschil.eerste_id.in_(ids)))
    return {(low, high) for low, high in rows}


def _pairs_in_blocks(stored: PerAanbod) -> Iterator[Ids]:
    """Each two that share a block, once; those of small blocks first, which tell most."""
    seen: set[Ids] = set()
    for members in sorted(_make_blocks(stored), key=len):
        pairs = {(min(pair), max(pair)) for pair in combinations(members[:MOST_IN_BLOCK], 2)} - seen
        yield from sorted(pairs)
        seen |= pairs


def _make_blocks(stored: PerAanbod) -> list[list[int]]:
    blocks: dict[Block, list[int]] = defaultdict(list)
    for aanbod_id, places in stored.items():
        for block in {block for kenmerken in places for block in _blocks_of(kenmerken)}:
            blocks[block].append(aanbod_id)
    return [members for block, members in blocks.items() if len(members) > 1 and _tells_enough(block, members)]


def _blocks_of(kenmerken: Kenmerken) -> Iterator[Block]:
    """Its place, so that two that lie within a block's length share one; and the telling words of its naam."""
    if kenmerken.punt:
        column, row = (int(metres // BLOCK_M) for metres in kenmerken.punt)
        yield from (("plek", f"{column + right} {row + up}") for right in (0, 1) for up in (0, 1))
    elif kenmerken.adres:
        yield "plek", fold(kenmerken.adres)
    yield from (("naam", word) for word in telling_words(kenmerken.naam) - ALGEMEEN)


def _tells_enough(block: Block, members: Sequence[int]) -> bool:
    return block[0] == "plek" or len(members) <= RARE


def _read_kenmerken(session: Session, ids: Select[int]) -> PerAanbod:
    """Per aanbod its kenmerken at each of its places, in the order of the query; read without making records of it."""
    order = session.scalars(ids).all()
    read = {row.id: [_make_kenmerken(row)] for row in session.execute(_select_kenmerken(order))}
    elsewhere_rows = select(AanbodLocatie).options(joinedload(AanbodLocatie.locatie))
    for also in session.scalars(elsewhere_rows.where(AanbodLocatie.aanbod_id.in_(order))):
        read[also.aanbod_id].append(elsewhere(read[also.aanbod_id][0], also.locatie, also.openingstijden))
    return {aanbod_id: read[aanbod_id] for aanbod_id in order}


def _select_kenmerken(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Aanbod.id, Aanbod.naam, Aanbod.omschrijving, Aanbod.openingstijden, Aanbod.adres_te_zoeken),
            *(Locatie.adres, x_of(Locatie.punt).label("x"), y_of(Locatie.punt).label("y")),
            Organisatie.naam.label("organisatie"),
            _joined(AanbodLeefgebied.leefgebied, AanbodLeefgebied.aanbod_id).label("leefgebieden"),
            _joined(AanbodDoelgroep.doelgroep, AanbodDoelgroep.aanbod_id).label("doelgroepen"),
        )
        .outerjoin(Aanbod.locatie)
        .outerjoin(Aanbod.organisatie)
        .where(Aanbod.id.in_(ids))
    )


def _joined(word: InstrumentedAttribute[Any], aanbod_id: InstrumentedAttribute[int]) -> ScalarSelect[str]:
    joined = func.aggregate_strings(type_coerce(word, String), ",")
    return select(joined).where(aanbod_id == Aanbod.id).correlate(Aanbod).scalar_subquery()


def _make_kenmerken(row: Row[Any]) -> Kenmerken:
    return Kenmerken(
        naam=row.naam,
        omschrijving=row.omschrijving,
        doelgroepen=frozenset(Doelgroep(word) for word in (row.doelgroepen or "").split(",") if word),
        leefgebieden=frozenset(Leefgebied(word) for word in (row.leefgebieden or "").split(",") if word),
        punt=None if row.x is None else Punt(row.x, row.y),
        adres=row.adres or row.adres_te_zoeken,
        openingstijden=row.openingstijden,
        organisatie=row.organisatie or "",
    )
