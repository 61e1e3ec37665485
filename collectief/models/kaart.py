"""What is on the map, where and by whom? Organisaties, locaties, aanbod, and what belongs to them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from collectief.base import Base, stored_by_value
from collectief.models.columns import (
    MAX_EMAIL,
    MAX_KORT,
    MAX_LANG,
    MAX_NAAM,
    MAX_OMSCHRIJVING,
    MAX_TELEFOON,
    Buurtcode,
    Gemeentecode,
    uuid_column,
)
from collectief.models.teams import Gebruiker
from collectief.models.vertalingen import Vertaling
from collectief.spatial import Punt, PuntColumn
from collectief.words import (
    Controleur,
    Controlewijze,
    Doelgroep,
    JaNee,
    Karakter,
    Leefgebied,
    SoortAanbod,
    Status,
    Taal,
    Toegang,
    Toestemmingswijze,
)


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
    omschrijving: Mapped[str] = mapped_column(String(MAX_OMSCHRIJVING), default="")
    uuid: Mapped[UUID] = uuid_column()
    sleutel: Mapped[str] = mapped_column(Text, init=False, repr=False)

    @staticmethod
    def sleutel_of(naam: str) -> str:
        return naam.casefold()

    @validates("naam")
    def _keep_sleutel(self, _field: str, naam: str) -> str:
        self.sleutel = self.sleutel_of(naam)
        return naam


class Locatie(Base):
    """A place where something is offered: a point in RD, the buurt that `geo` found for it, and who can get in."""

    __tablename__ = "locatie"
    __table_args__ = (Index(None, "gemeente", "buurtcode"), Index(None, "buurtcode"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    buurtcode: Mapped[str] = mapped_column(Buurtcode)
    punt: Mapped[Punt] = mapped_column(PuntColumn())
    adres: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    naam: Mapped[str] = mapped_column(String(MAX_NAAM), default="")
    rolstoel: Mapped[JaNee] = mapped_column(stored_by_value(JaNee), default=JaNee.ONBEKEND)
    toilet: Mapped[JaNee] = mapped_column(stored_by_value(JaNee), default=JaNee.ONBEKEND)
    ringleiding: Mapped[JaNee] = mapped_column(stored_by_value(JaNee), default=JaNee.ONBEKEND)
    rustige_ruimte: Mapped[JaNee] = mapped_column(stored_by_value(JaNee), default=JaNee.ONBEKEND)
    uuid: Mapped[UUID] = uuid_column()


class Aanbod(Base):
    """What is on offer: an inloopplek, activiteit, initiatief of residents, or voorziening.

    `locatie` is None where the place is `verborgen` (then nothing is stored of it but the gemeente, and
    `bereikbaar_via` says how to make contact), and where nobody has found it yet (`adres_te_zoeken`). The same aanbod
    elsewhere stands in `ook_op`. `openingstijden` is OSM opening_hours text, or None when nobody told; from
    `gesloten_van` up to and including `gesloten_tot` it is closed all the same. Without organisatie the team of the
    buurt is the way to reach it, or a contactpersoon who agreed to that. An empty `buurten` says nothing of whom it
    serves. `versie` guards against overwriting what somebody else saved meanwhile; `gewijzigd_op` tells when visitors
    last saw something new, and `gecontroleerd_op` when somebody last made sure that it holds.
    """

    __tablename__ = "aanbod"
    __table_args__ = (
        Index(None, "soort", "id"),
        Index(None, "locatie_id", "status", "soort", "id"),  # answers which aanbod stand at these locaties by itself
        Index(None, "gemeente", "status", "gecontroleerd_op"),
        Index(None, "status", "id", "gewijzigd_op", "locatie_id"),  # pages through what is published by itself
        Index(None, "gewijzigd_op"),
        Index(None, "samengevoegd_in_id"),
        CheckConstraint("NOT verborgen OR (locatie_id IS NULL AND adres_te_zoeken = '')", name="hidden_has_no_place"),
        CheckConstraint("gesloten_tot >= gesloten_van", name="gesloten_tot_after_van"),
        CheckConstraint("leeftijd_max >= leeftijd_min", name="leeftijd_max_from_min"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    naam: Mapped[str] = mapped_column(String(MAX_NAAM))
    soort: Mapped[SoortAanbod] = mapped_column(stored_by_value(SoortAanbod))
    omschrijving: Mapped[str] = mapped_column(Text)
    karakter: Mapped[Karakter] = mapped_column(stored_by_value(Karakter))
    aangemaakt_op: Mapped[datetime]
    gewijzigd_op: Mapped[datetime]
    locatie_id: Mapped[int | None] = mapped_column(ForeignKey("locatie.id"), default=None, init=False)
    locatie: Mapped[Locatie | None] = relationship(default=None, repr=False)
    verborgen: Mapped[bool] = mapped_column(default=False)
    bereikbaar_via: Mapped[str] = mapped_column(String(MAX_LANG), default="")
    adres_te_zoeken: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    organisatie_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisatie.id"), index=True, default=None, init=False
    )
    organisatie: Mapped[Organisatie | None] = relationship(default=None, repr=False)
    toegang: Mapped[Toegang] = mapped_column(stored_by_value(Toegang), default=Toegang.VRIJ)
    kosten: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    gratis: Mapped[JaNee] = mapped_column(stored_by_value(JaNee), default=JaNee.ONBEKEND)
    openingstijden: Mapped[str | None] = mapped_column(String(500), default=None)
    op_afspraak: Mapped[bool] = mapped_column(default=False)
    gesloten_van: Mapped[date | None] = mapped_column(default=None)
    gesloten_tot: Mapped[date | None] = mapped_column(default=None)
    gesloten_reden: Mapped[str] = mapped_column(String(MAX_KORT), default="")
    capaciteit: Mapped[int | None] = mapped_column(default=None)
    leeftijd_min: Mapped[int | None] = mapped_column(default=None)
    leeftijd_max: Mapped[int | None] = mapped_column(default=None)
    status: Mapped[Status] = mapped_column(stored_by_value(Status), default=Status.GEPUBLICEERD)
    samengevoegd_in_id: Mapped[int | None] = mapped_column(ForeignKey("aanbod.id"), default=None)
    gecontroleerd_op: Mapped[date | None] = mapped_column(default=None)
    gecontroleerd_door: Mapped[Controleur | None] = mapped_column(stored_by_value(Controleur), default=None)
    gecontroleerd_hoe: Mapped[Controlewijze | None] = mapped_column(stored_by_value(Controlewijze), default=None)
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    uuid: Mapped[UUID] = uuid_column()
    versie: Mapped[int] = mapped_column(init=False, default=None)
    leefgebied_rows: Mapped[set["AanbodLeefgebied"]] = relationship(
        cascade="all, delete-orphan", init=False, repr=False, lazy="selectin"
    )
    doelgroep_rows: Mapped[set["AanbodDoelgroep"]] = relationship(
        cascade="all, delete-orphan", init=False, repr=False, lazy="selectin"
    )
    taal_rows: Mapped[set["AanbodTaal"]] = relationship(cascade="all, delete-orphan", init=False, repr=False)
    buurt_rows: Mapped[set["AanbodBuurt"]] = relationship(cascade="all, delete-orphan", init=False, repr=False)
    ook_op: Mapped[list["AanbodLocatie"]] = relationship(
        back_populates="aanbod",
        cascade="all, delete-orphan",
        default_factory=list,
        repr=False,
        order_by="AanbodLocatie.locatie_id",
    )
    contactpersoon: Mapped["Contactpersoon | None"] = relationship(
        cascade="all, delete-orphan", default=None, repr=False
    )
    afbeeldingen: Mapped[list["Afbeelding"]] = relationship(
        cascade="all, delete-orphan", default_factory=list, repr=False, order_by="Afbeelding.volgorde"
    )
    vertalingen: Mapped[list[Vertaling]] = relationship(
        cascade="all, delete-orphan", default_factory=list, repr=False, order_by=Vertaling.taal
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
    talen: AssociationProxy[set[Taal]] = association_proxy(
        "taal_rows", "taal", creator=lambda word: AanbodTaal(taal=word), default_factory=set
    )
    buurten: AssociationProxy[set[str]] = association_proxy(
        "buurt_rows", "buurtcode", creator=lambda code: AanbodBuurt(buurtcode=code), default_factory=set
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


class AanbodTaal(Base, unsafe_hash=True):
    """That a taal is spoken at an aanbod."""

    __tablename__ = "aanbod_taal"

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True, init=False, compare=False)
    taal: Mapped[Taal] = mapped_column(stored_by_value(Taal), primary_key=True)


class AanbodBuurt(Base, unsafe_hash=True):
    """That an aanbod is for the people of a buurt."""

    __tablename__ = "aanbod_buurt"
    __table_args__ = (Index(None, "buurtcode"),)

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True, init=False, compare=False)
    buurtcode: Mapped[str] = mapped_column(Buurtcode, primary_key=True)


class AanbodLocatie(Base):
    """That an aanbod is at another locatie too; without `openingstijden` at the same times as at its own."""

    __tablename__ = "aanbod_locatie"
    __table_args__ = (Index(None, "locatie_id"),)

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True, init=False)
    aanbod: Mapped[Aanbod] = relationship(back_populates="ook_op", init=False, repr=False)
    locatie_id: Mapped[int] = mapped_column(ForeignKey("locatie.id"), primary_key=True, init=False)
    locatie: Mapped[Locatie] = relationship(repr=False)
    openingstijden: Mapped[str | None] = mapped_column(String(500), default=None)
    uuid: Mapped[UUID] = uuid_column()


class Contactpersoon(Base):
    """A resident who runs an initiatief and agreed to be called or mailed about it.

    The only place where their naam and contact stand: never in the history, the search index, a log or a draft.
    Withdrawn toestemming deletes the row; who has the link with `uuid` can do that, without an account.
    """

    __tablename__ = "contactpersoon"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), unique=True, init=False)
    naam: Mapped[str] = mapped_column(String(MAX_NAAM), repr=False)
    toestemming_op: Mapped[date]
    toestemming_hoe: Mapped[Toestemmingswijze] = mapped_column(stored_by_value(Toestemmingswijze))
    telefoon: Mapped[str | None] = mapped_column(String(MAX_TELEFOON), default=None, repr=False)
    email: Mapped[str | None] = mapped_column(String(MAX_EMAIL), default=None, repr=False)
    toestemming_bij_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    toestemming_bij: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)
    uuid: Mapped[UUID] = uuid_column()


class Afbeelding(Base):
    """A picture of an aanbod: re-encoded, without what the camera wrote in it; `bestand` is its name on disk."""

    __tablename__ = "afbeelding"
    __table_args__ = (Index(None, "aanbod_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), init=False)
    bestand: Mapped[str] = mapped_column(String(80))
    alt: Mapped[str] = mapped_column(String(MAX_KORT))
    breedte_px: Mapped[int]
    hoogte_px: Mapped[int]
    volgorde: Mapped[int] = mapped_column(default=0)
