"""What becomes of a text that two people changed at the same time?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.verkenning.samengaan import SAMEN, choose, merge, merk_of

EERST = merk_of("eerst")


@pytest.mark.parametrize(
    ("mijn", "hun", "tekst", "is_botsing"),
    [
        ("mijn", "eerst", "mijn", False),
        ("eerst", "hun", "hun", False),
        ("zelfde", "zelfde", "zelfde", False),
        ("mijn", "hun", "mijn", True),
        ("", "hun", "hun", False),
        ("mijn", "", "mijn", False),
        ("eerst", "", "", False),
    ],
)
def test_only_of_two_new_texts_somebody_has_to_choose(mijn: str, hun: str, tekst: str, is_botsing: bool) -> None:
    assert merge(mijn, hun, gezien=EERST) == (tekst, is_botsing)


def test_without_a_mark_of_what_was_seen_nothing_is_chosen_silently() -> None:
    assert merge("mijn", "hun", gezien="").is_botsing


@settings(max_examples=30)
@given(st.text(max_size=20), st.text(max_size=20))
def test_together_holds_both(mijn: str, hun: str) -> None:
    samen = choose(mijn, hun, SAMEN)
    assert mijn in samen
    assert hun in samen


def test_what_one_holds_of_the_other_is_not_said_twice() -> None:
    assert choose("eerst en meer", "eerst", SAMEN) == "eerst en meer"
