"""How much does a place offer in a week, and why does it not count where it does not?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from collectief.bereik.gewone_week import uren_per_week
from collectief.spatial import Punt
from collectief.tijden.dutch_time import day_of
from collectief.versheid.versheid import Stand, stand_of
from collectief.words import Keuze, Leefgebied, SoortAanbod, Status, Toegang

MOST_PLAATSEN = 50  # where nobody knows how many there are: a stated assumption, and only for the upper end
MOST_UREN = 40.0  # a week; more is not more, and where nobody knows it is the upper end


class Nietreden(Keuze):
    """Why an aanbod does not count as an answer to a need."""

    MET_INDICATIE = "met_indicatie", "er is een indicatie voor nodig"
    GESTOPT = "gestopt", "het is gestopt"
    GESLOTEN = "gesloten", "het is gesloten"
    ZONDER_PLEK = "zonder_plek", "het heeft geen plek op de kaart, of een geheim adres"


class Versheid(Keuze):
    """How long ago somebody made sure that an aanbod is there, in the three steps that weigh differently."""

    VERS = "vers", "op tijd gecontroleerd"
    TE_CONTROLEREN = "te_controleren", "controle is nodig"
    NIET_MEER_GECONTROLEERD = "niet_meer_gecontroleerd", "al lang niet gecontroleerd"


VERSHEDEN = tuple(Versheid)
GEWICHT_OF = {Versheid.VERS: 1.0, Versheid.TE_CONTROLEREN: 0.75, Versheid.NIET_MEER_GECONTROLEERD: 0.5}


class Aanbodplek(NamedTuple):
    """One place of an aanbod, with all that tells what it offers; `punt` is None where it has none to go to."""

    aanbod_id: int
    naam: str
    soort: SoortAanbod
    punt: Punt | None
    buurtcode: str | None
    leefgebieden: frozenset[Leefgebied]
    capaciteit: int | None
    openingstijden: str | None
    toegang: Toegang
    status: Status
    gesloten_van: date | None
    gesloten_tot: date | None
    gecontroleerd_op: date | None
    aangemaakt_op: datetime
    gewijzigd_op: datetime
    voorbeeld: bool

    @property
    def kan_tellen(self) -> bool:
        """Whether it would count if it is there: somebody can go to it, without an indicatie."""
        return self.punt is not None and self.toegang is Toegang.VRIJ

    @property
    def geeindigd_op(self) -> date | None:
        """The day on which it ended for good, as far as it did."""
        if self.status is Status.GESTOPT:
            return day_of(self.gewijzigd_op)
        return self.gesloten_van if self.gesloten_tot is None else None


class Weging(NamedTuple):
    """What a place offers: places and hours a week, both from the least to the most they may be, and how it is kept.

    `reden` says why it does not count (None: it does).
    """

    plaatsen: tuple[float, float]
    uren: tuple[float, float]
    versheid: Versheid
    reden: Nietreden | None

    @property
    def gewicht(self) -> float:
        return GEWICHT_OF[self.versheid]

    @property
    def plaatsuren(self) -> tuple[float, float]:
        """Places times hours, before the weight of its versheid: the least and the most."""
        return self.plaatsen[0] * self.uren[0], self.plaatsen[1] * self.uren[1]

    @property
    def is_bekend(self) -> bool:
        return self.plaatsen[0] == self.plaatsen[1] and self.uren[0] == self.uren[1]


def make_weging(plek: Aanbodplek, *, op: date, weken: Sequence[date]) -> Weging:
    """Weigh a place. What nobody knows is never filled in: its least is nothing, its most a stated maximum."""
    known = plek.capaciteit
    plaatsen = (0.0, float(MOST_PLAATSEN)) if known is None else (float(known), float(known))
    return Weging(plaatsen, _uren(plek.openingstijden, weken), versheid_of(plek, op), find_nietreden(plek, op))


def find_nietreden(plek: Aanbodplek, op: date) -> Nietreden | None:
    """Say why a place does not count on a day; None where it does."""
    if plek.status is not Status.GEPUBLICEERD:
        return Nietreden.GESTOPT
    if plek.gesloten_van is not None and plek.gesloten_van <= op <= (plek.gesloten_tot or op):
        return Nietreden.GESLOTEN
    if plek.toegang is Toegang.MET_INDICATIE:
        return Nietreden.MET_INDICATIE
    return Nietreden.ZONDER_PLEK if plek.punt is None else None


def versheid_of(plek: Aanbodplek, op: date) -> Versheid:
    stand = stand_of(plek, op)
    if stand is Stand.VERS:
        return Versheid.VERS
    is_late = stand is Stand.NIET_MEER_GECONTROLEERD
    return Versheid.NIET_MEER_GECONTROLEERD if is_late else Versheid.TE_CONTROLEREN


def _uren(openingstijden: str | None, weken: Sequence[date]) -> tuple[float, float]:
    if openingstijden is None:
        return 0.0, MOST_UREN
    uren = min(uren_per_week(openingstijden, weken), MOST_UREN)
    return uren, uren
