"""Between which bounds lies a count, for who knows everything that was told and all that their own team told of?

It knows nothing of how the tables were made but what readers are told: each count is a sum of cells of one team, those
that no finer count of that team holds. Bounds are those of linear programmes (HiGHS): one for all lower bounds of a
viewer and one for all upper bounds, in which the cells of a world stand once for each count that is asked for.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import linprog

from collectief.tellingen.blokken import Bijdrage, Blok
from collectief.words import Doelgroep, Leefgebied
from geo.gebieden import gemeente_of_code, wijk_of_code

FAR = 1000.0
Sleutel = tuple[Any, ...]
Matrix = Any  # scipy tells no types
Numbers = npt.NDArray[np.float64]


class Row(NamedTuple):
    columns: Sequence[int]
    sign: float
    limit: float


class Cel(NamedTuple):
    team_id: int
    buurtcode: str
    maand: date
    leefgebied: Leefgebied
    doelgroep: Doelgroep


class Uitgesproken(NamedTuple):
    """What was said of the sum over some cells: of a patroon, or of a time before or after a voorstel."""

    cellen: frozenset[Cel]
    ondergrens: float | None
    bovengrens: float | None


class World(NamedTuple):
    """Every cell there is, and how many huishoudens there really are in it."""

    waarden: dict[Cel, int]

    def bijdragen(self) -> list[Bijdrage]:
        return [Bijdrage(*cel[:4], waarde) for cel, waarde in self.waarden.items() if waarde]

    def total(self, cellen: Iterable[Cel]) -> int:
        return sum(self.waarden[cel] for cel in cellen)


def holders_of(cel: Cel) -> list[Sleutel]:
    """Which counts a cell may stand in, the finest first."""
    wijk, gemeente = wijk_of_code(cel.buurtcode), gemeente_of_code(cel.buurtcode)
    return [
        (cel.team_id, cel.buurtcode, cel.maand, cel.leefgebied),
        (cel.team_id, cel.buurtcode, None, cel.leefgebied),
        (cel.team_id, wijk, None, cel.leefgebied),
        (cel.team_id, gemeente, None, cel.leefgebied),
        (cel.team_id, gemeente, None, None),
    ]


def audit(
    world: World, blokken: Sequence[Blok], uitspraken: Sequence[Uitgesproken] = (), *, viewer: int | None = None
) -> dict[Sleutel, float]:
    """How wide each count is that is not told: by (team, buurt, month, leefgebied), and by doelgroep where it is not 0.

    For a viewer who knows all of their own team's cells; None is beleid, who belongs to no team.
    """
    cellen = [cel for cel in world.waarden if cel.team_id != viewer]
    index = {cel: number for number, cel in enumerate(cellen)}
    told: dict[Sleutel, int] = {blok[:4]: blok.huishoudens for blok in blokken}
    held: dict[Sleutel, list[int]] = {}
    asked: dict[Sleutel, list[int]] = {}
    for cel, number in index.items():
        if holder := next((one for one in holders_of(cel) if one in told), None):
            held.setdefault(holder, []).append(number)
        if cel[:4] not in told:
            asked.setdefault(cel[:4], []).append(number)
        if world.waarden[cel]:
            asked[cel] = [number]
    equal = [Row(numbers, 1.0, told[holder]) for holder, numbers in held.items()]
    upper = [row for one in uitspraken for row in _bounds(one, world, index, viewer)]
    widths = _widths(list(asked.values()), _make_matrix(equal, len(cellen)), _make_matrix(upper, len(cellen)))
    return dict(zip(asked, widths, strict=True))


def _bounds(one: Uitgesproken, world: World, index: dict[Cel, int], viewer: int | None) -> Iterable[Row]:
    """As rows of `sum <= limit`, after the viewer took off what their own team told of."""
    own = world.total(cel for cel in one.cellen if cel.team_id == viewer)
    numbers = [index[cel] for cel in one.cellen if cel in index]
    if one.bovengrens is not None:
        yield Row(numbers, 1.0, one.bovengrens - 1 - own)
    if one.ondergrens is not None:
        yield Row(numbers, -1.0, own - one.ondergrens)


def _make_matrix(rows: Sequence[Row], width: int) -> tuple[Matrix, Numbers]:
    matrix = np.zeros((len(rows), width))
    for number, row in enumerate(rows):
        matrix[number, list(row.columns)] = row.sign
    return sp.csr_matrix(matrix), np.array([row.limit for row in rows], dtype=float)


def _widths(asked: Sequence[Sequence[int]], equal: tuple[Matrix, Numbers], upper: tuple[Matrix, Numbers]) -> Numbers:
    """Anything near `FAR` stands for no upper bound."""
    goal = np.zeros((len(asked), equal[0].shape[1]))
    for number, columns in enumerate(asked):
        goal[number, list(columns)] = 1.0
    least, most = (_solve(sign * goal, equal, upper) for sign in (1.0, -1.0))
    return np.asarray(((most - least) * goal).sum(axis=1))


def _solve(goal: Numbers, equal: tuple[Matrix, Numbers], upper: tuple[Matrix, Numbers]) -> Numbers:
    """The cells of each copy of the world, in which what is asked of that copy is least."""
    copies = sp.identity(len(goal), format="csr")
    found = linprog(
        goal.ravel(),
        A_eq=sp.kron(copies, equal[0], format="csr"),
        b_eq=np.tile(equal[1], len(goal)),
        A_ub=sp.kron(copies, upper[0], format="csr"),
        b_ub=np.tile(upper[1], len(goal)),
        bounds=(0, FAR),
        method="highs-ds",
    )
    assert found.status == 0, found.message
    return np.asarray(found.x).reshape(goal.shape)


def every_cel(*parts: Sequence[Any]) -> list[Cel]:
    """Of teams, buurten, months, leefgebieden and doelgroepen."""
    return [Cel(*one) for one in product(*parts)]
