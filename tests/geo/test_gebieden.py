import pytest

from geo.gebieden import Soort, gemeente_of_code, soort_of_code, wijk_of_code


@pytest.mark.parametrize(
    ("code", "soort"), [("GM0392", Soort.GEMEENTE), ("WK039221", Soort.WIJK), ("BU03922107", Soort.BUURT)]
)
def test_a_code_tells_its_soort(code: str, soort: Soort) -> None:
    assert soort_of_code(code) is soort


@pytest.mark.parametrize(
    "code", ["", "GM392", "gm0392", "BU0392210", "BU039221070", "WK03922a", "GM\u0660\u0663\u0669\u0662", "GM0392\n"]
)
def test_what_is_not_written_as_a_code_has_no_soort(code: str) -> None:
    assert soort_of_code(code) is None


def test_a_buurtcode_tells_its_gemeente() -> None:
    assert gemeente_of_code("BU03922107") == "GM0392"


def test_a_buurtcode_tells_its_wijk() -> None:
    assert wijk_of_code("BU03922107") == "WK039221"
