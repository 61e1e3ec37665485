"""What do the pages of the casuïstiekoverleg show: points, decisions, actions, and what plays all over the city?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from flask import current_app, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.models import Overleg, Overlegpunt, Team
from collectief.overleg.inbrengen import PuntInvoer
from collectief.overleg.punten import (
    is_te_laat,
    open_acties,
    open_punten,
    overleggen_of,
    punten_of_team,
    punten_op_agenda,
    wachtende_punten,
)
from collectief.overleg.stadsbreed import Inbreng, Stadsbreed, find_stadsbreed
from collectief.teams.teams import buurten_of_team, teams_of_gemeente
from collectief.verkenning.patronen_hier import OpenPatroon, open_patronen_van, patronen_in
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from webapp.show import dag
from webapp.woorden import opsomming, woord

PATROON_PAGE = "patronen.patroon"


class Puntregel(NamedTuple):
    """One point as every page shows it; `patroon_url` is empty where there is no page of it."""

    punt: Overlegpunt
    van: str
    over: str
    stand: str
    is_te_laat: bool
    patroon_url: str

    @property
    def is_open(self) -> bool:
        return not self.punt.besluit


class Stadsbreedregel(NamedTuple):
    """Something that comes back all over the city, as a point to put forward."""

    sleutel: str
    titel: str
    zin: str
    invoer: PuntInvoer


class Teamoverleg(NamedTuple):
    """What a team put forward and what became of it; for a beheerder that of all teams."""

    naam: str
    regels: Sequence[Puntregel]

    @property
    def acties(self) -> list[Puntregel]:
        """What was agreed and is not done, the first to be done first."""
        open_ones = [regel for regel in self.regels if regel.punt.actie and regel.punt.afgerond_op is None]
        return sorted(open_ones, key=lambda regel: regel.punt.voor or date.max)


class Overlegoverzicht(NamedTuple):
    overleggen: Sequence[Overleg]
    wachtend: Sequence[Puntregel]
    acties: Sequence[Puntregel]
    stadsbreed: Sequence[Stadsbreedregel]

    @property
    def aantal_te_laat(self) -> int:
        return sum(regel.is_te_laat for regel in self.acties)


class Overlegpagina(NamedTuple):
    """One meeting: its agenda, what waits, and earlier actions that should have been done."""

    overleg: Overleg
    agenda: Sequence[Puntregel]
    wachtend: Sequence[Puntregel]
    te_laat: Sequence[Puntregel]
    gemaakt_op: date


def make_teamoverleg(session: Session, gebiedenset: Gebiedenset, team: Team | None, *, op: date) -> Teamoverleg:
    gemeente = gebiedenset.gemeente
    punten = punten_of_team(session, gemeente.code, team)
    return Teamoverleg(team.naam if team else gemeente.naam, make_puntregels(punten, gebiedenset, op=op))


def make_overzicht(session: Session, gebiedenset: Gebiedenset, *, op: date) -> Overlegoverzicht:
    gemeente = gebiedenset.gemeente.code
    return Overlegoverzicht(
        overleggen=overleggen_of(session, gemeente),
        wachtend=make_puntregels(wachtende_punten(session, gemeente), gebiedenset, op=op),
        acties=make_puntregels(open_acties(session, gemeente), gebiedenset, op=op),
        stadsbreed=make_stadsbreed(session, gebiedenset),
    )


def make_overlegpagina(session: Session, overleg: Overleg, gebiedenset: Gebiedenset, *, op: date) -> Overlegpagina:
    agenda = punten_op_agenda(session, overleg)
    wachtend = [] if overleg.gesloten_op else wachtende_punten(session, overleg.gemeente)
    acties = open_acties(session, overleg.gemeente)
    late = [punt for punt in acties if is_te_laat(punt, op) and punt.overleg_id != overleg.id]
    on_agenda, waiting, too_late = (make_puntregels(one, gebiedenset, op=op) for one in (agenda, wachtend, late))
    return Overlegpagina(overleg, on_agenda, waiting, too_late, gemaakt_op=op)


def make_puntregels(punten: Iterable[Overlegpunt], gebiedenset: Gebiedenset, *, op: date) -> list[Puntregel]:
    return [
        Puntregel(
            punt=punt,
            van=punt.team.naam if punt.team else gebiedenset.gemeente.naam,
            over=", ".join(_over(punt, gebiedenset)),
            stand=_stand(punt),
            is_te_laat=is_te_laat(punt, op),
            patroon_url=find_patroon_url(punt.patroon_id),
        )
        for punt in punten
    ]


def find_patroon_url(patroon_id: int | None) -> str:
    """Empty where it is about no patroon, or where patronen have no page."""
    has_page = patroon_id is not None and PATROON_PAGE in current_app.view_functions
    return url_for(PATROON_PAGE, id=patroon_id) if has_page else ""


def make_stadsbreed(session: Session, gebiedenset: Gebiedenset) -> list[Stadsbreedregel]:
    """What is not put forward for the city as a whole already."""
    gemeente = gebiedenset.gemeente.code
    punten = open_punten(session, gemeente)
    ingebracht = [Inbreng(punt.leefgebied, punt.team.slug if punt.team else None) for punt in punten]
    wijk_van = {buurt.code: buurt.wijk for buurt in gebiedenset.gebieden(Soort.BUURT) if buurt.wijk}
    patronen = open_patronen_van(session, gemeente, k=gebiedenset.gemeente.tellingen_k)
    found = find_stadsbreed(ingebracht, patronen, wijk_van=wijk_van)
    namen = {team.slug: team.naam for team in teams_of_gemeente(session, gemeente)}
    regels = [_make_stadsbreed(one, gebiedenset, namen) for one in found]
    known = {punt.titel for punt in punten if punt.team is None}
    return [regel for regel in regels if regel.titel not in known]


def _make_stadsbreed(one: Stadsbreed, gebiedenset: Gebiedenset, teams: dict[str, str]) -> Stadsbreedregel:
    leefgebied = woord(one.leefgebied)
    if one.doelgroep is None:
        titel = _("Stadsbreed: %(leefgebied)s", leefgebied=leefgebied)
        zin = _("Ingebracht door: %(namen)s.", namen=opsomming(teams.get(slug, slug) for slug in one.waar))
    else:
        titel = _("Stadsbreed: %(leefgebied)s, %(doelgroep)s", leefgebied=leefgebied, doelgroep=woord(one.doelgroep))
        wijken = (gebiedenset.find_gebied(code) for code in one.waar)
        zin = _("Patronen in: %(namen)s.", namen=opsomming(wijk.naam for wijk in wijken if wijk))
    return Stadsbreedregel(
        one.sleutel, titel, zin, PuntInvoer(titel=titel, toelichting=zin[:500], leefgebied=one.leefgebied)
    )


def keuzes_of(
    session: Session, gebiedenset: Gebiedenset, team: Team | None, *, op: date
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The patronen and the buurten that a team can put something forward about."""
    gemeente = gebiedenset.gemeente.code
    buurten = buurten_of_team(session, team, op=op) if team else gebiedenset.buurten_of(gemeente)
    patronen = patronen_in(open_patronen_van(session, gemeente, k=gebiedenset.gemeente.tellingen_k), buurten)
    gebieden = [gebied for code in buurten if (gebied := gebiedenset.find_gebied(code))]
    named = sorted((gebied.naam, gebied.code) for gebied in gebieden)
    return [(str(one.id), _patroon(one, gebiedenset)) for one in patronen], [(code, naam) for naam, code in named]


def _patroon(patroon: OpenPatroon, gebiedenset: Gebiedenset) -> str:
    gebieden = (gebiedenset.find_gebied(code) for code in sorted(patroon.buurtcodes))
    waar = opsomming(gebied.naam for gebied in gebieden if gebied)
    about = {"leefgebied": woord(patroon.leefgebied), "doelgroep": woord(patroon.doelgroep), "waar": waar}
    return _("%(leefgebied)s, %(doelgroep)s: %(waar)s", **about)


def _over(punt: Overlegpunt, gebiedenset: Gebiedenset) -> Iterator[str]:
    if punt.patroon:
        about = OpenPatroon(
            punt.patroon.id, punt.patroon.leefgebied, punt.patroon.doelgroep, frozenset(punt.patroon.buurtcodes)
        )
        yield _("patroon: %(wat)s", wat=_patroon(about, gebiedenset))
    elif punt.leefgebied:
        yield woord(punt.leefgebied)
    if gebied := gebiedenset.find_gebied(punt.gebiedcode or ""):
        yield gebied.naam


def _stand(punt: Overlegpunt) -> str:
    if punt.overleg is None:
        return _("Wacht op een overleg.")
    if not punt.besluit:
        return _("Op de agenda van %(dag)s.", dag=dag(punt.overleg.op))
    return _("Besloten in het overleg van %(dag)s.", dag=dag(punt.overleg.op))
