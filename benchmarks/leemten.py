"""How long does the matrix of leemten take for a gemeente of 1,000 buurten with many entries?"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from benchmarks.stad import BUURT_M, BUURTEN_A_SIDE, JAAR, SOUTH_M, WEST_M, WIJKEN_A_SIDE, make_stad
from collectief.bereik.gewone_week import gewone_weken
from collectief.leemten.behoefte import make_behoeftecijfers
from collectief.leemten.leemten import LEEFGEBIEDEN, Leemten, make_leemten
from collectief.leemten.opstellen import Opzet, leemten_of, make_bewoning, make_deel
from collectief.leemten.signaalbehoefte import signaaltellingen_of
from collectief.leemten.stabiliteit import TREKKINGEN, make_stabiliteit
from collectief.leemten.wat_als import make_einde
from collectief.leemten.wegen import Aanbodplek, make_weging
from collectief.spatial import Punt
from collectief.words import SoortAanbod, Status, Toegang
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset

AGAIN = 3
TARGET_S = 3
ENTRIES = 5_000
TODAY = date(2026, 11, 22)
HOURS = ("Mo-Fr 09:00-17:00", "Tu 10:00-12:00", "We 13:30-16:00; Fr 09:00-12:00", "week 2-52/2 Th 19:00-22:00", None)


def report_leemten() -> str:
    with TemporaryDirectory() as folder:
        stad = make_stad(Path(folder))
    plekken = make_plekken()
    _woon, cells_s = _timed(lambda: make_bewoning(stad, Soort.BUURT))
    _cijfers, figures_s = _timed(lambda: make_behoeftecijfers(stad, Soort.BUURT))
    leemten, matrix_s = _timed(lambda: _make(stad, plekken))
    _stabiliteit, draws_s = _timed(lambda: make_stabiliteit(leemten))
    _einde, ends_s = _timed(lambda: make_einde(leemten, int(np.flatnonzero(leemten.telt)[0])))
    return (
        f"leemten of {len(leemten.gebieden):,} buurten with {ENTRIES:,} entries: once {cells_s:.2f} s for the cells "
        f"and {figures_s:.2f} s for the figures; then {matrix_s:.2f} s for the matrix, {draws_s:.2f} s for "
        f"{TREKKINGEN:,} draws of the weights and {ends_s * 1000:.0f} ms for the end of one entry"
    )


def report_met_signalen(name: str, engine: Engine, stad: Gebiedenset, *, op: date) -> str:
    """As the page has it, with the signalen of the database counted in; `stad` as it was just read.

    Its cells and figures are made once: by a server before the first visitor asks.
    """
    opzet = Opzet(soort=Soort.BUURT, met_signalen=True)
    _woon, cells_s = _timed(lambda: make_bewoning(stad, Soort.BUURT))
    _cijfers, figures_s = _timed(lambda: make_behoeftecijfers(stad, Soort.BUURT))
    with Session(engine) as session:
        _tellingen, counts_s = _timed(lambda: signaaltellingen_of(session, stad.gemeente.code, op=op))
        leemten, first_s = _timed(lambda: leemten_of(session, stad, op=op, opzet=opzet))
        again_s = [_timed(lambda: leemten_of(session, stad, op=op, opzet=opzet))[1] for _time in range(AGAIN)]
    return (
        f"leemten, {name}, of {len(leemten.gebieden):,} buurten with {len(leemten.plekken):,} places and signalen "
        f"counted in: once {cells_s + figures_s:.2f} s for cells and figures; the matrix in {first_s:.2f} s the first "
        f"time, and in {min(again_s):.2f} to {max(again_s):.2f} s the next {AGAIN} (target {TARGET_S} s), of which "
        f"{counts_s:.2f} s to count signalen"
    )


def make_plekken() -> list[Aanbodplek]:
    """Entries all over the gemeente; of one in three the capacity is known."""
    random = np.random.default_rng(JAAR)
    east_m, north_m = (count * BUURTEN_A_SIDE * BUURT_M for count in WIJKEN_A_SIDE)
    where = random.uniform((WEST_M, SOUTH_M), (WEST_M + east_m, SOUTH_M + north_m), (ENTRIES, 2))
    made = datetime(2026, 10, 1, tzinfo=UTC)
    return [
        Aanbodplek(
            aanbod_id=number,
            naam=f"Aanbod {number}",
            soort=SoortAanbod.ACTIVITEIT,
            punt=Punt(*map(float, where[number])),
            buurtcode=None,
            leefgebieden=frozenset(LEEFGEBIEDEN[i] for i in random.integers(0, len(LEEFGEBIEDEN), 2)),
            capaciteit=int(random.integers(5, 40)) if number % 3 == 0 else None,
            openingstijden=HOURS[number % len(HOURS)],
            toegang=Toegang.VRIJ,
            status=Status.GEPUBLICEERD,
            gesloten_van=None,
            gesloten_tot=None,
            gecontroleerd_op=None,
            aangemaakt_op=made,
            gewijzigd_op=made,
            voorbeeld=False,
        )
        for number in range(ENTRIES)
    ]


def _make(gebiedenset: Gebiedenset, plekken: list[Aanbodplek]) -> Leemten:
    bewoning = make_bewoning(gebiedenset, Soort.BUURT)
    weken = gewone_weken(TODAY, kalender=gebiedenset.vakantiekalender)
    wegingen = [make_weging(plek, op=TODAY, weken=weken) for plek in plekken]
    deel = make_deel(gebiedenset, plekken, Opzet(soort=Soort.BUURT))
    cijfers = make_behoeftecijfers(gebiedenset, Soort.BUURT)
    return make_leemten(bewoning.gebieden, bewoning.inwoners, cijfers, plekken, wegingen, deel)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = act()
    return found, time.perf_counter() - start
