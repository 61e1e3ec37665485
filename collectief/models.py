"""Which nouns does a wijkteam work with? Teams, gebruikers, organisaties, locaties, aanbod and their history."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from collectief.base import Base, stored_by_value
from collectief.spatial import Punt, PuntColumn
from collectief.words import Actie, Doelgroep, Karakter, Leefgebied, Rol, SoortAanbod, Status, Toegang

MAX_NAAM = 120
MAX_OMSCHRIJVING = 2000
MAX_KORT = 200
MAX_TELEFOON = 30
MAX_EMAIL = 254

Gemeentecode = String(6)
Buurtcode = String(10)


OPEN_ENDED = text("tot IS NULL")


class Team(Base):
    """A sociaal wijkteam; its slug is unique within the gemeente."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("gemeente", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    slug: Mapped[str] = mapped_column(String(80))
    naam: Mapped[str] = mapped_column(String(MAX_NAAM))
    gebied_in_woorden: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    telefoon: Mapped[str | None] = mapped_column(String(MAX_TELEFOON), default=None)
    email: Mapped[str | None] = mapped_column(String(MAX_EMAIL), default=None)
    buurten: Mapped[list["TeamBuurt"]] = relationship(back_populates="team", default_factory=list, repr=False)


class TeamBuurt(Base):
    """One buurt of a teamgebied, from a day and up to (not including) a later day."""

    __tablename__ = "team_buurt"
    __table_args__ = (
        UniqueConstraint("buurtcode", "vanaf"),
        CheckConstraint("tot IS NULL OR tot > vanaf", name="tot_after_vanaf"),
        Index("uq_team_buurt_now", "buurtcode", unique=True, sqlite_where=OPEN_ENDED, postgresql_where=OPEN_ENDED),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True, init=False)
    team: Mapped[Team] = relationship(back_populates="buurten", repr=False)
    buurtcode: Mapped[str] = mapped_column(Buurtcode)
    vanaf: Mapped[date]
    tot: Mapped[date | None] = mapped_column(default=None)


class Indeling(Base):
    """One time that somebody saved how the buurten of a gemeente are divided among its teams, from a day.

    `velden` has each buurt whose team changed on that day: the slug of the old and of the new one. `versie` counts
    within the gemeente, and so keeps two who save at once apart.
    """

    __tablename__ = "indeling"
    __table_args__ = (UniqueConstraint("gemeente", "versie"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    versie: Mapped[int]
    vanaf: Mapped[date]
    op: Mapped[datetime]
    velden: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    # Whoever is signed in may be of a class that the sign-in library made of Gebruiker.
    door: Mapped["Gebruiker | None"] = relationship(default=None, repr=False, enable_typechecks=False)


class Gebruiker(Base):
    """Somebody of the gemeente or a team with an account; never a resident or client."""

    __tablename__ = "gebruiker"
    __table_args__ = (CheckConstraint("rol <> 'teamlid' OR team_id IS NOT NULL", name="teamlid_has_team"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), unique=True)
    password: Mapped[str] = mapped_column(String(255), repr=False)
    rol: Mapped[Rol] = mapped_column(stored_by_value(Rol))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, repr=False)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), default=None, init=False)
    team: Mapped[Team | None] = relationship(default=None, repr=False)
    active: Mapped[bool] = mapped_column(default=True)


class Organisatie(Base):
    """Who offers something; `telefoon`, `email` and `website` are the organisation's, not a person's.

    `sleutel` is the naam without capitals: one organisatie is not two when somebody types it differently.
    """

    __tablename__ = "organisatie"
    __table_args__ = (UniqueConstraint("gemeente", "sleutel"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    naam: Mapped[str] = mapped_column(String(MAX_NAAM))
    telefoon: Mapped[str | None] = mapped_column(String(MAX_TELEFOON), default=None)
    email: Mapped[str | None] = mapped_column(String(MAX_EMAIL), default=None)
    website: Mapped[str | None] = mapped_column(String(MAX_KORT), default=None)
    sleutel: Mapped[str] = mapped_column(Text, init=False, repr=False)

    @staticmethod
    def sleutel_of(naam: str) -> str:
        return naam.casefold()

    @validates("naam")
    def _keep_sleutel(self, _field: str, naam: str) -> str:
        self.sleutel = self.sleutel_of(naam)
        return naam


class Locatie(Base):
    """A place where something is offered: a point in RD and the buurt that `geo` found for it."""

    __tablename__ = "locatie"
    __table_args__ = (Index(None, "gemeente", "buurtcode"), Index(None, "buurtcode"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    buurtcode: Mapped[str] = mapped_column(Buurtcode)
    punt: Mapped[Punt] = mapped_column(PuntColumn())
    adres: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    naam: Mapped[str] = mapped_column(String(MAX_NAAM), default="")


class Aanbod(Base):
    """What is on offer at a locatie: an inloopplek, activiteit, initiatief of residents, or voorziening.

    `openingstijden` is OSM opening_hours text, or None when nobody told. Without organisatie the team of the
    buurt is the way to reach it. `versie` guards against overwriting what somebody else saved meanwhile.
    """

    __tablename__ = "aanbod"
    __table_args__ = (
        Index(None, "soort", "id"),
        Index(None, "locatie_id", "status", "soort", "id"),  # answers which aanbod stand at these locaties by itself
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    naam: Mapped[str] = mapped_column(String(MAX_NAAM))
    soort: Mapped[SoortAanbod] = mapped_column(stored_by_value(SoortAanbod))
    omschrijving: Mapped[str] = mapped_column(Text)
    karakter: Mapped[Karakter] = mapped_column(stored_by_value(Karakter))
    aangemaakt_op: Mapped[datetime]
    gewijzigd_op: Mapped[datetime]
    locatie_id: Mapped[int] = mapped_column(ForeignKey("locatie.id"), init=False)
    locatie: Mapped[Locatie] = relationship(repr=False)
    organisatie_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisatie.id"), index=True, default=None, init=False
    )
    organisatie: Mapped[Organisatie | None] = relationship(default=None, repr=False)
    toegang: Mapped[Toegang] = mapped_column(stored_by_value(Toegang), default=Toegang.VRIJ)
    kosten: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    openingstijden: Mapped[str | None] = mapped_column(String(500), default=None)
    status: Mapped[Status] = mapped_column(stored_by_value(Status), default=Status.GEPUBLICEERD)
    gecontroleerd_op: Mapped[date | None] = mapped_column(default=None)
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    versie: Mapped[int] = mapped_column(init=False, default=None)
    leefgebied_rows: Mapped[set["AanbodLeefgebied"]] = relationship(
        cascade="all, delete-orphan", init=False, repr=False, lazy="selectin"
    )
    doelgroep_rows: Mapped[set["AanbodDoelgroep"]] = relationship(
        cascade="all, delete-orphan", init=False, repr=False, lazy="selectin"
    )
    leefgebieden: AssociationProxy[set[Leefgebied]] = association_proxy(
        "leefgebied_rows",
        "leefgebied",
        creator=lambda word: AanbodLeefgebied(leefgebied=word),
        default_factory=set,
    )
    doelgroepen: AssociationProxy[set[Doelgroep]] = association_proxy(
        "doelgroep_rows",
        "doelgroep",
        creator=lambda word: AanbodDoelgroep(doelgroep=word),
        default_factory=set,
    )

    __mapper_args__ = {"version_id_col": versie}  # noqa: RUF012 - SQLAlchemy's own way to say it


class AanbodLeefgebied(Base, unsafe_hash=True):
    """That an aanbod is about a leefgebied."""

    __tablename__ = "aanbod_leefgebied"
    __table_args__ = (Index(None, "leefgebied", "aanbod_id"),)

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True, init=False, compare=False)
    leefgebied: Mapped[Leefgebied] = mapped_column(stored_by_value(Leefgebied), primary_key=True)


class AanbodDoelgroep(Base, unsafe_hash=True):
    """That an aanbod is meant for a doelgroep."""

    __tablename__ = "aanbod_doelgroep"

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True, init=False, compare=False)
    doelgroep: Mapped[Doelgroep] = mapped_column(stored_by_value(Doelgroep), primary_key=True)


class Wijziging(Base):
    """Who changed what, and when: per field the old and the new value, as text."""

    __tablename__ = "wijziging"
    __table_args__ = (Index(None, "tabel", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    tabel: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    actie: Mapped[Actie] = mapped_column(stored_by_value(Actie))
    op: Mapped[datetime]
    velden: Mapped[dict[str, Any]] = mapped_column(JSON)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    # Whoever is signed in may be of a class that the sign-in library made of Gebruiker.
    door: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)
