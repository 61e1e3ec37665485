"""Does an entry still hold as far as anybody knows, and who is to look at it now?"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from collectief.tijden.dutch_time import day_of
from collectief.words import Controlewijze, SoortAanbod

GELDIG = timedelta(days=180)
GELDIG_INLOOP = timedelta(days=90)  # who stands before a closed door does not come back
HERINNERD_NA = (timedelta(0), timedelta(days=14), timedelta(days=28))
BIJ_TEAM_NA = timedelta(days=42)
NIET_MEER_NA = timedelta(days=72)

# What can be checked by itself; `contact` is that of the organisatie.
VELDEN = ("naam", "omschrijving", "adres", "openingstijden", "kosten", "toegang", "doelgroepen", "contact")
# How a teamlid may have made sure.
WIJZEN = (Controlewijze.BEZOCHT, Controlewijze.GEBELD, Controlewijze.GEMAILD, Controlewijze.WEBSITE)


class Stand(StrEnum):
    """How far an entry is on its way from checked to no longer checked."""

    VERS = "vers"
    TE_CONTROLEREN = "te_controleren"
    HERINNERD = "herinnerd"
    BIJ_TEAM = "bij_team"
    NIET_MEER_GECONTROLEERD = "niet_meer_gecontroleerd"


class Controleerbaar(Protocol):
    """What the rules look at: an aanbod, or a row of one."""

    @property
    def soort(self) -> SoortAanbod: ...
    @property
    def gecontroleerd_op(self) -> date | None: ...
    @property
    def aangemaakt_op(self) -> datetime: ...


def geldig_of(soort: SoortAanbod) -> timedelta:
    """For how long a check of this soort is good."""
    return GELDIG_INLOOP if soort == SoortAanbod.INLOOPPLEK else GELDIG


def laatst_bekend(aanbod: Controleerbaar) -> date:
    """The last day on which somebody knew: checked, or else put on the map."""
    return aanbod.gecontroleerd_op or day_of(aanbod.aangemaakt_op)


def due_on(aanbod: Controleerbaar) -> date:
    """The day from which it is to be checked."""
    return laatst_bekend(aanbod) + geldig_of(aanbod.soort)


def stand_of(aanbod: Controleerbaar, op: date, *, kan_mailen: bool = True) -> Stand:
    """With nobody to mail (or whose address is dead) the team is to look at once."""
    late = op - due_on(aanbod)
    if late < timedelta(0):
        return Stand.VERS
    if late >= NIET_MEER_NA:
        return Stand.NIET_MEER_GECONTROLEERD
    if late >= BIJ_TEAM_NA or not kan_mailen:
        return Stand.BIJ_TEAM
    return Stand.HERINNERD if late >= HERINNERD_NA[1] else Stand.TE_CONTROLEREN


def is_outdated(aanbod: Controleerbaar, op: date) -> bool:
    """Whether visitors are told that nobody looks after it any more."""
    return stand_of(aanbod, op) == Stand.NIET_MEER_GECONTROLEERD


def next_nummer(aanbod: Controleerbaar, op: date, *, sent: int, last_sent: date | None) -> int | None:
    """Which mail of this round (1, 2 or 3) is to go out; None for none.

    A timer that ran late sends them all, and keeps the days between them.
    """
    if sent >= len(HERINNERD_NA) or op < due_on(aanbod) + HERINNERD_NA[sent]:
        return None
    if last_sent is not None and op < last_sent + HERINNERD_NA[sent] - HERINNERD_NA[sent - 1]:
        return None
    return sent + 1
