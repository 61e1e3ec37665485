"""What did teams of the demo notice? Made-up signalen from a file, every one marked as voorbeeld."""

import csv
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from collectief.errors import VoorbeeldenError
from collectief.models import Gebruiker, Organisatie, Partner, Signaal, SignaalTekst, Team
from collectief.plekken.organisaties import find_organisatie
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.signalen.signaleren import TEXT_KEPT
from collectief.teams.teams import team_of_buurt
from collectief.teams.tokens import hash_of
from collectief.tijden.dutch_time import day_of
from collectief.words import Doelgroep, Leefgebied
from geo.gebiedenset import Gebiedenset

FILE = "voorbeelden_signalen.csv"
PARTNER = "Woningcorporatie (voorbeeld)"


def seed_signalen(session: Session, gebiedenset: Gebiedenset, *, now: datetime) -> int:
    """Store the gebiedenset's voorbeelden_signalen.csv, once, reckoned back from today; how many were added."""
    file, gemeente = gebiedenset.folder / FILE, gebiedenset.gemeente.code
    if not file.exists() or _has_voorbeelden(session, gemeente):
        return 0
    with file.open(encoding="utf-8", newline="") as lines:
        signalen = list(_read(session, csv.DictReader(lines), gemeente, now=now))
    session.add_all(signalen)
    session.flush()
    return len(signalen)


def _has_voorbeelden(session: Session, gemeente: str) -> bool:
    of_gemeente = Signaal.gemeente == gemeente
    return bool(session.scalar(select(exists().where(Signaal.voorbeeld, of_gemeente))))


def _read(session: Session, rows: Iterator[Mapping[str, str]], gemeente: str, *, now: datetime) -> Iterator[Signaal]:
    reporters = _Reporters(session, gemeente, now=now)
    for number, row in enumerate(rows, start=2):
        try:
            yield _make_signaal(row, gemeente, reporters, now=now)
        except (KeyError, ValueError) as error:
            raise VoorbeeldenError(f"{FILE}, row {number}: {error!r}") from error


def _make_signaal(row: Mapping[str, str], gemeente: str, reporters: "_Reporters", *, now: datetime) -> Signaal:
    ago = timedelta(days=int(row["dagen_geleden"]))
    team = reporters.team_of(row["buurt"], day_of(now))
    is_partners = row["melder"] == "partner"
    return Signaal(
        gemeente=gemeente,
        buurtcode=row["buurt"],
        soort=SoortSignaal(row["soort"]),
        doelgroep=Doelgroep(row["doelgroep"]),
        leefgebieden={Leefgebied(word) for word in row["leefgebieden"].split("|")},
        vindplaats=Vindplaats(row["vindplaats"]),
        huishoudens=Huishoudens(row["huishoudens"]),
        op=day_of(now - ago),
        ontvangen_op=now - ago,
        team=team,
        door=None if is_partners else reporters.teamlid_of(team),
        partner=reporters.partner_of(team) if is_partners else None,
        tekst=SignaalTekst(tekst=row["tekst"], verloopt_op=day_of(now - ago + TEXT_KEPT)) if ago < TEXT_KEPT else None,
        voorbeeld=True,
    )


class _Reporters:
    """Who signals in the demo: of each team its account, and one partner."""

    def __init__(self, session: Session, gemeente: str, *, now: datetime) -> None:
        self._session, self._gemeente, self._now = session, gemeente, now
        self._partners: dict[int, Partner] = {}
        self._teams: dict[str, Team] = {}

    def team_of(self, buurtcode: str, op: date) -> Team:
        if buurtcode not in self._teams:
            team = team_of_buurt(self._session, buurtcode, op=op)
            if team is None:
                raise ValueError(f"no team serves {buurtcode}")
            self._teams[buurtcode] = team
        return self._teams[buurtcode]

    def teamlid_of(self, team: Team) -> Gebruiker | None:
        return self._session.scalars(select(Gebruiker).where(Gebruiker.team_id == team.id)).first()

    def partner_of(self, team: Team) -> Partner:
        if team.id not in self._partners:
            secret = hash_of(secrets.token_urlsafe())  # told to nobody
            made = Partner(
                gemeente=self._gemeente,
                organisatie=self._organisatie(),
                team=team,
                token_hash=secret,
                aangemaakt_op=self._now,
            )
            self._session.add(made)
            self._partners[team.id] = made
        return self._partners[team.id]

    def _organisatie(self) -> Organisatie:
        found = find_organisatie(self._session, PARTNER, gemeente=self._gemeente)
        return found or Organisatie(gemeente=self._gemeente, naam=PARTNER)
