"""Is it said what school holidays mean for hours that depend on them?"""

from datetime import date

import pytest

from geo.schoolvakanties import Dagen, Vakantiekalender
from webapp.views.schoolvakantie import vakantie_in_words

KALENDER = Vakantiekalender(
    vakanties=(Dagen(date(2026, 2, 21), date(2026, 3, 1)), Dagen(date(2026, 12, 19), date(2027, 1, 3))),
    onbekend=(Dagen(date(2026, 10, 3), date(2026, 11, 8)), Dagen(date(2027, 1, 4), date.max)),
)


@pytest.mark.parametrize(
    ("text", "today", "words"),
    [
        ("Mo 09:00-10:00", date(2026, 2, 1), ""),
        (None, date(2026, 2, 1), ""),
        (
            "Mo 09:00-10:00; SH off",
            date(2026, 2, 1),
            "Dicht in de schoolvakantie van 21 februari 2026 tot en met 1 maart 2026.",
        ),
        (
            "Mo 09:00-10:00; SH off",
            date(2026, 3, 1),
            "Dicht in de schoolvakantie van 21 februari 2026 tot en met 1 maart 2026.",
        ),
        (
            "Mo 09:00-10:00; SH Mo 11:00-12:00",
            date(2026, 12, 1),
            "In de schoolvakantie van 19 december 2026 tot en met 3 januari 2027 zijn de tijden anders.",
        ),
        ("Mo 09:00-10:00; SH off", date(2026, 3, 2), "In schoolvakanties kan dit anders zijn. Bel of kijk dan even."),
        (
            "Mo 09:00-10:00; SH off",
            date(2027, 1, 3),
            "Dicht in de schoolvakantie van 19 december 2026 tot en met 3 januari 2027.",
        ),
        (
            "Mo 09:00-10:00; SH off",
            date(2026, 10, 10),
            "We weten niet of het nu schoolvakantie is. Dan kan dit anders zijn. Bel of kijk dan even.",
        ),
    ],
)
def test_the_school_holiday_of_now_or_the_next_is_told(text: str | None, today: date, words: str) -> None:
    assert vakantie_in_words(text, KALENDER, today) == words
