"""Files as spreadsheets write them, for tests that read them."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

from collectief.inlezen.tabel import Tabel

HEADER = ("Id", "Naam", "Soort", "Omschrijving", "Doelgroepen", "Adres", "Breedtegraad", "Lengtegraad")
ROW = ("1", "Koffie in de kerk", "activiteit", "Samen koffie drinken.", "ouderen", "Kerkweg 1", "52,38", "4,64")


def make_csv(rows: Iterable[Sequence[str]], *, separator: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def make_xlsx(rows: Iterable[Sequence[Any]], *, merged: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells_of(tabel: Tabel) -> list[list[str]]:
    return [list(rij.cellen.values()) for rij in tabel.rijen]
