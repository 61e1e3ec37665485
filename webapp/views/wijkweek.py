"""How is said what is on this week: per day what there is, and of the rest why it has no time?"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _

from collectief.kaart.overzicht import KortAanbod
from collectief.kaart.te_doen import TeDoen
from collectief.kaart.weekagenda import Dag, Keer, Weekagenda
from collectief.tijden.dutch_time import day_of
from webapp.show import uur

MOST_PER_DAY = 6  # what a phone shows in one go
A_DAY = timedelta(days=1)


class Weekregel(NamedTuple):
    """One time of an aanbod in one line."""

    kort: KortAanbod
    uren: str
    plek: str
    is_nu: bool
    misschien: bool


class Weekdag(NamedTuple):
    """What is on in one day, and how many times more there are than fit."""

    kop: str
    regels: Sequence[Weekregel]
    meer: int


class Wijkweek(NamedTuple):
    """Days on which nothing is on are left out; an aanbod at two places is in each further list once."""

    dagen: Sequence[Weekdag]
    altijd: Sequence[KortAanbod]
    op_afspraak: Sequence[KortAanbod]
    gesloten: Sequence[TeDoen]
    onbekend: Sequence[KortAanbod]

    @property
    def is_empty(self) -> bool:
        return not any(self)


def make_wijkweek(agenda: Weekagenda, moment: datetime) -> Wijkweek:
    return Wijkweek(
        dagen=[_make_dag(dag, moment) for dag in agenda.dagen if dag.keren],
        altijd=_once(agenda.altijd),
        op_afspraak=_once(agenda.op_afspraak),
        gesloten=list({one.kort.id: one for one in agenda.gesloten}.values()),
        onbekend=_once(agenda.onbekend),
    )


def when_in_words(keer: Keer, moment: datetime) -> str:
    """The first time that somebody can go: "morgen van 10.00 tot 12.00 uur"."""
    if keer.is_now(moment) and not keer.misschien:
        return _("nu, tot %(tot)s uur", tot=uur(keer.tot))
    uren = {"van": uur(keer.van), "tot": uur(keer.tot)}
    ahead = (keer.van.date() - day_of(moment)).days
    if ahead == 0:
        return _("vandaag van %(van)s tot %(tot)s uur", **uren)
    if ahead == 1:
        return _("morgen van %(van)s tot %(tot)s uur", **uren)
    return _("%(dag)s van %(van)s tot %(tot)s uur", dag=format_date(keer.van.date(), "EEEE"), **uren)


def _make_dag(dag: Dag, moment: datetime) -> Weekdag:
    first = [_make_regel(keer, moment) for keer in dag.keren[:MOST_PER_DAY]]
    return Weekdag(_day_in_words(dag.dag, day_of(moment)), first, len(dag.keren) - len(first))


def _make_regel(keer: Keer, moment: datetime) -> Weekregel:
    uren = _("%(van)s tot %(tot)s uur", van=uur(keer.van), tot=uur(keer.tot))
    is_whole_day = keer.tot.replace(tzinfo=None) - keer.van.replace(tzinfo=None) == A_DAY
    te_doen, is_nu = keer.te_doen, keer.is_now(moment) and not keer.misschien
    return Weekregel(te_doen.kort, _("de hele dag") if is_whole_day else uren, te_doen.plek, is_nu, keer.misschien)


def _day_in_words(day: date, today: date) -> str:
    """At the start of a line."""
    naam = str(format_date(day, "EEEE d MMMM"))
    if day == today:
        return _("Vandaag, %(dag)s", dag=naam)
    if day == today + A_DAY:
        return _("Morgen, %(dag)s", dag=naam)
    return naam[:1].upper() + naam[1:]


def _once(te_doen: Iterable[TeDoen]) -> list[KortAanbod]:
    return list({one.kort.id: one.kort for one in te_doen}.values())
