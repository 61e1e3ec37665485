"""How are figures, days and hours written for a visitor? Filters and globals for the templates."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_security import current_user

from collectief.spatial import Punt
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.versheid.versheid import is_outdated
from geo.crs import to_wgs84
from webapp.context import gebiedensets, kalender_in, settings, today
from webapp.gebied import code_of_team
from webapp.views.schoolvakantie import vakantie_in_words

CACHED_NUMBERS = 10_000


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(getal=getal, afstand=afstand, dag=dag, uur=uur, lonlat=lonlat, teamcode=code_of_team)
    app.jinja_env.tests.update(
        niet_meer_gecontroleerd=lambda aanbod: is_outdated(aanbod, today()),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(aria=aria, vakantie_noot=vakantie_noot)
    app.context_processor(_for_every_page)


def _for_every_page() -> dict[str, Any]:
    return {"demo": settings().demo, "account": current_user}


def getal(waarde: float | None, decimalen: int = 0) -> str:
    """16800 -> "16.800"; an unknown figure is never a zero."""
    if waarde is None:
        return _("onbekend")
    return _written(round(waarde, decimalen) or 0, decimalen, get_locale())  # 0 and -0 are written alike


@lru_cache(maxsize=CACHED_NUMBERS)
def _written(waarde: float, decimalen: int, taal: Locale | None) -> str:
    """A page may show a thousand numbers, many of them again and again."""
    pattern = "#,##0" + ("." + "0" * decimalen if decimalen else "")
    return str(format_decimal(waarde, format=pattern, locale=taal))


def afstand(meters: float) -> str:
    """Rounded to what matters on foot: "80 meter", "1,4 kilometer"."""
    tens = max(10, round(meters / 10) * 10)
    if tens < 1000:
        return _("%(m)s meter", m=tens)
    return _("%(km)s kilometer", km=getal(meters / 1000, 1))


def lonlat(punt: Punt) -> str:
    """A place in RD as the URL has it: "4.64620,52.38380" (WGS84, to the metre)."""
    lon, lat = to_wgs84(*punt)
    return f"{lon:.5f},{lat:.5f}"


def dag(day: date) -> str:
    return str(format_date(day, "d MMMM y"))


def uur(moment: datetime | time) -> str:
    """9.00, as the clock on the wall in the Netherlands has it."""
    local = moment.astimezone(AMSTERDAM) if isinstance(moment, datetime) else moment
    return f"{local.hour}.{local.minute:02d}"


def vakantie_noot(openingstijden: str | None, gemeente: str) -> str:
    """What to know of the school holidays of a gemeente; empty where the hours do not depend on them."""
    return vakantie_in_words(openingstijden, kalender_in(gebiedensets(), gemeente), today())


def aria(field: Any) -> dict[str, str]:
    """What a form field tells a screen reader: that it is wrong, and where its hint and error stand."""
    texts = [f"{field.id}-hint"] * bool(field.description) + [f"{field.id}-fout"] * bool(field.errors)
    said = {"aria_describedby": " ".join(texts)} if texts else {}
    return said | ({"aria_invalid": "true"} if field.errors else {})
