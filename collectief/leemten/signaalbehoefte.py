"""Of which leefgebieden are there more signalen in a gebied than its own volume of reporting explains?"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.leemten.leemten import LEEFGEBIEDEN
from collectief.models import Signaal, SignaalLeefgebied
from collectief.signaalwoorden import SoortSignaal
from collectief.signalen.ondergrens import ondergrens
from collectief.words import Leefgebied
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from geo.toegang import Numbers

TERUGKIJKEN = timedelta(days=365)
VRAAGT_OM = (SoortSignaal.VRAAG, SoortSignaal.LACUNE)  # a kans is no need
VAKER, GEWOON = 75.0, 50.0
VAKER_VANAF = 1.5  # times what is expected
LEAST_HUISHOUDENS = 10  # the strictest k that a gemeente may choose: what is told holds for all

# buurtcode and leefgebied to how many signalen, and the lower bound of how many huishoudens
Signaaltellingen = Mapping[tuple[str, Leefgebied], tuple[int, int]]


def signaaltellingen_of(session: Session, gemeente: str, *, op: date) -> Signaaltellingen:
    """Counted by the database, over the year up to and including `op`; one row for each buurt and leefgebied."""
    query = (
        select(Signaal.buurtcode, SignaalLeefgebied.leefgebied, func.count(), func.sum(ondergrens()))
        .join(SignaalLeefgebied, SignaalLeefgebied.signaal_id == Signaal.id)
        .where(Signaal.gemeente == gemeente, Signaal.op > op - TERUGKIJKEN, Signaal.op <= op)
        .where(Signaal.soort.in_(VRAAGT_OM))
        .group_by(Signaal.buurtcode, SignaalLeefgebied.leefgebied)
    )
    return {(buurt, leefgebied): (int(n), int(low)) for buurt, leefgebied, n, low in session.execute(query).all()}


def make_signaalbehoefte(tellingen: Signaaltellingen, gebieden: Sequence[Gebied], gebiedenset: Gebiedenset) -> Numbers:
    """Say for each gebied and leefgebied whether it is signalled more often than expected: VAKER or else GEWOON.

    Expected is the share that the leefgebied has in the whole gemeente, of as many signalen as the gebied has of
    anything: who reports twice as much of everything has no more need. Two steps only, and VAKER only from so many
    huishoudens: nobody can tell a small count from it, for GEWOON is also said of few, of none and of many.
    """
    counts, households = (_by_gebied(tellingen, gebieden, gebiedenset, which) for which in (0, 1))
    total = counts.sum()
    if total == 0:
        return np.full(counts.shape, GEWOON)
    expected = counts.sum(axis=1, keepdims=True) * (counts.sum(axis=0, keepdims=True) / total)
    is_more = (counts >= VAKER_VANAF * expected) & (households >= LEAST_HUISHOUDENS)
    return np.where(is_more, VAKER, GEWOON)


def _by_gebied(
    tellingen: Signaaltellingen, gebieden: Sequence[Gebied], gebiedenset: Gebiedenset, which: int
) -> Numbers:
    row_of = {part: row for row, gebied in enumerate(gebieden) for part in gebiedenset.onderdelen_of(gebied.code)}
    column_of = {leefgebied: column for column, leefgebied in enumerate(LEEFGEBIEDEN)}
    found = np.zeros((len(gebieden), len(LEEFGEBIEDEN)))
    for (buurt, leefgebied), counted in tellingen.items():
        if buurt in row_of:
            found[row_of[buurt], column_of[leefgebied]] += counted[which]
    return found
