"""Which words lead to which aanbod?"""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from collectief.base import Base
from collectief.models.columns import MAX_NAAM, Gemeentecode


class Zoekwoord(Base):
    """That a word (its Dutch stem) stands in an aanbod, and how much that counts: in the naam more than in the text.

    Stored in the order of its key, so that all of a word stand together. No foreign key: to look each of very many
    words up would cost five times the storing; Zoekstempel has one.
    """

    __tablename__ = "zoekwoord"
    __table_args__ = (Index(None, "aanbod_id"), {"sqlite_with_rowid": False})

    woord: Mapped[str] = mapped_column(String(60), primary_key=True)
    gewicht: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    aanbod_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Zoekstempel(Base):
    """That the zoekwoorden of an aanbod are stored; `stempel` is another number after each change of what is found."""

    __tablename__ = "zoekstempel"

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True)
    stempel: Mapped[int]


class Synoniem(Base):
    """That whoever looks for a term also means others; a beheerder keeps the list."""

    __tablename__ = "synoniem"
    __table_args__ = (UniqueConstraint("gemeente", "term", "bedoelt"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    term: Mapped[str] = mapped_column(String(MAX_NAAM))
    bedoelt: Mapped[str] = mapped_column(String(MAX_NAAM))
