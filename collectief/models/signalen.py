"""What did teams and partners notice in the wijk? Signalen, without any person in them, and who read their texts."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collectief.base import Base, stored_by_value
from collectief.models.columns import MAX_SIGNAAL, Buurtcode, Gemeentecode, uuid_column
from collectief.models.kaart import Organisatie
from collectief.models.teams import Gebruiker, Team
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.words import Doelgroep, JaNee, Leefgebied


class Partner(Base):
    """An organisatie that may signal by a link of its own; `token_hash` is of the link's secret.

    No person of the organisatie is stored: who has the link, signals for the organisatie.
    """

    __tablename__ = "partner"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    organisatie_id: Mapped[int] = mapped_column(ForeignKey("organisatie.id"), index=True, init=False)
    organisatie: Mapped[Organisatie] = relationship(repr=False)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True, init=False)
    team: Mapped[Team] = relationship(repr=False)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, repr=False)
    aangemaakt_op: Mapped[datetime]
    ingetrokken_op: Mapped[datetime | None] = mapped_column(default=None)


class Signaal(Base):
    """An observation without any person in it: what can be counted of it. Its text stands apart, and goes after a time.

    `uuid` is made by the device that sends it, so that what is sent twice is stored once. Of a gebruiker (`door`) or a
    partner; of neither once their account is gone. `team` is who it was for when it came in.
    """

    __tablename__ = "signaal"
    __table_args__ = (
        Index(None, "gemeente", "op"),
        Index(None, "team_id", "op"),
        Index(None, "gemeente", "buurtcode", "op"),
        Index(None, "door_id", "op"),
        CheckConstraint("door_id IS NULL OR partner_id IS NULL", name="of_one_reporter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gemeente: Mapped[str] = mapped_column(Gemeentecode)
    buurtcode: Mapped[str] = mapped_column(Buurtcode)
    soort: Mapped[SoortSignaal] = mapped_column(stored_by_value(SoortSignaal))
    doelgroep: Mapped[Doelgroep] = mapped_column(stored_by_value(Doelgroep))
    vindplaats: Mapped[Vindplaats] = mapped_column(stored_by_value(Vindplaats))
    huishoudens: Mapped[Huishoudens] = mapped_column(stored_by_value(Huishoudens))
    op: Mapped[date]  # the day on which it was noticed
    ontvangen_op: Mapped[datetime]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), init=False)
    team: Mapped[Team] = relationship(repr=False)
    uuid: Mapped[UUID] = uuid_column()
    zelf_opgelost: Mapped[JaNee] = mapped_column(stored_by_value(JaNee), default=JaNee.ONBEKEND)
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    # Whoever is signed in may be of a class that the sign-in library made of Gebruiker.
    door: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), default=None, init=False, index=True)
    partner: Mapped[Partner | None] = relationship(default=None, repr=False)
    tekst: Mapped["SignaalTekst | None"] = relationship(
        back_populates="signaal", cascade="all, delete-orphan", default=None, repr=False
    )
    leefgebied_rows: Mapped[set["SignaalLeefgebied"]] = relationship(
        cascade="all, delete-orphan", init=False, repr=False, lazy="selectin"
    )
    leefgebieden: AssociationProxy[set[Leefgebied]] = association_proxy(
        "leefgebied_rows", "leefgebied", creator=lambda word: SignaalLeefgebied(leefgebied=word), default_factory=set
    )


class SignaalLeefgebied(Base, unsafe_hash=True):
    """One of the leefgebieden that a signaal is about."""

    __tablename__ = "signaal_leefgebied"

    signaal_id: Mapped[int] = mapped_column(ForeignKey("signaal.id"), primary_key=True, init=False, compare=False)
    leefgebied: Mapped[Leefgebied] = mapped_column(stored_by_value(Leefgebied), primary_key=True)


class SignaalTekst(Base):
    """What somebody wrote with a signaal. Words may still point at a person, so nothing else holds them."""

    __tablename__ = "signaal_tekst"

    signaal_id: Mapped[int] = mapped_column(ForeignKey("signaal.id"), primary_key=True, init=False)
    signaal: Mapped[Signaal] = relationship(back_populates="tekst", init=False, repr=False)
    tekst: Mapped[str] = mapped_column(String(MAX_SIGNAAL), repr=False)
    verloopt_op: Mapped[date] = mapped_column(index=True)


class SignaalLezing(Base):
    """That somebody read the text of a signaal; it stays when the text is gone."""

    __tablename__ = "signaal_lezing"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    signaal_id: Mapped[int] = mapped_column(index=True)  # no foreign key: a signaal may be erased
    op: Mapped[datetime]
    gebruiker_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"), default=None, init=False)
    gebruiker: Mapped[Gebruiker | None] = relationship(default=None, repr=False, enable_typechecks=False)
