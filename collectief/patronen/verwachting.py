"""How many signalen are to be expected in a buurt, given who lives there and how much each team reports?

The model, for a team t, a buurt b and a cell c (a leefgebied with a doelgroep), within the window:

    expected(t, b, c) = N(t, b, c) · p / (1 - p), with p = w(t, b, c) · s(t, b, c)

- N(t, b, c): all that the team reported in the window but on c in b (and one more, for who reported nothing else). So a
  team that reports five times as much is expected to report five times as much everywhere: a diligent team is no
  troubled wijk.
- w(t, b, c): which part of the team's signalen comes from the buurt: its inhabitants among those of the team's buurten,
  corrected towards what the team really reported there on everything but c (an inloop draws signalen of all kinds).
- s(t, b, c): which part of all signalen is about c: in the rest of the gemeente, corrected towards what the team itself
  reported about c in the year before, outside b (teams see and name things differently).

What is expected is not known exactly and signalen come in bouts, so counts vary more than by chance alone: variance =
expected + theta · expected² (negative binomial). Theta is estimated from all cells together by the method of moments,
without the few that stand out most, and never below THETA_MIN; what little is known of a rare cell adds to it.

Sources: Gelman & Hill, Data Analysis Using Regression and Multilevel/Hierarchical Models (2007), ch. 15 (overdispersed
counts with an offset); Clayton & Kaldor, Biometrics 43 (1987), 671-681 (shrinking the rates of small areas).
Assumed, not known: that a signaal of one team says as much as that of another; that the mix within a team hardly
changes in a year; the weights A_CELL, KAPPA_BUURT and KAPPA_TEAM, chosen in seeded worlds (benchmarks/patronen.py).
A signaal about two leefgebieden counts for both. A problem that lasts stays a patroon: its own past is not held
against it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import betainc

from collectief.words import Doelgroep, Leefgebied

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CELL = ["leefgebied", "doelgroep"]
ALL_CELLS = len(Leefgebied) * len(Doelgroep)
A_CELL = 20.0  # signalen that we believe to have been spread evenly over all cells, before we saw any
MOST_OF_A_TEAM = 0.9
KAPPA_BUURT = 5.0  # signalen a buurt that we believe to come as its inhabitants do
KAPPA_TEAM = 10.0  # signalen of a team on a cell that we believe to be as many as elsewhere in the gemeente
THETA_MIN = 0.05
STANDS_OUT = 1e-3  # cells less probable than this say nothing of usual variation
ROUNDS = 3


@dataclass(frozen=True)
class Verwachting:
    """What was seen and what was expected: a row for each buurt and a column for each cell."""

    buurten: list[str]
    cellen: list[tuple[str, str]]
    gezien: Floats
    verwacht: Floats
    onzeker: Floats  # relative variance of what is expected, from how little is known of the cell
    theta: float


@dataclass(frozen=True)
class _Rows:
    """Counts by team and buurt (a row for each pair that reported) and by cell (columns)."""

    team: Ints
    buurt: Ints
    nu: Floats
    eerder: Floats


def make_verwachting(nu: pd.DataFrame, eerder: pd.DataFrame, inwoners: Mapping[str, float]) -> Verwachting:
    """What is to be expected of each buurt and cell.

    `nu` and `eerder` have the columns buurtcode, leefgebied, doelgroep, team and signalen, of the window and of the
    year before; rows may repeat. A buurt that `inwoners` does not know counts as the middle one of those it knows.
    """
    both = pd.concat([nu.assign(nu=nu["signalen"], eerder=0), eerder.assign(nu=0, eerder=eerder["signalen"])])
    cell, cellen = pd.MultiIndex.from_frame(both[CELL]).factorize(sort=True)
    buurt, buurten = pd.factorize(both["buurtcode"], sort=True)
    rows = _make_rows(both, buurt, cell, len(cellen))
    verwacht, onzeker = _expect(rows, _inwoners_of(buurten, inwoners))
    gezien = _sum_by(rows.buurt, rows.nu, len(buurten))
    theta = _find_theta(gezien, verwacht, onzeker)
    return Verwachting(list(buurten), list(cellen), gezien, verwacht, onzeker, theta)


def tail(gezien: Floats, verwacht: Floats, variantie: Floats) -> Floats:
    """How probable it is that so many or more come by chance."""
    size = np.square(verwacht) / np.maximum(variantie - verwacht, 1e-9)
    chance: Floats = np.where(gezien > 0, betainc(np.maximum(gezien, 1), size, verwacht / (size + verwacht)), 1.0)
    return chance


def _make_rows(both: pd.DataFrame, buurt: Ints, cell: Ints, cells: int) -> _Rows:
    team = pd.factorize(both["team"])[0]
    key = team * (buurt.max(initial=0) + 1) + buurt
    row, keys = pd.factorize(key)
    teams, buurten = np.divmod(np.asarray(keys), buurt.max(initial=0) + 1)
    nu, eerder = (_table(row, cell, both[name].to_numpy(float), (len(keys), cells)) for name in ("nu", "eerder"))
    return _Rows(teams, buurten, nu, eerder)


def _table(row: Ints, column: Ints, weights: Floats, shape: tuple[int, int]) -> Floats:
    flat = np.bincount(row * shape[1] + column, weights=weights, minlength=shape[0] * shape[1])
    return flat.reshape(shape).astype(float)


def _inwoners_of(buurten: Iterable[str], inwoners: Mapping[str, float]) -> Floats:
    known = np.array([inwoners.get(code, np.nan) for code in buurten], dtype=float)
    middle = np.nanmedian(known) if np.isfinite(known).any() else 1.0
    return np.maximum(np.where(np.isfinite(known), known, middle), 1.0)


def _expect(rows: _Rows, inwoners: Floats) -> tuple[Floats, Floats]:
    """What is expected by buurt and cell, and how uncertain that is."""
    buurten = len(inwoners)
    city = rows.nu + rows.eerder
    elsewhere = city.sum(axis=0) - _sum_by(rows.buurt, city, buurten)
    prior = A_CELL / ALL_CELLS
    share = (elsewhere + prior) / (elsewhere.sum(axis=1, keepdims=True) + A_CELL)
    per_team = np.bincount(rows.team, weights=rows.nu.sum(axis=1))
    others = per_team[rows.team][:, None] - rows.nu + 1
    part = np.minimum(_buurt_weight(rows, inwoners) * _team_share(rows, share), MOST_OF_A_TEAM)
    return _sum_by(rows.buurt, others * part / (1 - part), buurten), 1 / (elsewhere + prior)


def _buurt_weight(rows: _Rows, inwoners: Floats) -> Floats:
    """w(t, b), for each cell without what was reported on that cell."""
    reported = rows.nu + rows.eerder
    others = reported.sum(axis=1, keepdims=True) - reported
    teams = rows.team.max(initial=0) + 1
    team_others = _sum_by(rows.team, others, teams)[rows.team]
    people = inwoners[rows.buurt]
    by_people = people / np.bincount(rows.team, weights=people)[rows.team]
    kappa = KAPPA_BUURT * np.bincount(rows.team)[rows.team]
    weight: Floats = (others + (kappa * by_people)[:, None]) / (team_others + kappa[:, None])
    return weight


def _team_share(rows: _Rows, share: Floats) -> Floats:
    """s(t, b, c): of the team itself outside the buurt, before the window, as far as that says anything."""
    outside = _sum_by(rows.team, rows.eerder, rows.team.max(initial=0) + 1)[rows.team] - rows.eerder
    usual = outside.sum(axis=1, keepdims=True) * share[rows.buurt]
    mixed: Floats = share[rows.buurt] * (outside + KAPPA_TEAM) / (usual + KAPPA_TEAM)
    return mixed


def _sum_by(row: Ints, table: Floats, rows: int) -> Floats:
    summed = np.zeros((rows, table.shape[1]))
    np.add.at(summed, row, table)
    return summed


def _find_theta(gezien: Floats, verwacht: Floats, onzeker: Floats) -> float:
    """Method of moments over the cells that do not stand out, in a few rounds; those that tell most weigh most."""
    theta = THETA_MIN
    for _round in range(ROUNDS):
        variance = verwacht + np.square(verwacht) * (theta + onzeker)
        usual = (verwacht > 0) & (tail(gezien, verwacht, variance) > STANDS_OUT)
        seen, expected, known = gezien[usual], verwacht[usual], onzeker[usual]
        weight = 1 / (2 * np.square(1 / expected + theta) + 1 / expected**3)
        surplus = np.square(seen / expected - 1) - 1 / expected - known
        theta = max(float((surplus * weight).sum() / weight.sum()) if len(weight) else 0.0, THETA_MIN)
    return theta
