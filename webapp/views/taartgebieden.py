"""Which gebieden stand on the page of profieltaarten, and in which order?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.teams.teams import teamgebieden, teams_of_gemeente
from geo.gebieden import Gebied, Soort
from geo.profiel import Profiel
from geo.profieltaart import heeft_profieltaart
from geo.roepnamen import find_gebieden, read_gekozen_namen
from geo.themascores import ThemaScore, Totaalscore, make_totaalscore
from webapp.context import today
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden, code_of_team, profiel_of
from webapp.text import plain
from webapp.views.taartvraag import NAAM, TOTAAL, Taartvraag


class Genoemd(NamedTuple):
    """A gebied under the name that people use, or several under one; `found` is None where those have no figures."""

    naam: str
    gebieden: Sequence[Gebied]
    found: Gevonden | None

    def find_profiel(self, keuze: Keuze) -> Profiel | None:
        return profiel_of(self.found, jaar=keuze.jaar, referentie=keuze.referentie) if self.found else None

    def find_profiel_met_taart(self, keuze: Keuze) -> Profiel | None:
        """The profiel, if it can be drawn."""
        profiel = self.find_profiel(keuze)
        return profiel if profiel and heeft_profieltaart(profiel) else None


def genoemde_gebieden(session: Session, vraag: Taartvraag) -> list[Genoemd]:
    """All that was asked for, in the order that was asked for."""
    return _sorted(_genoemd(session, vraag), vraag)


def find_score(profiel: Profiel, code: str, keuze: Keuze) -> ThemaScore | Totaalscore | None:
    """The score of a thema, or of all themas with the weights that were chosen."""
    if code == TOTAAL:
        return make_totaalscore(profiel.themas, dict(keuze.gewichten))
    return next((one for one in profiel.themas if one.thema.code == code), None)


def _genoemd(session: Session, vraag: Taartvraag) -> list[Genoemd]:
    if vraag.gekozen_in:
        gebiedenset = vraag.binnen.gebiedenset
        namen = read_gekozen_namen(gebiedenset.folder, vraag.gekozen_in)
        return [_under_name(naam, find_gebieden(gebiedenset, naam), vraag) for naam in namen]
    found = _teamgebieden(session, vraag) if vraag.soort is Soort.TEAMGEBIED else _gebieden(vraag)
    return [Genoemd(one.gebied.naam, [one.gebied], one) for one in found]


def _gebieden(vraag: Taartvraag) -> list[Gevonden]:
    """The gebieden of a soort that lie within another as a whole."""
    gebiedenset = vraag.binnen.gebiedenset
    within = vraag.binnen.buurten or gebiedenset.onderdelen_of(vraag.binnen.gebied.code)
    every = gebiedenset.gebieden(vraag.soort)
    inside = [gebied for gebied in every if gebiedenset.onderdelen_of(gebied.code) <= within]
    return [Gevonden(gebiedenset, gebied, frozenset()) for gebied in inside]


def _teamgebieden(session: Session, vraag: Taartvraag) -> list[Gevonden]:
    gebiedenset, gemeente = vraag.binnen.gebiedenset, vraag.binnen.gebied.gemeente
    buurten, known = teamgebieden(session, gemeente, op=today()), gebiedenset.buurten_of(gemeente)
    gebieden = [
        (team.slug, Gebied(code=code_of_team(team), naam=team.naam, soort=Soort.TEAMGEBIED, gemeente=gemeente))
        for team in teams_of_gemeente(session, gemeente)
    ]
    return [Gevonden(gebiedenset, gebied, buurten.get(slug, frozenset()) & known) for slug, gebied in gebieden]


def _under_name(naam: str, gebieden: Sequence[Gebied], vraag: Taartvraag) -> Genoemd:
    """Several gebieden are put together as those of a team are, if any of them has figures of its own."""
    gebiedenset, keuze = vraag.binnen.gebiedenset, vraag.keuze
    parts = [Genoemd(naam, [gebied], Gevonden(gebiedenset, gebied, frozenset())) for gebied in gebieden]
    if len(parts) == 1:
        return parts[0]
    profielen = [profiel for part in parts if (profiel := part.find_profiel(keuze))]
    if all(profiel.cijfers_van for profiel in profielen):
        return Genoemd(naam, gebieden, None)
    codes = [gebied.code for gebied in gebieden]
    together = Gebied(code="-".join(codes), naam=naam, soort=Soort.TEAMGEBIED, gemeente=gebieden[0].gemeente)
    return Genoemd(naam, gebieden, Gevonden(gebiedenset, together, frozenset(codes)))


def _sorted(genoemd: Iterable[Genoemd], vraag: Taartvraag) -> list[Genoemd]:
    """Unknown scores go last in either direction, and equals by name."""
    is_by_naam, sign = vraag.sorteer == NAAM, -1 if vraag.is_reversed else 1
    by_naam = sorted(genoemd, key=lambda one: plain(one.naam), reverse=is_by_naam and vraag.is_reversed)
    if is_by_naam:
        return by_naam
    scored = [(_score_of(one, vraag), one) for one in by_naam]
    scored.sort(key=lambda pair: (pair[0] is None, sign * (pair[0] or 0.0)))
    return [one for _score, one in scored]


def _score_of(genoemd: Genoemd, vraag: Taartvraag) -> float | None:
    profiel = genoemd.find_profiel_met_taart(vraag.keuze)
    score = find_score(profiel, vraag.sorteer, vraag.keuze) if profiel else None
    return score.score if score else None
