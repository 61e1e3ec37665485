"""What day is it in the Netherlands at a moment?"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """Of an aware moment."""
    return moment.astimezone(AMSTERDAM).date()
