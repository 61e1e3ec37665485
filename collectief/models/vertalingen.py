"""In which other languages is an aanbod told?"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from collectief.base import Base, stored_by_value
from collectief.models.columns import MAX_NAAM
from collectief.words import Taal


class Vertaling(Base):
    """What an aanbod is called and offers, in another taal; the Dutch text stays the one that holds.

    `stempel` is that of the Dutch text that was translated: so it shows when that changed since, and nothing else does.
    """

    __tablename__ = "vertaling"

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True, init=False)
    taal: Mapped[Taal] = mapped_column(stored_by_value(Taal), primary_key=True)
    naam: Mapped[str] = mapped_column(String(MAX_NAAM))
    omschrijving: Mapped[str] = mapped_column(Text)
    bijgewerkt_op: Mapped[datetime]
    stempel: Mapped[str] = mapped_column(String(32))
