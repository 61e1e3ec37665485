"""How often is a patroon a false alarm, and which are missed, in worlds of which we know the truth?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from collectief.patronen.groepen import Groep, find_groepen
from collectief.words import Doelgroep, Leefgebied

ACROSS, DOWN, TEAMS = 11, 10, 8  # as Haarlem: about 110 buurten and eight teams
WINDOW_DAYS, BEFORE_DAYS = 90, 365
MELDERS = 8  # a team
DILIGENCE = (1.0, 5.0)  # the most diligent team reports five times as much as the least
SIGNALEN = 4_000  # a quarter, of the whole gemeente: 8 teams of 8, five a week each
THETA = 0.05  # how much the counts of a cell vary beyond chance
K = 5  # signalen that make a group at least, as in Haarlem
CLUSTERS = 2
USUAL = (6.0, 15.0)  # signalen a quarter that are usual in the place of a cluster

CELLS = [(str(one), str(other)) for one in Leefgebied for other in Doelgroep]
Pairs = list[tuple[str, str]]


class World(NamedTuple):
    nu: pd.DataFrame
    eerder: pd.DataFrame
    inwoners: dict[str, float]
    buren: Pairs
    clusters: Sequence[tuple[tuple[str, str], frozenset[str]]]


def make_world(seed: int, *, ratio: float = 1.0, theta: float = THETA) -> World:
    """Teams of blocks of buurten; each reports its own mix and volume; in clusters it is `ratio` times as much."""
    random = np.random.default_rng(seed)
    number = np.arange(ACROSS * DOWN)
    team = np.minimum(number % ACROSS // 3, 3) + 4 * (number // ACROSS // (DOWN // 2))
    people = random.lognormal(7.2, 0.6, len(number))
    lowest, highest = np.log(DILIGENCE)
    diligence = np.exp(random.uniform(lowest, highest, TEAMS))
    diligence[random.permutation(TEAMS)[:2]] = DILIGENCE
    need = random.gamma(5, 1 / 5, len(number))
    usual = _share(random)[None, :] * random.gamma(20, 1 / 20, (TEAMS, len(CELLS)))[team]
    rate = usual * (people * need * diligence[team])[:, None]
    rate *= SIGNALEN / rate.sum()
    found = _choose(random, rate, CLUSTERS) if ratio > 1 else []
    hot = np.ones_like(rate)
    for cell, where in found:
        hot[list(where), cell] = ratio
    changed = random.uniform(0.6, 1.6, TEAMS)[team][:, None]  # a team reports more or less than it did
    lasting = random.gamma(2 / theta, theta / 2, rate.shape)
    passing = random.gamma(2 / theta, theta / 2, rate.shape)
    nu = random.poisson(rate * hot * lasting * passing)
    eerder = random.poisson(rate * changed * lasting * BEFORE_DAYS / WINDOW_DAYS)
    codes = [f"BU9999{one:04d}" for one in number]
    named = [(CELLS[cell], frozenset(codes[one] for one in where)) for cell, where in found]
    inwoners = dict(zip(codes, people, strict=True))
    buren = [(codes[one], codes[other]) for one, other in _buren()]
    return World(
        _frame(random, nu, team, codes, melders=MELDERS), _frame(random, eerder, team, codes), inwoners, buren, named
    )


def _share(random: np.random.Generator) -> np.ndarray:
    """Some leefgebieden and doelgroepen come up far more than others."""
    first = 1 / np.arange(1, len(Leefgebied) + 1)
    second = 1 / np.arange(1, len(Doelgroep) + 1)
    share = np.outer(random.permutation(first), random.permutation(second)).ravel()
    return np.asarray(share / share.sum())


def _choose(random: np.random.Generator, rate: np.ndarray, clusters: int) -> list[tuple[int, tuple[int, ...]]]:
    """Places of one to three adjoining buurten with a usual number of signalen; no two on one cell."""
    buren: dict[int, set[int]] = {}
    for one, other in _buren():
        buren.setdefault(one, set()).add(other)
        buren.setdefault(other, set()).add(one)
    found: list[tuple[int, tuple[int, ...]]] = []
    while len(found) < clusters:
        where = [int(random.integers(len(rate)))]
        for _more in range(random.integers(3)):
            around = sorted({near for one in where for near in buren[one]} - set(where))
            where.append(int(random.choice(around)))
        cell = int(random.integers(rate.shape[1]))
        if USUAL[0] <= rate[where, cell].sum() <= USUAL[1] and cell not in [other for other, _where in found]:
            found.append((cell, tuple(where)))
    return found


def _buren() -> Iterable[tuple[int, int]]:
    for one in range(ACROSS * DOWN):
        if one % ACROSS < ACROSS - 1:
            yield one, one + 1
        if one + ACROSS < ACROSS * DOWN:
            yield one, one + ACROSS


def _frame(
    random: np.random.Generator, counts: np.ndarray, team: np.ndarray, codes: list[str], melders: int = 1
) -> pd.DataFrame:
    """A row for each signaal; some of a team report more than others."""
    buurt, cell = (np.repeat(which, counts[counts > 0]) for which in np.nonzero(counts))
    who = random.choice(melders, len(buurt), p=np.arange(1, melders + 1) / np.arange(1, melders + 1).sum())
    return pd.DataFrame(
        {
            "buurtcode": np.array(codes)[buurt],
            "leefgebied": np.array([one for one, _other in CELLS])[cell],
            "doelgroep": np.array([other for _one, other in CELLS])[cell],
            "team": team[buurt],
            "melder": [f"{one}-{other}" for one, other in zip(team[buurt], who, strict=True)],
            "signalen": 1,
        }
    )


class Score(NamedTuple):
    alarms: int
    right: int
    clusters: int
    found: int
    buurten: int
    buurten_right: int


def score(world: World) -> Score:
    """An alarm is right when most of its buurten lie in a cluster of its cell; a cluster is found when one is."""
    groups = find_groepen(world.nu, world.eerder, inwoners=world.inwoners, buren=world.buren, k=K)
    right = [groep for groep in groups if any(_meets(groep, *one) for one in world.clusters)]
    found = [one for one in world.clusters if any(_meets(groep, *one) for groep in groups)]
    inside = sum(
        len(groep.buurtcodes & where) for groep in groups for cell, where in world.clusters if groep[:2] == cell
    )
    return Score(
        len(groups), len(right), len(world.clusters), len(found), sum(len(g.buurtcodes) for g in groups), inside
    )


def _meets(groep: Groep, cell: tuple[str, str], where: frozenset[str]) -> bool:
    return groep[:2] == cell and 2 * len(groep.buurtcodes & where) >= len(groep.buurtcodes)
