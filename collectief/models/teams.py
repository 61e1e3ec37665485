"""Who works with the map? Teams, the buurten that they serve, and gebruikers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collectief.base import Base, stored_by_value
from collectief.models.columns import (
    MAX_EMAIL,
    MAX_KORT,
    MAX_NAAM,
    MAX_TELEFOON,
    OPEN_ENDED,
    Buurtcode,
    Gemeentecode,
    uuid_column,
)
from collectief.words import Rol


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
    uuid: Mapped[UUID] = uuid_column()
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
