"""What may somebody see of a patroon: which numbers, given which of its signalen are of their own team?

Their own are told exactly. Of all of them together only that there are at least so many (`collectief.tellingen`): never
a total, nor that there are no others, for whoever knows what their own team reported can subtract that.
"""

from collections.abc import Collection, Sequence, Set
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from collectief.models import Patroon, PatroonBuurt, PatroonSignaal, Signaal, Team
from collectief.signalen.ondergrens import ondergrens
from collectief.tellingen.uitspraken import find_ten_minste

KEER = (1.5, 2.0, 3.0, 5.0, 10.0)


class Aantal(NamedTuple):
    signalen: int
    huishoudens: int  # the lower bound

    def plus(self, other: "Aantal") -> "Aantal":
        return Aantal(self.signalen + other.signalen, self.huishoudens + other.huishoudens)


class Zicht(NamedTuple):
    """What one team sees of a patroon; None where nothing may be said.

    `ten_minste` is of huishoudens of all teams, where that is more than their own; `keer` how many times as many as
    expected there are, at least.
    """

    eigen: Aantal
    ten_minste: int | None
    keer: float | None
    is_zichtbaar: bool

    @property
    def huishoudens(self) -> int:
        """Of how many this team knows, at least."""
        return max(self.eigen.huishoudens, self.ten_minste or 0)


NIETS = Aantal(0, 0)


def make_zicht(eigen: Aantal, totaal: Aantal, *, verwacht: float, k: int) -> Zicht:
    """That it is there says of at least `k` huishoudens: who knows of fewer sees it only with `k` more of others."""
    told = find_ten_minste(totaal.huishoudens, k=k)
    return Zicht(
        eigen,
        ten_minste=told if told and told > eigen.huishoudens else None,
        keer=_find_keer(totaal, verwacht, k=k),
        is_zichtbaar=eigen.huishoudens >= k or told is not None,
    )


def is_for_all(patroon: Patroon, *, k: int) -> bool:
    """Whether somebody whose team reported nothing of it may know that it is there."""
    return find_ten_minste(patroon.huishoudens, k=k) is not None


def zicht_op(session: Session, patronen: Collection[Patroon], *, team: Team | None, k: int) -> dict[int, Zicht]:
    """By id of the patroon, as its signalen stand now; for who is of no team nothing is their own."""
    counts = (func.count(), func.coalesce(func.sum(ondergrens()), 0))
    query = _signalen_of(patronen, PatroonSignaal.patroon_id, Signaal.team_id, *counts)
    found = {patroon.id: (NIETS, NIETS) for patroon in patronen}
    for patroon_id, team_id, *numbers in session.execute(query.group_by(PatroonSignaal.patroon_id, Signaal.team_id)):
        eigen, totaal = found[patroon_id]
        one = Aantal(*numbers)
        found[patroon_id] = eigen.plus(one) if team and team_id == team.id else eigen, totaal.plus(one)
    return {patroon.id: make_zicht(*found[patroon.id], verwacht=patroon.verwacht, k=k) for patroon in patronen}


def eigen_signalen(session: Session, patroon: Patroon, *, team: Team) -> Sequence[Signaal]:
    """Those of the team that are part of the patroon now, the latest first."""
    ids = _signalen_of([patroon], Signaal.id).where(Signaal.team_id == team.id)
    query = select(Signaal).where(Signaal.id.in_(ids)).order_by(Signaal.op.desc(), Signaal.id.desc())
    return session.scalars(query).all()


def op_voorbeelden(session: Session, patronen: Collection[Patroon]) -> Set[int]:
    """Which of them rest on made-up signalen, if only one; by id. That says nothing of anybody."""
    return set(session.scalars(_signalen_of(patronen, PatroonSignaal.patroon_id).where(Signaal.voorbeeld)))


def _find_keer(totaal: Aantal, verwacht: float, *, k: int) -> float | None:
    """The largest step that also holds with `k` huishoudens less: it is a statement on their number, too."""
    sure = min(totaal.signalen, totaal.huishoudens - k)
    return next((keer for keer in reversed(KEER) if keer * verwacht <= sure), None)


def _signalen_of(patronen: Collection[Patroon], *columns: Any) -> Select[*tuple[Any, ...]]:
    """What is part of each patroon within its window and its buurten: older traces are left out."""
    in_window = Signaal.op.between(Patroon.vanaf, Patroon.tot_en_met)
    of_buurt = and_(PatroonBuurt.patroon_id == Patroon.id, PatroonBuurt.buurtcode == Signaal.buurtcode)
    joined = select(*columns).select_from(PatroonSignaal)
    joined = joined.join(Patroon, Patroon.id == PatroonSignaal.patroon_id)
    joined = joined.join(Signaal, Signaal.id == PatroonSignaal.signaal_id).join(PatroonBuurt, of_buurt)
    return joined.where(Patroon.id.in_([patroon.id for patroon in patronen]), in_window)
