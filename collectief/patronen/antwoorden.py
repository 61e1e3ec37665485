"""Which aanbod within a walk may answer a patroon, and what is there against it?"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import shapely
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from collectief.kaart.aanbod import AanbodFilter, aanbod_rows
from collectief.kaart.aanbod_rijen import AanbodRow
from collectief.models import Patroon, Voorstel, VoorstelLeefgebied
from collectief.signaalwoorden import Fase
from collectief.spatial import Box
from collectief.versheid.versheid import Stand, stand_of
from collectief.words import Doelgroep, JaNee, Toegang
from geo.bereik import find_pairs
from geo.gebiedenset import Gebiedenset
from geo.woonvakken import make_woonvakken

WALK_M = 1_000
MOST = 500
WORKED = (Fase.LOOPT, Fase.GEBORGD)


class Antwoord(NamedTuple):
    """An aanbod on the leefgebied of a patroon, and whether each of four claims holds.

    `deel` is the share of the inhabitants who can walk there; None where nobody knows how many live there.
    """

    aanbod: AanbodRow
    deel: float | None
    doelgroep: JaNee
    uren: JaNee
    capaciteit: JaNee
    versheid: JaNee

    @property
    def met_indicatie(self) -> bool:
        return self.aanbod.toegang == Toegang.MET_INDICATIE

    @property
    def past(self) -> JaNee:
        """Never with an indicatie; not when one claim is false; unknown when one is unknown."""
        claims = {self.doelgroep, self.uren, self.capaciteit, self.versheid}
        if self.met_indicatie or JaNee.NEE in claims:
            return JaNee.NEE
        return JaNee.ONBEKEND if JaNee.ONBEKEND in claims else JaNee.JA


def make_antwoord(
    aanbod: AanbodRow, *, doelgroep: Doelgroep, huishoudens: int, op: date, deel: float | None
) -> Antwoord:
    """`huishoudens` is what there must be room for; who has no doelgroep of its own is served by what is for all."""
    return Antwoord(
        aanbod=aanbod,
        deel=deel,
        doelgroep=JaNee.of(bool({doelgroep, Doelgroep.IEDEREEN} & set(aanbod.doelgroepen))),
        uren=_uren(aanbod, op),
        capaciteit=JaNee.ONBEKEND if aanbod.capaciteit is None else JaNee.of(aanbod.capaciteit >= huishoudens),
        versheid=_versheid(aanbod, op),
    )


def antwoorden_op(
    session: Session, gebiedenset: Gebiedenset, patroon: Patroon, *, huishoudens: int, op: date
) -> list[Antwoord]:
    """All within a walk of where people live in its buurten: what fits first, what asks for an indicatie last.

    There must be room for `huishoudens`: as many as who asks may know of.
    """
    buurten = gebiedenset.grenzen.loc[gebiedenset.grenzen.index.isin(set(patroon.buurtcodes))]
    if buurten.empty:
        return []
    west, south, east, north = (float(one) for one in shapely.total_bounds(np.asarray(buurten.geometry.values)))
    box = Box(west - WALK_M, south - WALK_M, east + WALK_M, north + WALK_M)
    rows = aanbod_rows(session, AanbodFilter(box=box, leefgebieden={patroon.leefgebied}), limit=MOST)
    found = [
        make_antwoord(row, doelgroep=patroon.doelgroep, huishoudens=huishoudens, op=op, deel=deel)
        for row, deel in _within_a_walk(gebiedenset, patroon.buurtcodes, rows)
        if not _is_over(row, op)
    ]
    return sorted(found, key=lambda one: (one.met_indicatie, _RANK[one.past], -(one.deel or 0), one.aanbod.id))


def voorstellen_elsewhere(session: Session, patroon: Patroon, *, most: int = 10) -> Sequence[Voorstel]:
    """What runs or stays elsewhere in the gemeente on the same leefgebied, for the same doelgroep first."""
    query = (
        select(Voorstel)
        .options(joinedload(Voorstel.aanbod), joinedload(Voorstel.team))
        .where(Voorstel.gemeente == patroon.gemeente, Voorstel.fase.in_(WORKED))
        .where(Voorstel.leefgebied_rows.any(VoorstelLeefgebied.leefgebied == patroon.leefgebied))
        .order_by(Voorstel.doelgroep != patroon.doelgroep, Voorstel.gewijzigd_op.desc(), Voorstel.id)
    )
    return session.scalars(query.limit(most)).all()


_RANK = {JaNee.JA: 0, JaNee.ONBEKEND: 1, JaNee.NEE: 2}


def _within_a_walk(
    gebiedenset: Gebiedenset, buurtcodes: Collection[str], rows: Iterable[AanbodRow]
) -> list[tuple[AanbodRow, float | None]]:
    """Each aanbod once, at the place that most inhabitants can walk to, with their share."""
    placed = [row for row in rows if row.x is not None and row.y is not None]
    vakken = make_woonvakken(gebiedenset).vakken
    vakken = vakken[vakken["gebied"].isin(set(buurtcodes))]
    pairs = find_pairs(vakken, np.array([(row.x, row.y) for row in placed]).reshape(-1, 2), afstand_m=WALK_M)
    inwoners = vakken["inwoners"].fillna(0).to_numpy()
    reached = np.bincount(pairs.naar, weights=inwoners[pairs.van], minlength=len(placed))
    best: dict[int, tuple[AanbodRow, float | None]] = {}
    for number in sorted(set(pairs.naar.tolist()), key=lambda one: -reached[one]):
        deel = min(float(reached[number] / inwoners.sum()), 1.0) if inwoners.sum() > 0 else None
        best.setdefault(placed[number].id, (placed[number], deel))
    return list(best.values())


def _is_over(aanbod: AanbodRow, op: date) -> bool:
    return aanbod.gesloten_van is not None and aanbod.gesloten_van <= op and aanbod.gesloten_tot is None


def _uren(aanbod: AanbodRow, op: date) -> JaNee:
    if aanbod.gesloten_van and aanbod.gesloten_tot and aanbod.gesloten_van <= op <= aanbod.gesloten_tot:
        return JaNee.NEE
    return JaNee.JA if aanbod.openingstijden or aanbod.op_afspraak else JaNee.ONBEKEND


def _versheid(aanbod: AanbodRow, op: date) -> JaNee:
    stand = stand_of(aanbod, op)
    if stand == Stand.VERS:
        return JaNee.JA
    return JaNee.NEE if stand == Stand.NIET_MEER_GECONTROLEERD else JaNee.ONBEKEND
