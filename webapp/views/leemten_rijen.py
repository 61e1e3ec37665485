"""How do leemten leave as rows of a file, or as JSON, with their sources and their method?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from collectief.leemten.leemten import LEEFGEBIEDEN, Leemteklasse
from webapp.leemtegeheugen import Leemtestand
from webapp.spreadsheet import Cell, Sheet
from webapp.views.leemten_vraag import MET, ZONDER, Leemtevraag
from webapp.views.leemten_woorden import methode_in_woorden, stabiliteit_in_woorden, waarschuwingen

HEADER = (
    "code", "naam", "soort", "leefgebied", "klasse", "leemte_minstens", "leemte_hoogstens", "behoefte",
    "behoefte_ondergrens", "behoefte_bovengrens", "tekort_ondergrens", "tekort_bovengrens", "plaatsuren_ondergrens",
    "plaatsuren_bovengrens", "plaatsuren_norm", "inwoners", "vastheid", "deel_van_trekkingen", "afstand_m", "signalen",
    "status", "op", "bron",
)  # fmt: skip
SCHATTING = "schatting"


def make_rows(stand: Leemtestand, vraag: Leemtevraag, *, op: date) -> Iterator[Sequence[Cell]]:
    """Each row stands alone; what is not known is empty."""
    for row in range(len(stand.leemten.gebieden)):
        for column in range(len(LEEFGEBIEDEN)):
            yield tuple(as_record(stand, vraag, row, column, op=op).values())


def as_record(stand: Leemtestand, vraag: Leemtevraag, row: int, column: int, *, op: date) -> dict[str, Any]:
    leemten, gebied = stand.leemten, stand.leemten.gebieden[row]
    klasse: Leemteklasse = leemten.klassen[row, column]
    numbers = [
        *(getattr(leemten.cellen, name)[row, column] for name in ("laag", "hoog")),
        *(end[row, column] for end in leemten.behoefte),
        *(getattr(leemten.cellen, name)[row, column] for name in ("tekort_laag", "tekort_hoog")),
        *(end[row, column] for end in leemten.toegang),
        leemten.norm[column],
    ]
    values = [
        *(gebied.code, gebied.naam, gebied.soort.value, LEEFGEBIEDEN[column].value, klasse.value),
        *map(_rounded, numbers),
        round(float(leemten.inwoners[row])),
        stand.stabiliteit.vastheid(row, column).value,
        round(float(stand.stabiliteit.aandeel[row, column]), 3),
        *(vraag.opzet.afstand_m, MET if vraag.opzet.met_signalen else ZONDER, SCHATTING, op),
        bron_of(stand, column),
    ]
    return dict(zip(HEADER, values, strict=True))


def bron_of(stand: Leemtestand, column: int) -> str:
    """Where the need comes from: source, table and year of each figure, and the entries of the teams."""
    cijfers = [one for one in stand.leemten.behoeftecijfers if one.regel.leefgebied is LEEFGEBIEDEN[column]]
    named = dict.fromkeys(
        f"{cijfer.bron.naam}, {cijfer.jaar}"
        for one in cijfers
        for cijfer in [next((cijfer for cijfer in one.cijfers if cijfer), None)]
        if cijfer
    )
    return "; ".join([*named, _("aanbod op de sociale kaart")])


def make_sheets(stand: Leemtestand, vraag: Leemtevraag, *, op: date) -> list[Sheet]:
    said = [
        *waarschuwingen(stand.leemten, vraag),
        *methode_in_woorden(vraag),
        stabiliteit_in_woorden(stand.stabiliteit),
    ]
    cijfers = stand.leemten.behoeftecijfers
    regels = [
        (regel.leefgebied.value, one.code, one.naam, regel.meer.value, regel.gewicht, regel.reden, one.bron.naam)
        for regel, one in ((cijfer.regel, cijfer.indicator) for cijfer in cijfers)
    ]
    names = ("leefgebied", "indicator", "naam", "meer_behoefte_bij", "gewicht", "reden", "bron")
    return [
        Sheet(_("Leemten"), HEADER, make_rows(stand, vraag, op=op)),
        Sheet(_("Cijfers"), names, regels),
        Sheet(_("Uitleg"), (_("Zo is dit berekend"),), [[zin] for zin in said]),
    ]


def _rounded(number: float) -> float | None:
    return None if number != number else round(float(number), 2)
