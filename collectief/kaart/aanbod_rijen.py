"""How does one place of an aanbod look as a row: all that the map and the API show of it?"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import CTE, Row, ScalarSelect, Select, String, false, func, select, true, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute

from collectief.models import (
    Aanbod,
    AanbodDoelgroep,
    AanbodLeefgebied,
    AanbodLocatie,
    AanbodTaal,
    Locatie,
    Organisatie,
)
from collectief.spatial import x_of, y_of
from collectief.words import JaNee, Karakter, SoortAanbod, Toegang


class AanbodRow(NamedTuple):
    """One place of an aanbod as the map and the API show it; x and y are RD metres, openingstijden None means unknown.

    An aanbod that is elsewhere too has a further row for each such place (`is_extra`). One without a place has a single
    row, whose x, y, buurtcode and locatie_id are None.
    """

    id: int
    naam: str
    soort: SoortAanbod
    omschrijving: str
    karakter: Karakter
    toegang: Toegang
    kosten: str
    gratis: JaNee
    openingstijden: str | None
    op_afspraak: bool
    gesloten_van: date | None
    gesloten_tot: date | None
    capaciteit: int | None
    leeftijd_min: int | None
    leeftijd_max: int | None
    verborgen: bool
    bereikbaar_via: str
    gecontroleerd_op: date | None
    aangemaakt_op: datetime
    gewijzigd_op: datetime
    voorbeeld: bool
    gemeente: str
    locatie_id: int | None
    is_extra: bool
    buurtcode: str | None
    adres: str | None
    locatie: str | None
    x: float | None
    y: float | None
    rolstoel: JaNee | None
    toilet: JaNee | None
    ringleiding: JaNee | None
    rustige_ruimte: JaNee | None
    organisatie: str | None
    organisatie_telefoon: str | None
    organisatie_email: str | None
    leefgebieden: tuple[str, ...]
    doelgroepen: tuple[str, ...]
    talen: tuple[str, ...]

    @property
    def plek_id(self) -> int | str:
        """What tells this place of the aanbod from its others: the id of the aanbod, and of a further locatie."""
        return f"{self.id}-{self.locatie_id}" if self.is_extra else self.id


def select_rows(wanted: CTE) -> Select[*tuple[Any, ...]]:
    """The rows of the aanbod whose `id` stands in `wanted`; columns in the order of AanbodRow."""
    plek = _places_of(wanted)
    return (
        select(
            Aanbod.id,
            Aanbod.naam,
            Aanbod.soort,
            Aanbod.omschrijving,
            Aanbod.karakter,
            Aanbod.toegang,
            Aanbod.kosten,
            Aanbod.gratis,
            func.coalesce(plek.c.openingstijden, Aanbod.openingstijden),
            Aanbod.op_afspraak,
            Aanbod.gesloten_van,
            Aanbod.gesloten_tot,
            Aanbod.capaciteit,
            Aanbod.leeftijd_min,
            Aanbod.leeftijd_max,
            Aanbod.verborgen,
            Aanbod.bereikbaar_via,
            Aanbod.gecontroleerd_op,
            Aanbod.aangemaakt_op,
            Aanbod.gewijzigd_op,
            Aanbod.voorbeeld,
            Aanbod.gemeente,
            plek.c.locatie_id,
            plek.c.is_extra,
            Locatie.buurtcode,
            func.coalesce(Locatie.adres, func.nullif(Aanbod.adres_te_zoeken, "")),
            Locatie.naam,
            x_of(Locatie.punt),
            y_of(Locatie.punt),
            Locatie.rolstoel,
            Locatie.toilet,
            Locatie.ringleiding,
            Locatie.rustige_ruimte,
            Organisatie.naam,
            Organisatie.telefoon,
            Organisatie.email,
            _joined_words(AanbodLeefgebied.leefgebied, AanbodLeefgebied.aanbod_id),
            _joined_words(AanbodDoelgroep.doelgroep, AanbodDoelgroep.aanbod_id),
            _joined_words(AanbodTaal.taal, AanbodTaal.aanbod_id),
        )
        .select_from(plek)
        .join(Aanbod, Aanbod.id == plek.c.aanbod_id)
        .outerjoin(Locatie, Locatie.id == plek.c.locatie_id)
        .outerjoin(Aanbod.organisatie)
        .order_by(Aanbod.id, plek.c.is_extra, plek.c.locatie_id)
    )


def make_row(row: Row[*tuple[Any, ...]]) -> AanbodRow:
    *values, leefgebieden, doelgroepen, talen = row
    return AanbodRow._make((*values, _split(leefgebieden), _split(doelgroepen), _split(talen)))


def _places_of(wanted: CTE) -> CTE:
    """A row for each place of the aanbod, its own first; also where it has none."""
    ids = select(wanted.c.id)
    own = select(Aanbod.id.label("aanbod_id"), Aanbod.locatie_id, Aanbod.openingstijden, false().label("is_extra"))
    extra = select(AanbodLocatie.aanbod_id, AanbodLocatie.locatie_id, AanbodLocatie.openingstijden, true())
    return union_all(own.where(Aanbod.id.in_(ids)), extra.where(AanbodLocatie.aanbod_id.in_(ids))).cte("plek")


def _joined_words(word: InstrumentedAttribute[Any], aanbod_id: InstrumentedAttribute[int]) -> ScalarSelect[str]:
    joined = func.aggregate_strings(type_coerce(word, String), ",")
    return select(joined).where(aanbod_id == Aanbod.id).correlate(Aanbod).scalar_subquery()


@lru_cache(maxsize=10_000)  # the same few words come back all the time
def _split(words: str | None) -> tuple[str, ...]:
    return tuple(sorted(words.split(","))) if words else ()
