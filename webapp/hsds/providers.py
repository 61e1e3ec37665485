"""Who offers an entry: its organisatie, else the team of its buurt, else the gemeente?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from collectief.kaart.hsds_queries import Aanbieder, find_organisatie, find_team_of_key
from collectief.models import Aanbod, Organisatie, Team
from collectief.teams.teams import buurten_of_team, team_per_buurt, teams_of_gemeente
from geo.gebieden import LAND, Gebied
from geo.gebiedenset import Gebiedenset
from webapp.gebied import code_of_team
from webapp.hsds.keys import make_key
from webapp.hsds.parts import Object, email_or_none, make_phones, told, url_or_none


class Provider(NamedTuple):
    """An organisatie, team or gemeente as an organization of HSDS; `record` is ours of it, or a gemeentecode."""

    key: UUID
    naam: str
    omschrijving: str
    record: Organisatie | Team | str
    telefoon: str | None = None
    email: str | None = None
    website: str | None = None
    parent: UUID | None = None


class Providers:
    """All who offer something on a day; teams are looked up once per gemeente."""

    def __init__(self, session: Session, sets: Sequence[Gebiedenset], today: date) -> None:
        self._session = session
        self._today = today
        self._teams: dict[str, Mapping[str, Team]] = {}
        self.sets = {known.gemeente.code: known for known in sets if known.gemeente.code != LAND}

    def of(self, aanbod: Aanbod) -> Provider:
        if aanbod.organisatie:
            return self._organisatie(aanbod.organisatie)
        team = self.team_of(aanbod)
        return self._team(team) if team else self._gemeente(aanbod.gemeente)

    def to_contact(self, aanbod: Aanbod) -> Provider:
        """Whom to call or mail: the team too where an organisatie tells neither telephone nor e-mail."""
        provider, team = self.of(aanbod), self.team_of(aanbod)
        return self._team(team) if team and not (provider.telefoon or provider.email) else provider

    def team_of(self, aanbod: Aanbod) -> Team | None:
        if aanbod.gemeente not in self._teams:
            self._teams[aanbod.gemeente] = team_per_buurt(self._session, aanbod.gemeente, op=self._today)
        return self._teams[aanbod.gemeente].get(aanbod.locatie.buurtcode) if aanbod.locatie else None

    def public(self) -> list[Provider]:
        """The gemeenten and their teams, which are few."""
        return [provider for code in self.sets for provider in self._public_of(code)]

    def organisaties(self, found: Sequence[Organisatie]) -> list[Provider]:
        return [self._organisatie(one) for one in found]

    def find(self, key: UUID) -> Provider | None:
        if organisatie := find_organisatie(self._session, key):
            return self._organisatie(organisatie)
        team = find_team_of_key(self._session, key)
        if team and team.gemeente in self.sets:
            return self._team(team)
        return next((self._gemeente(code) for code in self.sets if _key_of_gemeente(code) == key), None)

    def aanbieder(self, provider: Provider) -> Aanbieder:
        """How what it offers is found."""
        match provider.record:
            case Organisatie() as organisatie:
                return Aanbieder(organisatie_id=organisatie.id)
            case Team() as team:
                return Aanbieder(buurten=buurten_of_team(self._session, team, op=self._today))
            case code:
                served = team_per_buurt(self._session, code, op=self._today)
                return Aanbieder(buurten=frozenset(served), gemeente=code)

    def naam_van(self, gemeente: str) -> str:
        return self.sets[gemeente].gemeente.naam if gemeente in self.sets else gemeente

    def find_gebied(self, gemeente: str, code: str) -> Gebied | None:
        return self.sets[gemeente].find_gebied(code) if gemeente in self.sets else None

    def _public_of(self, gemeente: str) -> list[Provider]:
        return [self._gemeente(gemeente), *map(self._team, teams_of_gemeente(self._session, gemeente))]

    def _organisatie(self, organisatie: Organisatie) -> Provider:
        where = f"Organisatie in {self.naam_van(organisatie.gemeente)}"
        return Provider(
            key=organisatie.uuid,
            naam=organisatie.naam,
            omschrijving=organisatie.omschrijving or where,
            record=organisatie,
            telefoon=organisatie.telefoon,
            email=email_or_none(organisatie.email),
            website=url_or_none(organisatie.website),
        )

    def _team(self, team: Team) -> Provider:
        gebied = team.gebied_in_woorden or self.naam_van(team.gemeente)
        return Provider(
            key=team.uuid,
            naam=team.naam,
            omschrijving=f"Sociaal wijkteam voor {gebied}",
            record=team,
            telefoon=team.telefoon,
            email=email_or_none(team.email),
            website=url_for("wijken.gebied", code=code_of_team(team), _external=True),
            parent=_key_of_gemeente(team.gemeente),
        )

    def _gemeente(self, code: str) -> Provider:
        naam = f"Gemeente {self.naam_van(code)}"
        return Provider(_key_of_gemeente(code), naam, naam, code)


def make_organization(provider: Provider, *, full: bool = False, **parts: Any) -> Object:
    """`parts` are its locations and services, where they are asked for."""
    organization = told(
        id=str(provider.key),
        name=provider.naam,
        description=provider.omschrijving,
        email=provider.email,
        website=provider.website,
        parent_organization_id=str(provider.parent) if provider.parent else None,
    )
    return organization | told(phones=make_phones(provider.key, provider.telefoon), **parts) if full else organization


def _key_of_gemeente(code: str) -> UUID:
    return make_key("gemeente", code)
