"""Does every field of an invoer come back from its text as it was?"""

from datetime import date

import pytest

from collectief.errors import InvalidInvoerError
from collectief.geschiedenis.veldteksten import invoer_texts, with_texts
from collectief.registreren.invoer import AanbodInvoer
from collectief.spatial import Punt
from collectief.words import Doelgroep, JaNee, Leefgebied, SoortAanbod, Taal
from tests.builders import GEMEENTE, build_invoer

FULL = build_invoer(
    leefgebieden={Leefgebied.FINANCIEN, Leefgebied.HUISVESTING},
    doelgroepen={Doelgroep.OUDEREN},
    talen={Taal.NL, Taal.DSE},
    buurten={"BU03920101"},
    op_afspraak=True,
    gesloten_van=date(2026, 7, 1),
    gesloten_tot=date(2026, 8, 31),
    capaciteit=12,
    leeftijd_min=0,
    leeftijd_max=18,
    gratis=JaNee.NEE,
    rolstoel=JaNee.JA,
    punt=Punt(104_000.25, 488_000.5),
)


@pytest.mark.parametrize("invoer", [FULL, AanbodInvoer(gemeente=GEMEENTE)], ids=["full", "empty"])
def test_an_invoer_comes_back_from_its_texts(invoer: AanbodInvoer) -> None:
    texts = invoer_texts(invoer)
    read = {field: text for field, text in texts.items() if field not in {"plek_later", "gecontroleerd"}}
    assert with_texts(AanbodInvoer(gemeente=GEMEENTE), read) == invoer


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("soort", "feest"),
        ("talen", "nl, klingon"),
        ("gesloten_van", "morgen"),
        ("capaciteit", "veel"),
        ("punt", "hier"),
    ],
)
def test_a_text_that_cannot_be_read_names_its_field(field: str, text: str) -> None:
    with pytest.raises(InvalidInvoerError) as raised:
        with_texts(AanbodInvoer(gemeente=GEMEENTE), {field: text})
    assert [(problem.field, problem.rule) for problem in raised.value.problems] == [(field, "unreadable_value")]


def test_a_word_is_read_as_its_enum() -> None:
    assert with_texts(AanbodInvoer(gemeente=GEMEENTE), {"soort": "initiatief"}).soort is SoortAanbod.INITIATIEF
