"""How does a gemeente get a team, and how are its name and contact changed? Rules first; never commits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from unicodedata import normalize

from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_divide
from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError
from collectief.geschiedenis.geschiedenis import add_wijziging, team_texts
from collectief.models import MAX_EMAIL, MAX_KORT, MAX_NAAM, MAX_TELEFOON, Gebruiker, Team
from collectief.plekken.contact import is_email, is_telefoon
from collectief.registreren.invoer import tidy_line
from collectief.teams.teams import teams_of_gemeente

MAX_SLUG = 80
CODE = re.compile(r"(gm|wk|bu)\d")  # begins as the code of a gebied: its address would be taken for that
LIMITS = {"naam": MAX_NAAM, "gebied_in_woorden": MAX_KORT, "telefoon": MAX_TELEFOON, "email": MAX_EMAIL}


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamInvoer:
    """What somebody typed of a team; `telefoon` and `email` are the team's, never a person's."""

    naam: str = ""
    gebied_in_woorden: str = ""
    telefoon: str = ""
    email: str = ""


def add_team(session: Session, invoer: TeamInvoer, *, gemeente: str, door: Gebruiker, now: datetime) -> Team:
    """A team without buurten; its slug follows from its naam and never changes afterwards.

    Raises NotAllowedError or InvalidInvoerError before anything is stored.
    """
    _check_may(door, gemeente)
    invoer = _checked(invoer)
    _check_is_free(session, invoer.naam, gemeente=gemeente)
    team = Team(gemeente=gemeente, slug=slug_of(invoer.naam), naam=invoer.naam)
    session.add(team)
    _apply(invoer, team)
    session.flush()
    add_wijziging(session, team, before={}, after=team_texts(team), door=door, now=now)
    return team


def change_team(session: Session, team: Team, invoer: TeamInvoer, *, door: Gebruiker, now: datetime) -> None:
    """Raises NotAllowedError or InvalidInvoerError before anything is stored."""
    _check_may(door, team.gemeente)
    invoer, before = _checked(invoer), team_texts(team)
    _check_is_free(session, invoer.naam, gemeente=team.gemeente, besides=team)
    _apply(invoer, team)
    add_wijziging(session, team, before=before, after=team_texts(team), door=door, now=now)
    session.flush()


def slug_of(naam: str) -> str:
    """The name as an address has it: "Centrum & Rozenprieel" is centrum-rozenprieel."""
    letters = normalize("NFKD", naam.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:MAX_SLUG].strip("-")


def _check_may(door: Gebruiker, gemeente: str) -> None:
    if not may_divide(door, gemeente=gemeente):
        raise NotAllowedError(f"gebruiker {door.id} may not change the teams of {gemeente}")


def _checked(invoer: TeamInvoer) -> TeamInvoer:
    tidy = replace(invoer, **{field.name: tidy_line(getattr(invoer, field.name)) for field in fields(invoer)})
    if problems := list(_problems(tidy)):
        raise InvalidInvoerError(problems)
    return tidy


def _problems(invoer: TeamInvoer) -> Iterator[InvalidFieldError]:
    for name, most in LIMITS.items():
        if len(getattr(invoer, name)) > most:
            yield InvalidFieldError(name, "too_long", max=most)
    if not slug_of(invoer.naam):
        yield InvalidFieldError("naam", "required")
    if invoer.telefoon and not is_telefoon(invoer.telefoon):
        yield InvalidFieldError("telefoon", "no_telefoon")
    if invoer.email and not is_email(invoer.email):
        yield InvalidFieldError("email", "no_email")


def _check_is_free(session: Session, naam: str, *, gemeente: str, besides: Team | None = None) -> None:
    slug = slug_of(naam)
    if CODE.match(slug):
        raise InvalidInvoerError([InvalidFieldError("naam", "looks_like_code")])
    others = [team for team in teams_of_gemeente(session, gemeente) if team is not besides]
    if any(slug in (team.slug, slug_of(team.naam)) for team in others):
        raise InvalidInvoerError([InvalidFieldError("naam", "taken")])


def _apply(invoer: TeamInvoer, team: Team) -> None:
    team.naam, team.gebied_in_woorden = invoer.naam, invoer.gebied_in_woorden
    team.telefoon, team.email = invoer.telefoon or None, invoer.email or None
