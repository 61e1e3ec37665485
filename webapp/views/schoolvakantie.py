"""What must somebody know of school holidays, where the hours depend on them?"""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from collectief.tijden.openingsrijen import find_rooster
from collectief.tijden.vakantietekst import depends_on_school_holidays
from geo.schoolvakanties import Vakantiekalender


def vakantie_in_words(openingstijden: str | None, kalender: Vakantiekalender, today: date) -> str:
    """The school holiday of now or the next one, and what holds then; empty where the hours are the same then."""
    if not depends_on_school_holidays(openingstijden):
        return ""
    if kalender.is_vakantie(today) is None:
        return _("We weten niet of het nu schoolvakantie is. Dan kan dit anders zijn. Bel of kijk dan even.")
    vakantie = kalender.find_vakantie(today)
    if vakantie is None:
        return _("In schoolvakanties kan dit anders zijn. Bel of kijk dan even.")
    days = {"van": _day(vakantie.van), "tot": _day(vakantie.tot)}
    rooster = find_rooster(openingstijden or "")
    if rooster and rooster.dicht_in_schoolvakanties:
        return _("Dicht in de schoolvakantie van %(van)s tot en met %(tot)s.", **days)
    return _("In de schoolvakantie van %(van)s tot en met %(tot)s zijn de tijden anders.", **days)


def _day(day: date) -> str:
    return str(format_date(day, "d MMMM y"))
