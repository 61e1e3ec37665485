"""Which kwartalen are closed, so that what they hold may be told?"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from collectief.tijden.dutch_time import AMSTERDAM

WACHTDAGEN = 14  # after its last day, for phones that had no connection
MONTHS = 3


class Kwartaal(NamedTuple):
    jaar: int
    nummer: int  # 1 to 4

    @property
    def maanden(self) -> list[date]:
        """The first day of each of its months."""
        return [date(self.jaar, MONTHS * (self.nummer - 1) + month, 1) for month in (1, 2, 3)]

    @property
    def vanaf(self) -> date:
        return self.maanden[0]

    @property
    def tot_en_met(self) -> date:
        return self.volgende.vanaf - timedelta(days=1)

    @property
    def volgende(self) -> "Kwartaal":
        return Kwartaal(self.jaar, self.nummer + 1) if self.nummer < 4 else Kwartaal(self.jaar + 1, 1)

    @property
    def gesloten_op(self) -> datetime:
        """What comes in from then on is in no table."""
        return datetime.combine(self.tot_en_met + timedelta(days=1 + WACHTDAGEN), time(), AMSTERDAM)


def kwartaal_of(day: date) -> Kwartaal:
    return Kwartaal(day.year, (day.month - 1) // MONTHS + 1)


def gesloten_kwartalen(first: date, *, now: datetime) -> list[Kwartaal]:
    """From that of a day on, the earliest first."""
    found, one = [], kwartaal_of(first)
    while one.gesloten_op <= now:
        found.append(one)
        one = one.volgende
    return found
