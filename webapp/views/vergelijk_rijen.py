"""What is a comparison as rows, for a spreadsheet or a program?"""

from collections.abc import Sequence

from flask_babel import gettext as _

from geo.cijfers import Cijfer
from geo.indicatoren import Bron
from webapp.spreadsheet import Cell, Sheet
from webapp.views.vergelijk import Rij, Vergelijking
from webapp.views.vergelijk_cellen import Cel
from webapp.views.vergelijk_kolommen import Kolom

HEADER = [
    *("gebied", "naam", "soort", "gemeente", "jaar", "thema", "indicator", "cijfer", "eenheid"),
    *("waarde", "status", "ondergrens", "bovengrens", "teller", "noemer", "noemer_indicator", "noemer_bij_benadering"),
    *("klein_aantal", "basis", "basis_jaar", "verschil", "zekerheid", "cijfers_van", "score", "toelichting"),
    *("bron", "tabel", "opgehaald_op"),
]
BRON_HEADER = ["bron", "tabel", "url", "licentie", "opgehaald_op", "bestand", "sha256"]


def make_rows(vergelijking: Vergelijking) -> list[list[Cell]]:
    """A row for each figure of each gebied, as HEADER says; numbers are rounded as the page shows them."""
    return [
        _make_row(kolom, rij, cel, vergelijking)
        for rij in vergelijking.rijen
        for kolom, cel in zip(vergelijking.kolommen, rij.cellen, strict=True)
        if cel is not None
    ]


def make_sheets(vergelijking: Vergelijking) -> list[Sheet]:
    """The figures beside each other, the same one by one with all that they rest on, and the sources."""
    return [
        _make_wide(vergelijking),
        Sheet(_("Cijfers"), HEADER, make_rows(vergelijking)),
        Sheet(_("Bronnen"), BRON_HEADER, [_bron_row(bron) for bron in _find_bronnen(vergelijking)]),
    ]


def _make_wide(vergelijking: Vergelijking) -> Sheet:
    header = [_("thema"), _("cijfer"), _("eenheid"), *(kolom.naam for kolom in vergelijking.kolommen)]
    rows: list[list[Cell]] = [
        [thema.naam, rij.indicator.naam, rij.indicator.eenheid, *map(_waarde, rij.cellen)]
        for thema, rijen in vergelijking.themas
        for rij in rijen
    ]
    years: list[Cell] = ["", _("Jaar"), "", *(kolom.jaar for kolom in vergelijking.kolommen)]
    return Sheet(_("Naast elkaar"), header, [years, *rows])


def _make_row(kolom: Kolom, rij: Rij, cel: Cel, vergelijking: Vergelijking) -> list[Cell]:
    cijfer, indicator, gebied, basis = cel.cijfer, rij.indicator, kolom.gebied, vergelijking.basis
    lender = kolom.profiel.cijfers_van
    of_gebied = [gebied.code, gebied.naam, gebied.soort.value, kolom.gemeente, cijfer.jaar]
    of_indicator = [vergelijking.alle_themas[indicator.thema].naam, indicator.code, indicator.naam, indicator.eenheid]
    of_basis = [basis.gebied.code, basis.jaar] if basis and basis is not kolom else [None, None]
    of_verschil = [_verschil(cel), cel.verschil.zekerheid.value if cel.verschil else None]
    of_bron = [cijfer.bron.naam, cijfer.bron.tabel, cijfer.bron.opgehaald_op]
    return [
        *of_gebied,
        *of_indicator,
        *_numbers(cijfer),
        *of_basis,
        *of_verschil,
        lender.code if lender else None,
        _rounded(cijfer.score, 0),
        cijfer.toelichting,
        *of_bron,
    ]


def _numbers(cijfer: Cijfer) -> list[Cell]:
    noemer = cijfer.noemer_indicator
    return [
        _rounded(cijfer.waarde, cijfer.decimalen),
        cijfer.status.value,
        _rounded(cijfer.ondergrens, cijfer.decimalen),
        _rounded(cijfer.bovengrens, cijfer.decimalen),
        _rounded(cijfer.teller, cijfer.teller_decimalen),
        _rounded(cijfer.noemer, noemer.decimalen if noemer else 0),
        noemer.code if noemer else None,
        _yes_or_no(cijfer.noemer_is_bij_benadering),
        _yes_or_no(cijfer.is_klein_aantal),
    ]


def _waarde(cel: Cel | None) -> Cell:
    return _rounded(cel.cijfer.waarde, cel.cijfer.decimalen) if cel else None


def _verschil(cel: Cel) -> Cell:
    return cel.verschil.waarde if cel.verschil else None


def _find_bronnen(vergelijking: Vergelijking) -> Sequence[Bron]:
    """Each source once, in the order of the figures."""
    return list(dict.fromkeys(cel.cijfer.bron for rij in vergelijking.rijen for cel in rij.cellen if cel))


def _bron_row(bron: Bron) -> list[Cell]:
    return [bron.naam, bron.tabel, bron.url, bron.licentie, bron.opgehaald_op, bron.bestand, bron.sha256]


def _rounded(number: float | None, decimals: int) -> float | None:
    return None if number is None else round(number, decimals)


def _yes_or_no(claim: bool) -> str:
    return _("ja") if claim else _("nee")
