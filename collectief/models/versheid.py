"""What was asked and found to know whether an entry still holds?"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collectief.base import Base, stored_by_value
from collectief.models.columns import MAX_EMAIL
from collectief.models.kaart import Aanbod
from collectief.words import Antwoord, Contactfout, Contactsoort, Controleur, Controlewijze, Verzending


class Herinnering(Base):
    """A mail that asks the aanbieder whether an entry still holds; `token_hash` is of the link's secret, used once.

    It is written down before it is sent, so that two who send at once never both send it.
    """

    __tablename__ = "herinnering"
    __table_args__ = (UniqueConstraint("aanbod_id", "ronde", "nummer"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), init=False)
    aanbod: Mapped[Aanbod] = relationship(repr=False)
    ronde: Mapped[date]  # the day on which the entry became due
    nummer: Mapped[int]  # 1, 2 or 3
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, repr=False)
    verstuurd_op: Mapped[datetime]
    geldig_tot: Mapped[datetime]
    verzending: Mapped[Verzending] = mapped_column(stored_by_value(Verzending), default=Verzending.ONDERWEG)
    antwoord: Mapped[Antwoord | None] = mapped_column(stored_by_value(Antwoord), default=None)
    beantwoord_op: Mapped[datetime | None] = mapped_column(default=None)


class Veldcontrole(Base):
    """When somebody last made sure of one field of an aanbod."""

    __tablename__ = "veldcontrole"

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True)
    veld: Mapped[str] = mapped_column(String(40), primary_key=True)
    op: Mapped[date]
    door: Mapped[Controleur] = mapped_column(stored_by_value(Controleur))
    hoe: Mapped[Controlewijze | None] = mapped_column(stored_by_value(Controlewijze), default=None)


class Contactcontrole(Base):
    """Whether a website or mail address of an organisatie answered when it was last tried.

    `adres` is what was tried: it says nothing any more of an organisatie that has another one now.
    """

    __tablename__ = "contactcontrole"
    __table_args__ = (Index(None, "fout"),)

    organisatie_id: Mapped[int] = mapped_column(ForeignKey("organisatie.id"), primary_key=True)
    soort: Mapped[Contactsoort] = mapped_column(stored_by_value(Contactsoort), primary_key=True)
    adres: Mapped[str] = mapped_column(String(MAX_EMAIL))
    op: Mapped[datetime]
    fout: Mapped[Contactfout | None] = mapped_column(stored_by_value(Contactfout), default=None)
    fout_sinds: Mapped[datetime | None] = mapped_column(default=None)
