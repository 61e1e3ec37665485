"""Which rows do the open data hold of one gemeente? Missing is an empty cell, never a zero."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from flask_babel import gettext as _

from collectief.kaart.aanbod_rijen import AanbodRow
from collectief.words import JaNee
from geo.gebieden import LAND
from geo.gebiedenset import Gebiedenset
from geo.gemeente import GrenzenSoort
from geo.indicatoren import Bron, Indicator
from webapp.features import places_of
from webapp.ogc.crs import Crs
from webapp.spreadsheet import Cell
from webapp.views.grenzen import Division

LICENTIE = "CC BY 4.0"
NO_PLACE = (None, None, None, None)


class Table(NamedTuple):
    """A name, its columns and its rows."""

    naam: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def kerncijfers_table(gebiedenset: Gebiedenset) -> Table:
    """Every figure that was published, in all years: none of those that we work out from them."""
    header = ["gebied", "naam", "soort", "indicator", "indicator_naam", "jaar", "waarde", "eenheid", "status"]
    return Table("kerncijfers", [*header, "ondergrens", "bovengrens", "bron"], list(_kerncijfer_rows(gebiedenset)))


def _kerncijfer_rows(gebiedenset: Gebiedenset) -> Iterator[Sequence[Cell]]:
    frame = gebiedenset.kerncijfers
    numbers = frame[["waarde", "ondergrens", "bovengrens"]].astype(object)
    columns = [frame[name] for name in ("gebied", "indicator", "jaar", "status", "bron")]
    known = [column for _name, column in numbers.where(numbers.notna(), None).items()]
    for code, indicator_code, jaar, status, bron, waarde, onder, boven in zip(*columns, *known, strict=True):
        gebied, indicator = gebiedenset.find_gebied(code), gebiedenset.indicatoren[indicator_code]
        naam, soort = (gebied.naam, gebied.soort.value) if gebied else (None, None)
        source = gebiedenset.bronnen[bron] if bron else indicator.bron
        figure = [int(jaar), waarde, indicator.eenheid, status, onder, boven]
        yield [code, naam, soort, indicator.code, indicator.naam, *figure, source.naam]


def indicatoren_table(gebiedenset: Gebiedenset) -> Table:
    header = ["code", "naam", "thema", "uitleg", "eenheid", "optelbaar", "teller", "noemer", "richting", "gewicht"]
    rows = [_indicator_row(indicator, gebiedenset) for indicator in gebiedenset.indicatoren.values()]
    return Table("indicatoren", [*header, "gemodelleerd_uit", "bron", "tabel"], rows)


def _indicator_row(indicator: Indicator, gebiedenset: Gebiedenset) -> Sequence[Cell]:
    return [
        indicator.code,
        indicator.naam,
        gebiedenset.themas[indicator.thema].naam,
        indicator.uitleg,
        indicator.eenheid,
        indicator.optelbaar.value,
        indicator.teller,
        indicator.noemer,
        indicator.richting.value if indicator.richting else None,
        indicator.gewicht if indicator.richting else None,
        ", ".join(indicator.gemodelleerd_uit),
        indicator.bron.naam,
        indicator.bron.tabel,
    ]


def teamgebieden_table(gebiedenset: Gebiedenset, division: Division) -> Table:
    """Which team serves each buurt today."""
    header = ["team", "team_naam", "buurtcode", "buurt", "wijkcode", "wijk"]
    pairs = sorted((slug, naam, code) for slug, naam, codes in division for code in codes)
    rows = [[slug, naam, code, *_ligging(gebiedenset, code)] for slug, naam, code in pairs]
    return Table("teamgebieden", header, rows)


def _ligging(gebiedenset: Gebiedenset, buurtcode: str) -> Sequence[Cell]:
    buurt = gebiedenset.find_gebied(buurtcode)
    wijk = gebiedenset.find_gebied(buurt.wijk or "") if buurt else None
    return [buurt.naam if buurt else None, wijk.code if wijk else None, wijk.naam if wijk else None]


AANBOD_HEADER = (
    *("id", "naam", "soort", "omschrijving", "karakter", "toegang", "kosten", "gratis", "openingstijden"),
    *("op_afspraak", "gesloten_van", "gesloten_tot", "leeftijd_min", "leeftijd_max", "capaciteit", "leefgebieden"),
    *("doelgroepen", "talen", "organisatie", "verborgen", "bereikbaar_via", "plek", "locatie", "adres"),
    *("buurtcode", "gemeente", "lengtegraad", "breedtegraad", "x_rd", "y_rd", "rolstoel", "toilet", "ringleiding"),
    *("rustige_ruimte", "gecontroleerd_op", "gewijzigd_op", "voorbeeld", "url"),
)
"""What the map shows, and no more."""


def make_aanbod_rows(rows: Sequence[AanbodRow], *, url_base: str) -> list[Sequence[Cell]]:
    """A row for each place; `plek` tells those of one aanbod apart. A place that is hidden or not known is empty."""
    rd = places_of(rows)
    places = np.column_stack([Crs.CRS84.places(rd), Crs.RD.places(rd)]).tolist()
    known = [NO_PLACE if row.x is None else place for row, place in zip(rows, places, strict=True)]
    return [_aanbod_row(row, place, url_base) for row, place in zip(rows, known, strict=True)]


def _aanbod_row(row: AanbodRow, place: Sequence[float | None], url_base: str) -> Sequence[Cell]:
    return [
        row.id,
        row.naam,
        row.soort.value,
        row.omschrijving,
        row.karakter.value,
        row.toegang.value,
        row.kosten or None,
        row.gratis.value,
        row.openingstijden,
        JaNee.of(row.op_afspraak).value,
        row.gesloten_van,
        row.gesloten_tot,
        row.leeftijd_min,
        row.leeftijd_max,
        row.capaciteit,
        ", ".join(row.leefgebieden),
        ", ".join(row.doelgroepen),
        ", ".join(row.talen) or None,
        row.organisatie,
        JaNee.of(row.verborgen).value,
        row.bereikbaar_via or None,
        row.plek_id,
        row.locatie or None,
        row.adres or None,
        row.buurtcode,
        row.gemeente,
        *place,
        *(word and word.value for word in (row.rolstoel, row.toilet, row.ringleiding, row.rustige_ruimte)),
        row.gecontroleerd_op,
        row.gewijzigd_op.isoformat(),
        JaNee.of(row.voorbeeld).value,
        f"{url_base}{row.id}",
    ]


def bronnen_table(gebiedenset: Gebiedenset) -> Table:
    header = ["wat", "naam", "tabel", "url", "licentie", "opgehaald_op", "bestand", "sha256"]
    grenzen = Bron(naam=gebiedenset.gemeente.grenzen_bron, tabel="", url="", licentie=LICENTIE)
    rows = [_bron_row("grenzen", grenzen), *(_bron_row("kerncijfers", bron) for bron in used_bronnen(gebiedenset))]
    if gebiedenset.gemeente.code != LAND:
        teams = Bron(
            naam=_("Wijkteams van %(naam)s", naam=gebiedenset.gemeente.naam), tabel="", url="", licentie=LICENTIE
        )
        rows.append(_bron_row("aanbod", teams))
    return Table("bronnen", header, rows)


def used_bronnen(gebiedenset: Gebiedenset) -> list[Bron]:
    """The sources of the figures that the set has, each once."""
    named = gebiedenset.kerncijfers[["bron", "indicator"]].drop_duplicates()
    pairs = zip(named["bron"], named["indicator"], strict=True)
    found = (gebiedenset.bronnen[bron] if bron else gebiedenset.indicatoren[code].bron for bron, code in pairs)
    return list(dict.fromkeys(found))


def _bron_row(wat: str, bron: Bron) -> Sequence[Cell]:
    texts = [bron.naam, bron.tabel or None, bron.url or None, bron.licentie]
    return [wat, *texts, bron.opgehaald_op, bron.bestand or None, bron.sha256 or None]


def leesmij_table(gebiedenset: Gebiedenset, doubts: str) -> Table:
    """What a reader must know of the data, in words; `doubts` are those of the division among the teams."""
    gemeente = gebiedenset.gemeente
    lines = {
        _("Over"): gemeente.naam,
        _("Licentie"): _("%(licentie)s: u mag dit gebruiken als u de bron noemt.", licentie=LICENTIE),
        _("Bron"): _("Zie de tabel bronnen."),
        _("Grenzen"): f"{gemeente.grenzen_bron} ({gemeente.grenzen_jaar})",
        _("Onbekend"): _("Een lege cel is onbekend, nooit nul. De kolom status zegt waarom."),
        _("Status waarde"): _("Zoals de bron het geeft."),
        _("Status schatting"): _("Geschat; de waarheid ligt tussen ondergrens en bovengrens."),
        _("Status onderdrukt"): _("De bron verbergt dit omdat het om weinig mensen gaat."),
        _("Status niet_gepubliceerd"): _("De bron geeft dit niet voor dit gebied en dit jaar."),
        _("Voorbeelden"): _("Aanbod met voorbeeld = ja bestaat niet echt."),
    }
    if gemeente.grenzen_soort is GrenzenSoort.SCHETS:
        lines[_("Schets")] = _(
            "De grenzen zijn een schets. Ze kunnen ongeveer %(m)s meter verkeerd liggen.", m=gemeente.grenzen_marge_m
        )
    if doubts:
        lines[_("Teamgebieden")] = doubts
    return Table("leesmij", [_("Onderwerp"), _("Uitleg")], list(lines.items()))


def as_frame(table: Table) -> pd.DataFrame:
    """The table with a dtype for each column that a database understands."""
    return pd.DataFrame(list(table.rows), columns=list(table.header)).convert_dtypes()
