"""Would the largest leemten still be the largest if everything weighed a little differently?"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from collectief.leemten.behoefte import MOST
from collectief.leemten.leemten import GEWICHT_BEHOEFTE, Leemten, hoogste_per_versheid, parts_per_leefgebied
from collectief.leemten.wegen import GEWICHT_OF, Versheid
from collectief.words import Keuze
from geo.bereik import Mask
from geo.toegang import Numbers

SPEELRUIMTE = 0.2  # each weight up to a fifth more or less
TREKKINGEN = 500
PER_KEER = 50  # draws that fit in memory together
BOVENSTE = 20
BOVENSTE_DEEL = 0.1
VAST_VANAF = 0.9
SEED = 2015


class Vastheid(Keuze):
    """Whether a place among the largest leemten depends on how things are weighed."""

    VAST = "vast", "staat vast"
    WANKEL = "wankel", "wankel"
    BUITEN = "buiten", "hoort niet bij de grootste"


class Stabiliteit(NamedTuple):
    """Of each cell, in which share of the draws it is among the `aantal` largest, and whether it is now."""

    aantal: int
    trekkingen: int
    aandeel: Numbers
    is_bovenste: Mask

    def vastheid(self, row: int, column: int) -> Vastheid:
        share = float(self.aandeel[row, column])
        if self.is_bovenste[row, column]:
            return Vastheid.VAST if share >= VAST_VANAF else Vastheid.WANKEL
        return Vastheid.WANKEL if share > 1 - VAST_VANAF else Vastheid.BUITEN


def make_stabiliteit(leemten: Leemten, *, trekkingen: int = TREKKINGEN, seed: int = SEED) -> Stabiliteit:
    """Draw the weights of figures, of need against shortage and of versheid anew, each within SPEELRUIMTE.

    Leemten are ranked by their lower end, by which they are sure. The same seed gives the same answer.
    """
    certain = leemten.cellen.laag
    known = np.flatnonzero(~np.isnan(certain.ravel()) & (certain.ravel() > 0))
    aantal = min(BOVENSTE, int(np.ceil(BOVENSTE_DEEL * len(known))))
    counted = np.zeros(certain.size)
    if aantal == 0:
        return Stabiliteit(0, 0, counted.reshape(certain.shape), np.zeros(certain.shape, dtype=bool))
    random, hoogste = np.random.default_rng(seed), hoogste_per_versheid(leemten)
    for start in range(0, trekkingen, PER_KEER):
        drawn = _draw_leemten(leemten, hoogste, random, min(PER_KEER, trekkingen - start))
        np.add.at(counted, _largest(np.nan_to_num(drawn, nan=-1.0), aantal).ravel(), 1)
    now = np.zeros(certain.size, dtype=bool)
    now[_largest(np.nan_to_num(certain.reshape(1, -1), nan=-1.0), aantal).ravel()] = True
    return Stabiliteit(aantal, trekkingen, (counted / trekkingen).reshape(certain.shape), now.reshape(certain.shape))


def _largest(rows: Numbers, aantal: int) -> "np.ndarray[tuple[int, int], np.dtype[np.intp]]":
    return np.argpartition(rows, -aantal, axis=1)[:, -aantal:]


def _draw_leemten(
    leemten: Leemten, hoogste: Mapping[Versheid, Numbers], random: np.random.Generator, draws: int
) -> Numbers:
    """The lower end of every leemte, a row for each draw."""
    behoefte, tekort = _draw_behoefte(leemten, random, draws), _draw_tekort(leemten, hoogste, random, draws)
    first = GEWICHT_BEHOEFTE * _factor(random, draws)
    second = (1 - GEWICHT_BEHOEFTE) * _factor(random, draws)
    share = (first / (first + second)).astype(np.float32)[:, None, None]
    with np.errstate(divide="ignore"):
        found: Numbers = np.exp(share * np.log(behoefte) + (1 - share) * np.log(tekort))
    found[:, np.isnan(leemten.cellen.laag)] = np.nan
    return found.reshape(draws, -1)


def _factor(random: np.random.Generator, *shape: int) -> Numbers:
    return random.uniform(1 - SPEELRUIMTE, 1 + SPEELRUIMTE, shape)


def _draw_behoefte(leemten: Leemten, random: np.random.Generator, draws: int) -> Numbers:
    shape = (draws, *leemten.cellen.laag.shape)
    found = np.full(shape, np.nan, dtype=np.float32)
    for column, parts in enumerate(parts_per_leefgebied(leemten.behoeftecijfers, leemten.signalen).values()):
        if parts:
            scores = np.array([part.laag for _weight, part in parts])
            weights = np.array([weight for weight, _part in parts]) * _factor(random, draws, len(parts))
            known = weights @ ~np.isnan(scores)
            sums = weights @ np.nan_to_num(scores)
            found[:, :, column] = np.divide(sums, known, out=np.full(sums.shape, np.nan), where=known > 0)
    return found / np.float32(MOST)


def _draw_tekort(
    leemten: Leemten, hoogste: Mapping[Versheid, Numbers], random: np.random.Generator, draws: int
) -> Numbers:
    """Only versheid weighs here; what was checked in time weighs 1 in every draw, so that the norm means the same."""
    reach = np.zeros((draws, *leemten.cellen.laag.shape), dtype=np.float32)
    for versheid, most in hoogste.items():
        usual = GEWICHT_OF[versheid]
        weight = np.minimum(usual * _factor(random, draws), 1.0) if usual < 1 else np.ones(draws)
        reach += weight.astype(np.float32)[:, None, None] * most.astype(np.float32)
    total = leemten.inwoners.sum()
    norm = np.einsum("g,dgl->dl", (leemten.inwoners / max(total, 1.0)).astype(np.float32), reach)[:, None, :]
    share = np.divide(reach, norm, out=np.zeros_like(reach), where=norm > 0)
    tekort: Numbers = 1 - np.minimum(share, 1.0)
    return tekort
