"""What changed, what was proposed, and which entries turned out to be one?"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collectief.base import Base, stored_by_value
from collectief.models.columns import MAX_LANG, Gemeentecode
from collectief.models.kaart import Aanbod
from collectief.models.teams import Gebruiker
from collectief.words import Actie, Besluit, Indiener


class Wijziging(Base):
    """Who changed what, and when: per field the old and the new value, as text; never a contactpersoon."""

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


class Wijzigingsvoorstel(Base):
    """What an aanbieder, a visitor or a source says that should be different, until somebody decides on it.

    `velden` has per field the published and the proposed value; without `aanbod` it proposes a new entry. Who sent it
    is not stored.
    """

    __tablename__ = "wijzigingsvoorstel"
    __table_args__ = (Index(None, "gemeente", "besluit", "op"), Index(None, "aanbod_id"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    indiener: Mapped[Indiener] = mapped_column(stored_by_value(Indiener))
    op: Mapped[datetime]
    velden: Mapped[dict[str, Any]] = mapped_column(JSON)
    toelichting: Mapped[str] = mapped_column(String(MAX_LANG), default="")
    aanbod_id: Mapped[int | None] = mapped_column(ForeignKey("aanbod.id"), default=None, init=False)
    aanbod: Mapped[Aanbod | None] = relationship(default=None, repr=False)
    besluit: Mapped[Besluit] = mapped_column(stored_by_value(Besluit), default=Besluit.OPEN)
    reden: Mapped[str] = mapped_column(String(MAX_LANG), default="")
    besloten_op: Mapped[datetime | None] = mapped_column(default=None)
    besloten_door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    besloten_door: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)


class Samenvoeging(Base):
    """That one aanbod was merged into another, with all that is needed to undo it."""

    __tablename__ = "samenvoeging"
    __table_args__ = (Index(None, "blijft_id"), Index(None, "vervalt_id"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    blijft_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"))
    vervalt_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"))
    op: Mapped[datetime]
    voorheen: Mapped[dict[str, Any]] = mapped_column(JSON)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    door: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)
    teruggedraaid_op: Mapped[datetime | None] = mapped_column(default=None)


class Verschil(Base):
    """That somebody looked at two aanbod that are alike and said that they are not one; `eerste_id` is the lower id."""

    __tablename__ = "verschil"
    __table_args__ = (CheckConstraint("eerste_id < tweede_id", name="lower_id_first"),)

    eerste_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True)
    tweede_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True)
    op: Mapped[datetime]
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    door: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)
