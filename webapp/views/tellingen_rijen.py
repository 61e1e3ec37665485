"""How do counts of huishoudens leave as rows of a file? The same as on the page, of all gebieden at once."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from collectief.tijden.dutch_time import day_of
from collectief.words import Leefgebied
from geo.gebieden import Gebied, Soort
from webapp.show import dag
from webapp.spreadsheet import Cell, Sheet
from webapp.views.tellingen import Tellingen

BEFORE = ("periode", "maand", "soort", "code", "naam")
AFTER = ("alle_leefgebieden", "kleinste_telling", "berekend_op", "met_voorbeelden", "bron")
HEADER = (*BEFORE, *(word.value for word in Leefgebied), *AFTER)
SOORTEN = (Soort.GEMEENTE, Soort.WIJK, Soort.BUURT)


def make_rows(tellingen: Tellingen | None) -> Iterator[Sequence[Cell]]:
    """Each gebied in the kwartaal and in each of its months; an empty cell is too little to tell, never a zero."""
    if tellingen is None:
        return
    for soort in SOORTEN:
        for gebied in tellingen.gebiedenset.gebieden(soort):
            for month in (None, *tellingen.kwartaal.maanden):
                counts = [tellingen.totals.get((gebied.code, month, word)) for word in (*Leefgebied, None)]
                maand = month.strftime("%Y-%m") if month else _("kwartaal")
                yield [*_before(tellingen, gebied, maand), *counts, *_after(tellingen)]


def make_sheets(tellingen: Tellingen | None) -> list[Sheet]:
    toelichting = [[zin] for zin in uitleg(tellingen)] if tellingen else []
    return [
        Sheet(_("Huishoudens"), HEADER, make_rows(tellingen)),
        Sheet(_("Toelichting"), (_("Zo leest u dit"),), toelichting),
    ]


def uitleg(tellingen: Tellingen) -> list[str]:
    """What a reader has to know of these counts."""
    vrijgave = tellingen.vrijgave
    return [
        _(
            "De aantallen zijn ondergrenzen: het gaat om ten minste zoveel huishoudens. Een team kiest bij een signaal "
            "uit klassen. Van de klasse “2 tot en met 5” tellen er twee."
        ),
        _(
            "“Te weinig” betekent: te weinig om te tonen. Het kan ook nul zijn. We tonen een aantal pas als één team "
            "ten minste %(k)s huishoudens meldde. Zo is niemand te herkennen.",
            k=vrijgave.k,
        ),
        _(
            "Wat in een buurt of maand te weinig is, telt waar dat kan mee in het kwartaal, de wijk of de hele "
            "gemeente. Daarom is een wijk soms meer dan haar buurten samen."
        ),
        _("Een signaal met twee leefgebieden telt in beide, ook in “Alle leefgebieden”."),
        _("Vragen en lacunes tellen mee. Kansen en krachten van de wijk niet."),
        _(
            "We rekenen een kwartaal één keer uit, twee weken na de laatste dag. Wat later komt of wordt gewist, "
            "verandert deze tabel niet meer."
        ),
        _(
            "Bron: signalen van de wijkteams en hun partners in %(gemeente)s, %(periode)s, berekend op %(dag)s.",
            gemeente=tellingen.gebiedenset.gemeente.naam,
            periode=tellingen.periode,
            dag=dag(day_of(vrijgave.gemaakt_op)),
        ),
    ]


def _before(tellingen: Tellingen, gebied: Gebied, maand: str) -> list[Cell]:
    return [tellingen.periode, maand, gebied.soort.value, gebied.code, gebied.naam]


def _after(tellingen: Tellingen) -> list[Cell]:
    vrijgave = tellingen.vrijgave
    bron = _("signalen van wijkteams en partners; ten minste zoveel huishoudens; leeg is te weinig om te tonen")
    return [vrijgave.k, day_of(vrijgave.gemaakt_op), _("ja") if vrijgave.voorbeeld else _("nee"), bron]
