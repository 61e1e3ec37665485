"""Which sources are entries read from, and who may write from outside?"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collectief.base import Base, stored_by_value
from collectief.models.columns import MAX_KORT, MAX_LANG, MAX_NAAM, Gemeentecode
from collectief.models.kaart import Aanbod
from collectief.models.teams import Gebruiker
from collectief.words import Inleesbesluit


class Aanbodbron(Base):
    """A file or feed of another's entries; `kolommen` remembers which of its columns is which field.

    With `url` it is fetched every `elke_dagen` days.
    """

    __tablename__ = "aanbodbron"
    __table_args__ = (UniqueConstraint("gemeente", "naam"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    naam: Mapped[str] = mapped_column(String(MAX_NAAM))
    kolommen: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    url: Mapped[str | None] = mapped_column(String(MAX_LANG), default=None)
    elke_dagen: Mapped[int | None] = mapped_column(default=None)


class Bronvermelding(Base):
    """That a source tells of an aanbod, under a key of its own: several sources may tell of one.

    `velden` is what it told last, as text: what differs from that since, people changed. What the source itself brought
    to the map (`toegevoegd`) stops when it is silent about it.
    """

    __tablename__ = "bronvermelding"
    __table_args__ = (UniqueConstraint("bron_id", "extern_id"), Index(None, "aanbod_id"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    bron_id: Mapped[int] = mapped_column(ForeignKey("aanbodbron.id"))
    extern_id: Mapped[str] = mapped_column(String(MAX_KORT))
    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), init=False)
    aanbod: Mapped[Aanbod] = relationship(repr=False)
    toegevoegd: Mapped[bool]
    velden: Mapped[dict[str, Any]] = mapped_column(JSON)


class Inlezing(Base):
    """One time that a source was read: applied, refused, or held until somebody decides."""

    __tablename__ = "inlezing"
    __table_args__ = (Index(None, "bron_id", "op"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    bron_id: Mapped[int] = mapped_column(ForeignKey("aanbodbron.id"), init=False)
    bron: Mapped[Aanbodbron] = relationship(repr=False)
    op: Mapped[datetime]
    besluit: Mapped[Inleesbesluit] = mapped_column(stored_by_value(Inleesbesluit))
    rijen: Mapped[int]
    rapport: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    bestand: Mapped[str] = mapped_column(String(MAX_KORT), default="")


class Token(Base):
    """A secret with which a program writes for a gebruiker; only its hash is stored."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gebruiker_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"), index=True, init=False)
    gebruiker: Mapped[Gebruiker] = relationship(repr=False, enable_typechecks=False)
    naam: Mapped[str] = mapped_column(String(MAX_NAAM))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, repr=False)
    rechten: Mapped[list[str]] = mapped_column(JSON)
    aangemaakt_op: Mapped[datetime]
    geldig_tot: Mapped[datetime]
    ingetrokken_op: Mapped[datetime | None] = mapped_column(default=None)


class Tokengebruik(Base):
    """One request that was made with a token."""

    __tablename__ = "tokengebruik"
    __table_args__ = (Index(None, "token_id", "op"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    token_id: Mapped[int] = mapped_column(ForeignKey("token.id"))
    op: Mapped[datetime]
    vraag: Mapped[str] = mapped_column(String(MAX_KORT))
    antwoord: Mapped[int]
