"""How does a test make a little city of which it knows the truth, and publish it as CBS does?

Every level is rounded for itself, small counts and figures of few are hidden, columns are left out, and some people of
the gemeente live in no wijk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, SupportsInt

import numpy as np
import pandas as pd

from geo.gebieden import Soort, soort_of_code, wijk_of_code
from geo.gebiedenset import Gebiedenset
from geo.kerncijfer_rows import make_kerncijfer_rows
from geo.readers import Reading
from tests.geo.figures import BRON, haarlem_indicatoren, make_set

GEMEENTE, JAAR = "GM9999", 2022
# What is true of a gebied: counts and totals, which add up; most of it nobody publishes.
Truth = Mapping[str, float]


class Ratio(NamedTuple):
    """How a share, mean or density follows from the truth; of fewer units than `hidden_under` it is hidden."""

    teller: str
    noemer: str
    hidden_under: float = 0.0


RATIOS = {
    "pct_0_14": Ratio("inwoners_0_14", "inwoners", 10),
    "pct_15_24": Ratio("inwoners_15_24", "inwoners", 10),
    "pct_25_44": Ratio("inwoners_25_44", "inwoners", 10),
    "pct_45_64": Ratio("inwoners_45_64", "inwoners", 10),
    "pct_65_plus": Ratio("inwoners_65_plus", "inwoners", 10),
    "pct_eenpersoonshuishoudens": Ratio("eenpersoonshuishoudens", "huishoudens", 5),
    "huishoudensgrootte": Ratio("personen_in_huishoudens", "huishoudens", 5),
    "pct_koopwoningen": Ratio("koopwoningen", "woningen", 5),
    "woz_waarde_keur": Ratio("woz_totaal", "woningen_met_woz", 5),
    "pct_personen_laagste_40_inkomen": Ratio("laag", "personen_in_huishoudens", 100),
    "pct_nettoarbeidsparticipatie": Ratio("werkend", "inwoners_15_74", 50),
    "afstand_huisarts_km": Ratio("afstand_totaal", "inwoners", 10),
    "autos_per_huishouden": Ratio("autos", "huishoudens", 5),
    "pct_wmo": Ratio("wmo_clienten", "inwoners"),
    "pct_bijstand": Ratio("bijstand", "inwoners"),
    "inwoners_per_km2": Ratio("inwoners", "oppervlakte_km2"),
}
COMPUTED = ("pct_wmo", "pct_bijstand", "inwoners_per_km2")  # CBS publishes the counts alone
STEPS = {"bijstand": 10, "woningen": 1, "oppervlakte_km2": 0.01}
COUNTS = (
    "inwoners",
    "inwoners_0_14",
    "huishoudens",
    "eenpersoonshuishoudens",
    "woningen",
    "wmo_clienten",
    "bijstand",
    "autos",
    "oppervlakte_km2",
)
AGES = ("inwoners_0_14", "inwoners_15_24", "inwoners_25_44", "inwoners_45_64", "inwoners_65_plus")
CODES = (*COUNTS, *RATIOS)


@dataclass(frozen=True, kw_only=True)
class City:
    """A city as it is and as it was published."""

    truths: Mapping[str, Truth]
    gebiedenset: Gebiedenset

    @property
    def buurten(self) -> list[str]:
        return [code for code in self.truths if code.startswith("BU")]

    def truth_of(self, buurten: Iterable[str]) -> dict[str, float]:
        """The true figures of gebieden together; a ratio of nothing is not there."""
        return figures_of(add(self.truths[code] for code in buurten))


@lru_cache(maxsize=128)
def make_city(seed: int, *, is_mild: bool = False) -> City:
    """Make a city by chance and publish it; a mild one hides only what is small."""
    rng = np.random.default_rng(seed)
    buurten = [
        f"BU9999{wijk:02d}{buurt:02d}"
        for wijk in range(1, int(rng.integers(2, 5)))
        for buurt in range(1, int(rng.integers(2, 6)))
    ]
    truths: dict[str, Truth] = {code: make_truth(rng) for code in buurten}
    for wijk in sorted({wijk_of_code(code) for code in buurten}):
        truths[wijk] = add(truths[code] for code in buurten if wijk_of_code(code) == wijk)
    elders = make_truth(rng, most=40)  # in the gemeente, but in none of its wijken
    truths[GEMEENTE] = add([*(truths[code] for code in buurten), *([elders] if rng.random() < 0.5 else [])])
    rows = publish(truths, rng, is_mild=is_mild)
    blank = make_set(buurten={code: float(rng.uniform(0.1, 3)) for code in buurten}, published={})
    known = replace(blank, kerncijfers=rows)
    return City(truths=truths, gebiedenset=known)


def make_truth(rng: np.random.Generator, *, most: int = 6000) -> Truth:
    """What is true of one buurt: empty, tiny or any size; of each whole none, all or some."""

    def some(whole: int) -> int:
        return pick(rng, 0, whole, rng.integers(0, whole + 1), rng.binomial(whole, rng.random()))

    inwoners = pick(rng, 0, rng.integers(0, 30), *rng.integers(20, most + 1, size=3))
    huishoudens = min(inwoners, int(np.ceil(inwoners * rng.uniform(0.3, 0.9))))
    woningen = pick(rng, 0, huishoudens, rng.integers(0, most // 2 + 1))
    personen = max(huishoudens, int(np.ceil(inwoners * rng.uniform(0.8, 1))))  # as the catalogue assumes
    ages = split(rng, inwoners)
    working_age = ages[1] + ages[2] + ages[3] + some(ages[4])
    met_woz = int(np.ceil(woningen * rng.uniform(0.8, 1)))  # and this
    return {
        "inwoners": inwoners,
        **dict(zip(AGES, ages, strict=True)),
        "huishoudens": huishoudens,
        "eenpersoonshuishoudens": some(huishoudens),
        "personen_in_huishoudens": personen,
        "laag": some(personen),
        "inwoners_15_74": working_age,
        "werkend": some(working_age),
        "woningen": woningen,
        "koopwoningen": some(woningen),
        "woningen_met_woz": met_woz,
        "woz_totaal": met_woz * rng.uniform(50, 900),
        "wmo_clienten": pick(rng, 0, min(inwoners, int(rng.integers(0, 9))), rng.binomial(inwoners, 0.05)),
        "bijstand": int(rng.binomial(inwoners, rng.uniform(0, 0.2))),
        "autos": int(rng.integers(0, 2 * inwoners + 1)),
        "afstand_totaal": inwoners * rng.uniform(0.1, 4),
        "oppervlakte_km2": round(rng.uniform(0.05, 3), 4),
    }


def pick(rng: np.random.Generator, *options: SupportsInt) -> int:
    return int(options[int(rng.integers(len(options)))])


def split(rng: np.random.Generator, whole: int) -> list[int]:
    """Part people into ages, of which some may have none."""
    shares = rng.dirichlet([0.5] * len(AGES)) if rng.random() < 0.8 else np.eye(len(AGES))[rng.integers(len(AGES))]
    return [int(count) for count in rng.multinomial(whole, shares)]


def add(truths: Iterable[Truth]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for truth in truths:
        totals = {name: totals.get(name, 0) + number for name, number in truth.items()}
    return totals


def figures_of(truth: Truth) -> dict[str, float]:
    ratios = {
        code: scale_of(code) * truth[ratio.teller] / truth[ratio.noemer]
        for code, ratio in RATIOS.items()
        if truth[ratio.noemer] > 0
    }
    return {**{code: truth[code] for code in COUNTS}, **ratios}


def scale_of(code: str) -> int:
    return 100 if code.startswith("pct_") else 1


def publish(truths: Mapping[str, Truth], rng: np.random.Generator, *, is_mild: bool) -> pd.DataFrame:
    """Give the kerncijfers that a file of these figures would bring."""
    kolommen = [code for code in CODES if code not in COMPUTED]
    rare = 0.0 if is_mild else 1.0
    without = {(soort, code) for soort in Soort for code in kolommen if rng.random() < 0.08 * rare}
    absent = {code for code in truths if code != GEMEENTE and rng.random() < 0.02 * rare}
    cells = [
        (gebied, code, publish_cell(gebied, code, truths[gebied], rng, hides=rng.random() < 0.03 * rare))
        for gebied in truths
        for code in kolommen
        if gebied not in absent
    ]
    cells = [(g, code, np.nan if (soort_of_code(g), code) in without else waarde) for g, code, waarde in cells]
    rows = pd.DataFrame(cells, columns=["gebied", "kolom", "waarde"])
    rows = rows.assign(jaar=JAAR, tekst=rows["waarde"].astype(str), rij=rows.groupby("gebied", sort=False).ngroup() + 1)
    reading = Reading(rows=rows, titels={}, namen={}, bron=replace(BRON, bestand="stad.csv"))
    made = make_kerncijfer_rows(reading, haarlem_indicatoren(), gemeente=GEMEENTE, jaar=JAAR, codes=frozenset(truths))
    return made.drop(columns="rij").assign(jaar=JAAR, bron="")


def publish_cell(gebied: str, code: str, truth: Truth, rng: np.random.Generator, *, hides: bool) -> float:
    """Round or hide one true figure; NaN is a dot in the file."""
    if code in COUNTS:
        is_wmo = code == "wmo_clienten"  # of which only small counts are hidden
        is_hidden = truth[code] <= 7 if is_wmo else hides and code != "inwoners"
        return np.nan if is_hidden else publish_count(gebied, code, truth[code], rng)
    ratio = RATIOS[code]
    if hides or truth[ratio.noemer] <= ratio.hidden_under:
        return np.nan
    return round(scale_of(code) * truth[ratio.teller] / truth[ratio.noemer], haarlem_indicatoren()[code].decimalen)


def publish_count(gebied: str, code: str, truth: float, rng: np.random.Generator) -> float:
    """Round at random, up the likelier the nearer; most counts of a gemeente are exact."""
    step = STEPS.get(code, 5)
    if step < 1:
        return round(truth, 2)
    if haarlem_indicatoren()[code].afronding_gemeente == 0 and gebied == GEMEENTE:
        return truth
    rest = truth % step
    return truth - rest + (step if rng.random() < rest / step else 0)
