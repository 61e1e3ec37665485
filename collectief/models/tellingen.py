"""What was told to others of how many huishoudens teams signalled? It points at no signaal, and is never changed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from collectief.base import Base, stored_by_value
from collectief.models.columns import Buurtcode, Gemeentecode
from collectief.words import Leefgebied


class Vrijgave(Base):
    """What of a closed kwartaal may be told outside the teams themselves; `k` is what held when it was computed.

    Signalen that come in later or are erased leave it as it is: two tables of one kwartaal would tell what changed.
    """

    __tablename__ = "vrijgave"
    __table_args__ = (UniqueConstraint("gemeente", "vanaf"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    vanaf: Mapped[date]  # its first day and its last
    tot_en_met: Mapped[date]
    k: Mapped[int]
    gemaakt_op: Mapped[datetime]
    voorbeeld: Mapped[bool] = mapped_column(default=False)  # made-up signalen were counted too


class Vrijgavetelling(Base):
    """One count that is told: at least so many huishoudens in a gebied, besides those of its parts that are told.

    Without `maand` it is of the kwartaal, without `leefgebied` of all leefgebieden.
    """

    __tablename__ = "vrijgavetelling"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    vrijgave_id: Mapped[int] = mapped_column(ForeignKey("vrijgave.id"), index=True)
    gebiedcode: Mapped[str] = mapped_column(Buurtcode)
    maand: Mapped[date | None]  # its first day
    leefgebied: Mapped[Leefgebied | None] = mapped_column(stored_by_value(Leefgebied))
    huishoudens: Mapped[int]
