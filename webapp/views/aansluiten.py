"""What does somebody see who joins an entry instead of making another: whose is it, and what can be added?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flask import request

from collectief.dubbelen.aansluiten import adds_only, may_change
from collectief.models import Aanbod, Team
from webapp.context import now, session, today
from webapp.views.draft import Draft
from webapp.views.gelijkend import Gelijkend, make_gelijkend
from webapp.views.veldwoorden import Veldwoorden, label_of

OF_THIS_PAGE = frozenset({"csrf_token", "actie", "veld", "toelichting"})


class Aanvulling(NamedTuple):
    """One field that could say more; ticked from the start where that takes nothing away."""

    veld: str
    label: str
    nu: str
    straks: str
    is_ticked: bool


class Aansluitpagina(NamedTuple):
    """`typed` is all that stood in the form, to go back with; `team` is who keeps it, when that is another team."""

    gelijkend: Gelijkend
    team: Team | None
    aanvullingen: Sequence[Aanvulling]
    typed: Sequence[tuple[str, str]]
    toelichting: str
    problems: Sequence[str]


def make_aansluitpagina(
    aanbod: Aanbod, draft: Draft, found: Mapping[str, tuple[str, str]], problems: Sequence[str] = ()
) -> Aansluitpagina:
    territory = draft.territory
    team = territory.teams.get(aanbod.locatie.buurtcode) if aanbod.locatie else None
    is_own = may_change(session(), aanbod, door=territory.gebruiker, now=now())
    return Aansluitpagina(
        gelijkend=make_gelijkend(aanbod, territory),
        team=team if team and not is_own else None,
        aanvullingen=list(_aanvullingen(found, Veldwoorden(territory.gebiedenset, today()))),
        typed=[(name, value) for name, value in request.form.items(multi=True) if name not in OF_THIS_PAGE],
        toelichting=request.form.get("toelichting", ""),
        problems=problems,
    )


def _aanvullingen(found: Mapping[str, tuple[str, str]], woorden: Veldwoorden) -> Iterator[Aanvulling]:
    is_again = request.form.get("actie") == "aansluiten"
    for veld, (old, new) in found.items():
        is_ticked = veld in request.form.getlist("veld") if is_again else adds_only(veld, old)
        yield Aanvulling(veld, label_of(veld), woorden.say(veld, old), woorden.say(veld, new), is_ticked)
