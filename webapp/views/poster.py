"""What stands on a poster, so that who passes by at three metres knows where to walk in, and when?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from collectief.kaart.papier import plekken_in
from collectief.models import Aanbod, Team
from collectief.plekken.locaties import plekken_of
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.words import SoortAanbod
from webapp.gebied import Gevonden
from webapp.taal import NL, direction_of
from webapp.views.papier import Papierregel, make_papierregel, teams_here
from webapp.woorden import woord

MOST_PLEKKEN = 6  # more are not readable from the pavement: the rest is behind the QR code
MOST_LOOKED_AT = 100


class Poster(NamedTuple):
    """All that a poster says; `link` is the page behind its QR code, `nog` so many places that are left out."""

    kop: str
    kop_taal: str
    lead: str
    aanhef: str
    regels: Sequence[Papierregel]
    nog: str
    teams: Sequence[Team]
    telefoon: str
    talen: Sequence[str]
    link: str
    gemaakt_op: date
    is_voorbeeld: bool
    is_van_aanbod: bool = False

    @property
    def kop_direction(self) -> str:
        return direction_of(self.kop_taal)

    @property
    def longest_word(self) -> int:
        """Of the kop, in letters: what is too wide for the paper must be smaller."""
        return max(len(word) for word in self.kop.replace("-", "- ").split())

    @property
    def link_in_words(self) -> str:
        """As somebody types it."""
        return self.link.partition("://")[2]


def make_wijkposter(session: Session, found: Gevonden, *, moment: datetime) -> Poster:
    gebied, today = found.gebied, day_of(moment)
    teams = team_per_buurt(session, gebied.gemeente, op=today)
    plekken = plekken_in(
        session,
        gemeente=gebied.gemeente,
        buurten=found.buurten,
        soorten=[SoortAanbod.INLOOPPLEK],
        limit=MOST_LOOKED_AT,
    )
    # Who passes by can go to what has hours of its own; where one has to call first, the code tells.
    plekken.sort(key=lambda plek: plek.openingstijden is None or plek.aanbod.op_afspraak)
    return Poster(
        kop=gebied.naam,
        kop_taal=NL,
        lead=_("Loop binnen met uw vraag") if plekken else _("Hebt u een vraag? Bel het wijkteam."),
        aanhef=_("Over geld, wonen, zorg of werk.") if plekken else "",
        regels=[make_papierregel(plek, teams, moment=moment) for plek in plekken[:MOST_PLEKKEN]],
        nog=_more(len(plekken)),
        teams=[team for team in teams_here(found, teams) if team.telefoon],
        telefoon="",
        talen=(),
        link=url_for("wijken.gebied", code=gebied.code, _external=True),
        gemaakt_op=today,
        is_voorbeeld=any(plek.aanbod.voorbeeld for plek in plekken[:MOST_PLEKKEN]),
    )


def make_aanbodposter(session: Session, aanbod: Aanbod, *, moment: datetime) -> Poster:
    """Of an aanbod with a place."""
    today = day_of(moment)
    teams = team_per_buurt(session, aanbod.gemeente, op=today)
    regels = [make_papierregel(plek, teams, moment=moment) for plek in plekken_of(aanbod)]
    return Poster(
        kop=regels[0].naam,
        kop_taal=regels[0].tekst.taal,
        lead=_("Loop binnen met uw vraag")
        if aanbod.soort == SoortAanbod.INLOOPPLEK
        else woord(aanbod.soort).capitalize(),
        aanhef=regels[0].wat,
        regels=regels[:MOST_PLEKKEN],
        nog=_more(len(regels)),
        teams=(),
        telefoon=regels[0].telefoon,
        talen=sorted(map(woord, aanbod.talen)),
        link=url_for("aanbod.aanbod", id=aanbod.id, _external=True),
        gemaakt_op=today,
        is_voorbeeld=aanbod.voorbeeld,
        is_van_aanbod=True,
    )


def _more(there_are: int) -> str:
    if there_are <= MOST_PLEKKEN:
        return ""
    if there_are >= MOST_LOOKED_AT:
        return _("En nog veel meer plekken. Scan de code.")
    left_out = there_are - MOST_PLEKKEN
    return ngettext(
        "En nog %(num)d andere plek. Scan de code.", "En nog %(num)d andere plekken. Scan de code.", left_out
    )
