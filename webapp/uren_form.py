"""How does somebody tell opening hours in rows, and what do those say together?"""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later
from wtforms import Form, SelectField, StringField
from wtforms.widgets import TimeInput

from collectief.tijden.openingsrijen import DAGEN, HERHALINGEN, MAANDEN, Maanden, Openingsrij
from webapp.fields import WordsField, make_choices

MAX_ROWS = 14
DAG_NAMEN = (_later("ma"), _later("di"), _later("wo"), _later("do"), _later("vr"), _later("za"), _later("zo"))
HERHALING_NAMEN = (
    _later("elke week"),
    _later("elke eerste van de maand"),
    _later("elke tweede van de maand"),
    _later("elke derde van de maand"),
    _later("elke vierde van de maand"),
    _later("elke laatste van de maand"),
    _later("in de oneven weken"),
    _later("in de even weken"),
)
MAAND_NAMEN = (
    _later("januari"),
    _later("februari"),
    _later("maart"),
    _later("april"),
    _later("mei"),
    _later("juni"),
    _later("juli"),
    _later("augustus"),
    _later("september"),
    _later("oktober"),
    _later("november"),
    _later("december"),
)
MONTHS = tuple(map(str, range(1, len(MAANDEN) + 1)))
CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))?(?::\d\d)?", re.ASCII)


class RowError(Exception):
    """A row that is not filled in wholly; says in Dutch what is missing."""


def _month_field(label: Any, empty: Any) -> SelectField:
    months = zip(MONTHS, MAAND_NAMEN, strict=True)
    return SelectField(label, choices=make_choices([("", empty), *months]), default="", validate_choice=False)


class UrenForm(Form):  # type: ignore[misc] # WTForms has no types
    """Days with one span of time, and when that repeats."""

    dagen = WordsField(
        _later("Dagen"), choices=make_choices(zip(DAGEN, DAG_NAMEN, strict=True)), coerce=str, validate_choice=False
    )
    van = StringField(_later("Van"), widget=TimeInput())
    tot = StringField(_later("Tot"), widget=TimeInput())
    herhaling = SelectField(
        _later("Hoe vaak?"),
        choices=make_choices(zip(HERHALINGEN, HERHALING_NAMEN, strict=True)),
        default="",
        validate_choice=False,
    )
    maand_van = _month_field(_later("Van maand"), _later("het hele jaar"))
    maand_tot = _month_field(_later("Tot en met maand"), _later("het hele jaar"))

    def is_plain(self) -> bool:
        """Whether it is so every week of the year."""
        return not (self.herhaling.data or self.maand_van.data or self.maand_tot.data)

    def find_rij(self) -> Openingsrij | None:
        """What the row says; None when it is empty; raises RowError."""
        dagen = frozenset(self.dagen.data or ()) & frozenset(DAGEN)
        if not (dagen or self.van.data or self.tot.data):
            return None
        if not dagen:
            raise RowError(_("kies een dag."))
        van, tot = _read_clock(self.van.data), _read_clock(self.tot.data)
        if van is None or tot is None or van == tot != time():
            raise RowError(_("vul in van hoe laat tot hoe laat, zoals 9.30 tot 12.00."))
        herhaling = self.herhaling.data if self.herhaling.data in HERHALINGEN else ""
        return Openingsrij(dagen, van, tot, herhaling, self._read_months())

    def _read_months(self) -> Maanden | None:
        chosen = [field.data for field in (self.maand_van, self.maand_tot)]
        if not any(chosen):
            return None
        first, last = (int(month) if month in MONTHS else 0 for month in chosen)
        if not (first and last):
            raise RowError(_("kies de eerste en de laatste maand."))
        return first, last


def row_data(rij: Openingsrij) -> dict[str, Any]:
    """What a row of the form starts with."""
    first, last = rij.maanden or ("", "")
    return {
        "dagen": [dag for dag in DAGEN if dag in rij.dagen],
        "van": f"{rij.van:%H:%M}",
        "tot": f"{rij.tot:%H:%M}",
        "herhaling": rij.herhaling,
        "maand_van": str(first),
        "maand_tot": str(last),
    }


def read_rows(rows: Iterable[UrenForm]) -> list[Openingsrij]:
    """What all rows say that are filled in; raises RowError that names the row."""
    found = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(row.find_rij())
        except RowError as error:
            raise RowError(_("Regel %(nummer)s: %(fout)s", nummer=number, fout=error)) from error
    return [rij for rij in found if rij]


def _read_clock(text: str | None) -> time | None:
    match = CLOCK.fullmatch((text or "").strip())
    if match is None or (int(match[1]) == 24 and int(match[2] or 0)):
        return None
    return time(int(match[1]) % 24, int(match[2] or 0))
