"""Are made-up entries put on the map once, marked as such, or is it said which row is wrong?"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.errors import VoorbeeldenError
from collectief.kaart.voorbeelden import seed_voorbeelden
from collectief.models import Aanbod
from collectief.plekken.locaties import get_locatie
from tests.builders import GEMEENTE, HIER, NOW

HEADER = (
    "naam,soort,omschrijving,karakter,toegang,kosten,leefgebieden,doelgroepen,openingstijden,"
    "organisatie,telefoon,email,website,adres,locatie,x_rd,y_rd"
)
ROW = (
    "Soep (voorbeeld),activiteit,Samen soep eten.,collectief,vrij,€ 2,sociaal_netwerk|tijdsbesteding,iedereen,"
    "Mo 12:00-13:30,Voorbeeld Welzijn,023 000 02 02,,,Voorbeeldplek,Wijkcentrum,104372,492185"
)


def build_gebiedenset(folder: Path, *rows: str) -> Any:
    """As much of a gebiedenset as the seeding looks at: everything west of 200 km lies in HIER."""
    (folder / "voorbeelden.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return SimpleNamespace(
        folder=folder,
        gemeente=SimpleNamespace(code=GEMEENTE),
        find_buurt=lambda x, _y: HIER if x < 200_000 else None,
    )


def test_a_voorbeeld_is_stored_whole_and_marked(session: Session, tmp_path: Path) -> None:
    assert seed_voorbeelden(session, build_gebiedenset(tmp_path, ROW), now=NOW) == 1
    aanbod = session.scalars(select(Aanbod)).one()
    assert aanbod.voorbeeld
    locatie = get_locatie(aanbod)
    assert (aanbod.naam, locatie.buurtcode, locatie.naam) == ("Soep (voorbeeld)", HIER, "Wijkcentrum")
    assert set(aanbod.leefgebieden) == {"sociaal_netwerk", "tijdsbesteding"}


def test_voorbeelden_are_stored_once(session: Session, tmp_path: Path) -> None:
    gebiedenset = build_gebiedenset(tmp_path, ROW)
    seed_voorbeelden(session, gebiedenset, now=NOW)
    assert seed_voorbeelden(session, gebiedenset, now=NOW) == 0
    assert session.scalar(select(func.count()).select_from(Aanbod)) == 1


def test_a_gebiedenset_without_voorbeelden_has_none(session: Session, tmp_path: Path) -> None:
    gebiedenset = build_gebiedenset(tmp_path)
    (tmp_path / "voorbeelden.csv").unlink()
    assert seed_voorbeelden(session, gebiedenset, now=NOW) == 0


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("activiteit", "feest"),
        ("104372", "904372"),
        ("104372", "oost"),
        ("Mo 12:00-13:30", "soms"),
        ("sociaal_netwerk|", "sociaal netwerk|"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(session: Session, tmp_path: Path, right: str, wrong: str) -> None:
    with pytest.raises(VoorbeeldenError, match="row 3"):
        seed_voorbeelden(session, build_gebiedenset(tmp_path, ROW, ROW.replace(right, wrong)), now=NOW)
    assert session.scalar(select(func.count()).select_from(Aanbod)) == 0
