"""How are hours read that somebody is filling in?"""

from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from collectief.errors import OpeningstijdenError
from collectief.tijden.openingstijden import normalised
from geo.schoolvakanties import Vakantiekalender
from webapp.context import account, gebiedensets, kalender_in
from webapp.forms import AanbodForm
from webapp.problems import sentence_of
from webapp.uren_form import RowError
from webapp.views.opening import week_in_words
from webapp.views.rooster import hours_in_words
from webapp.views.schoolvakantie import vakantie_in_words


class ReadBack(NamedTuple):
    """How hours are read that somebody is filling in, or what is not clear yet; both empty when they say nothing."""

    read: str = ""
    fout: str = ""


def read_back(form: AanbodForm, today: date) -> ReadBack:
    try:
        tekst = form.read_openingstijden()
        osm = normalised(tekst) if tekst else ""
    except RowError as error:
        return ReadBack(fout=str(error))
    except OpeningstijdenError as error:
        return ReadBack(fout=sentence_of(error))
    kalender = kalender_in(gebiedensets(), account().gemeente)
    uren = (hours_in_words(osm) or _this_week(osm, today, kalender)) if osm else ""
    said = [_("Zo lezen wij het: %(uren)s.", uren=uren), vakantie_in_words(osm, kalender, today)] if uren else []
    return ReadBack(read=" ".join(filter(None, said)))


def _this_week(osm: str, today: date, kalender: Vakantiekalender) -> str:
    week = "; ".join(f"{days.dagen} {days.uren}" for days in week_in_words(osm, today, kalender=kalender))
    return _("deze week %(uren)s", uren=week) if week else _("deze week dicht")
