"""What is there to do in a gebied: this week, for what somebody wants, and in all?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from flask import url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.kaart.overzicht import MAX_COUNTED, SoortOverzicht
from collectief.kaart.te_doen import te_doen_of
from collectief.kaart.volgen import TO_JOIN
from collectief.kaart.weekagenda import make_weekagenda
from collectief.kaart.wensen import aanbod_per_wens
from collectief.registreren.vertalingen import VERTAALTALEN, vertalingen_in
from collectief.words import SoortAanbod
from geo.gebieden import Soort
from webapp.gebied import Gevonden
from webapp.views.wensen import Wensgroep, make_wensgroepen
from webapp.views.wijkweek import Wijkweek, make_wijkweek
from webapp.woorden import MEERVOUD

TO_WALK_INTO = frozenset({SoortAanbod.INLOOPPLEK})


class Soortgroep(NamedTuple):
    """How many there are of one soort ("meer dan 99" when it is not counted on), and where they are listed."""

    naam: str
    aantal: str
    url: str


class TeDoen(NamedTuple):
    """`is_deel` tells that there is more to join than was looked at: the search has it all.

    `namen` are those in the language of the visitor, of aanbod that was translated.
    """

    inloop: Wijkweek
    week: Wijkweek
    wensen: Sequence[Wensgroep]
    soorten: Sequence[Soortgroep]
    is_deel: bool
    namen: Mapping[int, str]


def make_te_doen(session: Session, found: Gevonden, overzicht: Sequence[SoortOverzicht], *, moment: datetime) -> TeDoen:
    gebied = found.gebied
    per_wens = aanbod_per_wens(session, [kort for soort in overzicht for kort in soort.gevonden])
    to_visit = {kort for soort in overzicht for kort in soort.gevonden if soort.soort in TO_JOIN | TO_WALK_INTO}
    asked = to_visit.union(*per_wens.values())
    buurten = None if gebied.soort is Soort.GEMEENTE else found.buurten
    places = te_doen_of(session, sorted(asked, key=lambda kort: (kort.naam.casefold(), kort.id)), buurtcodes=buurten)
    agenda = make_weekagenda(places, moment, kalender=found.gebiedenset.vakantiekalender)
    return TeDoen(
        inloop=make_wijkweek(agenda.only(TO_WALK_INTO), moment),
        week=make_wijkweek(agenda.only(TO_JOIN), moment),
        wensen=make_wensgroepen(per_wens, agenda, code=gebied.code, gemeente=gebied.gemeente, moment=moment),
        soorten=[_make_soort(soort, gebied.code) for soort in overzicht],
        is_deel=any(soort.aantal is None for soort in overzicht if soort.soort in TO_JOIN),
        namen=_translated_names(session, {kort.id for kort in asked}),
    )


def _translated_names(session: Session, ids: Collection[int]) -> dict[int, str]:
    taal = next((one for one in VERTAALTALEN if one.value == str(get_locale())), None)
    return {} if taal is None else {one: found.naam for one, found in vertalingen_in(session, taal, ids).items()}


def _make_soort(overzicht: SoortOverzicht, code: str) -> Soortgroep:
    aantal = str(overzicht.aantal) if overzicht.aantal is not None else _("meer dan %(n)s", n=MAX_COUNTED)
    url = url_for("zoeken.zoeken", gebied=code, soort=overzicht.soort)
    return Soortgroep(str(MEERVOUD[overzicht.soort]), aantal, url)
