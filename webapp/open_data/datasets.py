"""Which sets of data are there of one gemeente, and in which files does each come?"""

from collections.abc import Iterator
from typing import NamedTuple

from flask_babel import gettext as _

from geo.gebieden import LAND
from webapp.open_data.bestanden import MAX_XLSX_ROWS, Inhoud

CBS = "Centraal Bureau voor de Statistiek"


class Dataset(NamedTuple):
    """One set of data. `maker` is who gathered it; `themas` and `frequentie` are words of the European Union's lists.

    `jaren` are the first and last year that it is about; None: it is of today.
    """

    code: str
    titel: str
    uitleg: str
    maker: str
    themas: tuple[str, ...]
    frequentie: str
    bestanden: tuple[str, ...]
    jaren: tuple[int, int] | None = None


def datasets_of(inhoud: Inhoud) -> list[Dataset]:
    """Those of which there is anything."""
    return [*_of_set(inhoud), *_of_teams(inhoud)]


def _of_set(inhoud: Inhoud) -> Iterator[Dataset]:
    yield _gebieden(inhoud)
    if inhoud.gebiedenset.jaren():
        yield _kerncijfers(inhoud)
    yield Dataset(
        code="indicatoren",
        titel=_("Wat de kerncijfers van %(naam)s betekenen", naam=inhoud.gebiedenset.gemeente.naam),
        uitleg=_("Van elke indicator de uitleg, eenheid, teller, noemer en bron."),
        maker=f"{CBS} / Wijkbeeld",
        themas=("SOCI",),
        frequentie="ANNUAL",
        bestanden=("indicatoren.csv", "bronnen.csv"),
    )


def _gebieden(inhoud: Inhoud) -> Dataset:
    gemeente = inhoud.gebiedenset.gemeente
    jaren = [gemeente.grenzen_jaar, *inhoud.gebiedenset.jaren()]
    return Dataset(
        code="gebieden",
        titel=_("Grenzen en kerncijfers van %(naam)s", naam=gemeente.naam),
        uitleg=_(
            "Voor kaartprogramma's zoals QGIS: elke soort gebied is een laag, met de kerncijfers en bronnen erbij. De "
            "grenzen zijn van %(jaar)s.",
            jaar=gemeente.grenzen_jaar,
        ),
        maker=f"{CBS} / Kadaster",
        themas=("REGI", "SOCI"),
        frequentie="ANNUAL",
        bestanden=("gebieden.gpkg",),
        jaren=(min(jaren), max(jaren)),
    )


def _kerncijfers(inhoud: Inhoud) -> Dataset:
    jaren = inhoud.gebiedenset.jaren()
    may_be_xlsx = len(inhoud.gebiedenset.kerncijfers) <= MAX_XLSX_ROWS
    return Dataset(
        code="kerncijfers",
        titel=_("Kerncijfers van %(naam)s", naam=inhoud.gebiedenset.gemeente.naam),
        uitleg=_(
            "Een rij per gebied, indicator en jaar, met de status. Een lege cel is onbekend, nooit nul. Jaar: "
            "%(jaren)s.",
            jaren=", ".join(map(str, jaren)),
        ),
        maker=CBS,
        themas=("SOCI",),
        frequentie="ANNUAL",
        bestanden=("kerncijfers.csv", "kerncijfers.xlsx") if may_be_xlsx else ("kerncijfers.csv",),
        jaren=(jaren[0], jaren[-1]),
    )


def _of_teams(inhoud: Inhoud) -> Iterator[Dataset]:
    gemeente = inhoud.gebiedenset.gemeente
    if inhoud.division:
        yield Dataset(
            code="teamgebieden",
            titel=_("Teamgebieden van %(naam)s", naam=gemeente.naam),
            uitleg=_("Welk wijkteam vandaag in welke buurt werkt."),
            maker=gemeente.naam,
            themas=("SOCI", "GOVE"),
            frequentie="IRREG",
            bestanden=("teamgebieden.csv",),
        )
    if gemeente.code != LAND:
        yield Dataset(
            code="aanbod",
            titel=_("Aanbod in %(naam)s", naam=gemeente.naam),
            uitleg=_("Inloopplekken, activiteiten, initiatieven van bewoners en voorzieningen, zoals op de kaart."),
            maker=gemeente.naam,
            themas=("SOCI", "HEAL"),
            frequentie="CONT",
            bestanden=("aanbod.csv", "aanbod.xlsx", "aanbod.geojson"),
        )
