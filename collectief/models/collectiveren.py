"""What became of signalen: patronen, what was decided on them, voorstellen, and what came of these."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collectief.base import Base, stored_by_value
from collectief.models.columns import (
    MAX_KORT,
    MAX_LANG,
    MAX_NAAM,
    MAX_OMSCHRIJVING,
    Buurtcode,
    Gemeentecode,
    uuid_column,
)
from collectief.models.kaart import Aanbod
from collectief.models.signalen import Signaal
from collectief.models.teams import Gebruiker, Team
from collectief.signaalwoorden import Fase, Patroonbesluit
from collectief.words import Doelgroep, Leefgebied, Toestemmingswijze


class Patroon(Base):
    """Signalen, found by the system, that ask for one answer, as they stood when they were last looked for.

    `vervallen_op` is set once the signalen no longer stand out; what was decided stays.
    """

    __tablename__ = "patroon"
    __table_args__ = (Index(None, "gemeente", "vervallen_op"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    leefgebied: Mapped[Leefgebied] = mapped_column(stored_by_value(Leefgebied))
    doelgroep: Mapped[Doelgroep] = mapped_column(stored_by_value(Doelgroep))
    vanaf: Mapped[date]  # the window that was looked at, both days included
    tot_en_met: Mapped[date]
    eerste_op: Mapped[date]  # the day of its first signaal within the window
    signalen_aantal: Mapped[int]
    huishoudens: Mapped[int]  # the lower bound
    melders: Mapped[int]
    verwacht: Mapped[float]
    kans: Mapped[float]  # that so many or more come by chance
    gevonden_op: Mapped[datetime]
    bijgewerkt_op: Mapped[datetime]
    vervallen_op: Mapped[datetime | None] = mapped_column(default=None)
    buurt_rows: Mapped[set["PatroonBuurt"]] = relationship(
        cascade="all, delete-orphan", init=False, repr=False, lazy="selectin"
    )
    buurtcodes: AssociationProxy[set[str]] = association_proxy(
        "buurt_rows", "buurtcode", creator=lambda code: PatroonBuurt(buurtcode=code), default_factory=set
    )
    besluiten: Mapped[list["Besluitregel"]] = relationship(
        back_populates="patroon", order_by="Besluitregel.id", default_factory=list, init=False, repr=False
    )


class PatroonBuurt(Base, unsafe_hash=True):
    __tablename__ = "patroon_buurt"

    patroon_id: Mapped[int] = mapped_column(ForeignKey("patroon.id"), primary_key=True, init=False, compare=False)
    buurtcode: Mapped[str] = mapped_column(Buurtcode, primary_key=True)


class PatroonSignaal(Base):
    """Which signalen a patroon was made of; what was once part of it stays its trace."""

    __tablename__ = "patroon_signaal"

    patroon_id: Mapped[int] = mapped_column(ForeignKey("patroon.id"), primary_key=True)
    signaal_id: Mapped[int] = mapped_column(ForeignKey(Signaal.id, ondelete="CASCADE"), primary_key=True, index=True)


class Zoekbeurt(Base):
    """That patronen were looked for in a gemeente, and when last: also where nothing stood out."""

    __tablename__ = "zoekbeurt"

    gemeente: Mapped[str] = mapped_column(Gemeentecode, primary_key=True)
    op: Mapped[datetime]


class Voorstel(Base):
    """A collectief in the making: what is to be offered, by whom and for which buurten. No persons: kinds only."""

    __tablename__ = "voorstel"
    __table_args__ = (Index(None, "gemeente", "fase"), Index(None, "team_id"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    titel: Mapped[str] = mapped_column(String(MAX_NAAM))
    doel: Mapped[str] = mapped_column(String(MAX_LANG))
    doelgroep: Mapped[Doelgroep] = mapped_column(stored_by_value(Doelgroep))
    aangemaakt_op: Mapped[datetime]
    gewijzigd_op: Mapped[datetime]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), init=False)
    team: Mapped[Team] = relationship(repr=False)
    fase: Mapped[Fase] = mapped_column(stored_by_value(Fase), default=Fase.IDEE)
    omschrijving: Mapped[str] = mapped_column(String(MAX_OMSCHRIJVING), default="")
    trekker: Mapped[str] = mapped_column(String(MAX_KORT), default="")  # a function or organisatie
    partners: Mapped[str] = mapped_column(String(MAX_LANG), default="")  # organisaties
    rol_bewoners: Mapped[str] = mapped_column(String(MAX_LANG), default="")  # what residents do in it, by kind
    eerste_keer_op: Mapped[date | None] = mapped_column(default=None)
    kosten: Mapped[Decimal | None] = mapped_column(Numeric(10, 2), default=None)  # euro's a year
    kosten_toelichting: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    versie: Mapped[int] = mapped_column(init=False, default=None)
    uuid: Mapped[UUID] = uuid_column()
    patroon_id: Mapped[int | None] = mapped_column(ForeignKey("patroon.id"), default=None, init=False, index=True)
    patroon: Mapped[Patroon | None] = relationship(default=None, repr=False)
    aanbod_id: Mapped[int | None] = mapped_column(ForeignKey("aanbod.id"), default=None, init=False, index=True)
    aanbod: Mapped[Aanbod | None] = relationship(default=None, repr=False)
    leefgebied_rows: Mapped[set["VoorstelLeefgebied"]] = relationship(
        cascade="all, delete-orphan", init=False, repr=False, lazy="selectin"
    )
    leefgebieden: AssociationProxy[set[Leefgebied]] = association_proxy(
        "leefgebied_rows", "leefgebied", creator=lambda word: VoorstelLeefgebied(leefgebied=word), default_factory=set
    )
    buurt_rows: Mapped[set["VoorstelBuurt"]] = relationship(
        cascade="all, delete-orphan", init=False, repr=False, lazy="selectin"
    )
    buurtcodes: AssociationProxy[set[str]] = association_proxy(
        "buurt_rows", "buurtcode", creator=lambda code: VoorstelBuurt(buurtcode=code), default_factory=set
    )
    stappen: Mapped[list["VoorstelStap"]] = relationship(
        back_populates="voorstel", order_by="VoorstelStap.id", default_factory=list, init=False, repr=False
    )
    deelnames: Mapped[list["Deelname"]] = relationship(
        back_populates="voorstel", order_by="Deelname.maand", default_factory=list, init=False, repr=False
    )

    __mapper_args__ = {"version_id_col": versie}  # noqa: RUF012 - SQLAlchemy's own way to say it


class VoorstelLeefgebied(Base, unsafe_hash=True):
    __tablename__ = "voorstel_leefgebied"

    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), primary_key=True, init=False, compare=False)
    leefgebied: Mapped[Leefgebied] = mapped_column(stored_by_value(Leefgebied), primary_key=True)


class VoorstelBuurt(Base, unsafe_hash=True):
    __tablename__ = "voorstel_buurt"

    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), primary_key=True, init=False, compare=False)
    buurtcode: Mapped[str] = mapped_column(Buurtcode, primary_key=True)


class VoorstelStap(Base):
    """A step of a voorstel: which phase it came into, who said so, and the fields that changed."""

    __tablename__ = "voorstel_stap"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), index=True, init=False)
    voorstel: Mapped[Voorstel] = relationship(back_populates="stappen", repr=False)
    op: Mapped[datetime]
    fase: Mapped[Fase] = mapped_column(stored_by_value(Fase))
    velden: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    toelichting: Mapped[str] = mapped_column(String(MAX_LANG), default="")
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    door: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)


class Deelname(Base):
    """How many took part in a month: counted, never named."""

    __tablename__ = "deelname"
    __table_args__ = (UniqueConstraint("voorstel_id", "maand"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), init=False)
    voorstel: Mapped[Voorstel] = relationship(back_populates="deelnames", repr=False)
    maand: Mapped[date]  # its first day
    aantal: Mapped[int]


class Besluitregel(Base):
    """What somebody decided on a patroon, or on a single signaal, and why: this is what a reporter is told."""

    __tablename__ = "besluitregel"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    besluit: Mapped[Patroonbesluit] = mapped_column(stored_by_value(Patroonbesluit))
    op: Mapped[datetime]
    toelichting: Mapped[str] = mapped_column(String(MAX_LANG), default="")
    patroon_id: Mapped[int | None] = mapped_column(ForeignKey("patroon.id"), default=None, init=False, index=True)
    patroon: Mapped[Patroon | None] = relationship(back_populates="besluiten", default=None, repr=False)
    signaal_id: Mapped[int | None] = mapped_column(
        ForeignKey("signaal.id", ondelete="CASCADE"), default=None, init=False, index=True
    )
    signaal: Mapped[Signaal | None] = relationship(default=None, repr=False)
    aanbod_id: Mapped[int | None] = mapped_column(ForeignKey("aanbod.id"), default=None, init=False, index=True)
    aanbod: Mapped[Aanbod | None] = relationship(default=None, repr=False)
    voorstel_id: Mapped[int | None] = mapped_column(ForeignKey("voorstel.id"), default=None, init=False, index=True)
    voorstel: Mapped[Voorstel | None] = relationship(default=None, repr=False)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    door: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)


class Verhaal(Base):
    """A story of what a voorstel did, told with consent; a visitor sees it only once it was published by choice.

    `afbeelding` is a WebP made anew from bare pixels, read only where it is sent. Without consent there is no story:
    withdrawal deletes it.
    """

    __tablename__ = "verhaal"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), index=True, init=False)
    voorstel: Mapped[Voorstel] = relationship(repr=False)
    titel: Mapped[str] = mapped_column(String(MAX_NAAM))
    tekst: Mapped[str] = mapped_column(String(MAX_OMSCHRIJVING))
    toestemming_op: Mapped[date]
    toestemming_hoe: Mapped[Toestemmingswijze] = mapped_column(stored_by_value(Toestemmingswijze))
    aangemaakt_op: Mapped[datetime]
    gepubliceerd_op: Mapped[datetime | None] = mapped_column(default=None)
    afbeelding: Mapped[bytes | None] = mapped_column(default=None, repr=False, deferred=True)
    afbeelding_alt: Mapped[str] = mapped_column(String(MAX_KORT), default="")

    @property
    def heeft_afbeelding(self) -> bool:
        return bool(self.afbeelding_alt)  # there is no picture without one


class Verkenning(Base):
    """What a team saw itself in a short exploration of its wijk; the rest of it the system fills in."""

    __tablename__ = "verkenning"
    __table_args__ = (UniqueConstraint("team_id", "jaar"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), init=False)
    team: Mapped[Team] = relationship(repr=False)
    jaar: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    kracht: Mapped[str] = mapped_column(String(MAX_OMSCHRIJVING), default="")
    aandachtspunten: Mapped[str] = mapped_column(String(MAX_OMSCHRIJVING), default="")
    plekken: Mapped[str] = mapped_column(String(MAX_OMSCHRIJVING), default="")
    versie: Mapped[int] = mapped_column(init=False, default=None)

    __mapper_args__ = {"version_id_col": versie}  # noqa: RUF012 - SQLAlchemy's own way to say it


class Overleg(Base):
    """One meeting of the beleidsmatig casuistiekoverleg of a gemeente."""

    __tablename__ = "overleg"
    __table_args__ = (UniqueConstraint("gemeente", "op"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    op: Mapped[date]
    verslag: Mapped[str] = mapped_column(String(MAX_OMSCHRIJVING), default="")
    gesloten_op: Mapped[datetime | None] = mapped_column(default=None)
    punten: Mapped[list["Overlegpunt"]] = relationship(
        back_populates="overleg", order_by="Overlegpunt.id", default_factory=list, init=False, repr=False
    )


class Overlegpunt(Base):
    """What a team put forward: a patroon or a leemte, and what was decided. Who acts is a function, never a name."""

    __tablename__ = "overlegpunt"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    titel: Mapped[str] = mapped_column(String(MAX_NAAM))
    ingebracht_op: Mapped[datetime]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), default=None, init=False, index=True)
    team: Mapped[Team | None] = relationship(default=None, repr=False)
    patroon_id: Mapped[int | None] = mapped_column(ForeignKey("patroon.id"), default=None, init=False, index=True)
    patroon: Mapped[Patroon | None] = relationship(default=None, repr=False)
    leefgebied: Mapped[Leefgebied | None] = mapped_column(stored_by_value(Leefgebied), default=None)
    gebiedcode: Mapped[str | None] = mapped_column(Buurtcode, default=None)
    toelichting: Mapped[str] = mapped_column(String(MAX_LANG), default="")
    overleg_id: Mapped[int | None] = mapped_column(ForeignKey("overleg.id"), default=None, init=False, index=True)
    overleg: Mapped[Overleg | None] = relationship(back_populates="punten", default=None, repr=False)
    besluit: Mapped[str] = mapped_column(String(MAX_LANG), default="")
    actie: Mapped[str] = mapped_column(String(MAX_LANG), default="")
    wie: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    voor: Mapped[date | None] = mapped_column(default=None)
    afgerond_op: Mapped[datetime | None] = mapped_column(default=None)
