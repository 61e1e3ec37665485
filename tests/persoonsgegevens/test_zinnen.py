"""Do the rules find nearly all that points at a person in the labelled sentences, and little else? Prints the table."""

import csv
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise

import pytest

from collectief.persoonsgegevens.herkennen import SoortVondst, Vondst, find_persoonsgegevens
from geo.gebiedenset import Gebiedensets
from tests.builders import GEMEENTE
from tests.persoonsgegevens.zinnen import Label, Zin, read_zinnen
from webapp.settings import PROJECT
from webapp.views.persoonsgegevens import GEMETEN, Meting, read_metingen
from webapp.views.plaatsnamen import plaatsnamen_of

ZINNEN = tuple(read_zinnen())
HALVES = {
    "tuning": tuple(zin for zin in ZINNEN if zin.is_for_tuning),
    "report": tuple(zin for zin in ZINNEN if not zin.is_for_tuning),
}
SOORTEN = {
    "bsn": SoortVondst.BSN,
    "tel": SoortVondst.TELEFOON,
    "mail": SoortVondst.EMAIL,
    "iban": SoortVondst.IBAN,
    "adres": SoortVondst.ADRES,
    "naam": SoortVondst.NAAM,
    "geboren": SoortVondst.GEBOORTEDATUM,
    "dossier": SoortVondst.DOSSIERNUMMER,
}
# What the product asks of the half that was not tuned on.
LEAST_RECALL = {
    **dict.fromkeys(("bsn", "tel", "mail", "iban"), 0.99),
    **dict.fromkeys(("adres", "naam"), 0.95),
}
LEAST_LABELS = {"bsn": 20, "tel": 20, "mail": 20, "iban": 20, "adres": 40, "naam": 40}
FOUND = 0.5  # of the letters and digits of a label, by what was found of the same soort


@cache
def plaatsnamen() -> frozenset[str]:
    return plaatsnamen_of(Gebiedensets(PROJECT / "data" / "wijken").get(GEMEENTE))


@cache
def found_in(zin: Zin) -> tuple[Vondst, ...]:
    return tuple(find_persoonsgegevens(zin.tekst, plaatsnamen=plaatsnamen()))


def covered(zin: Zin, label: Label) -> float:
    """Which share of its letters and digits stands in something that was found of its soort."""
    parts = [vondst for vondst in found_in(zin) if vondst.soort == SOORTEN[label.soort]]
    places = [place for place in range(label.begin, label.eind) if zin.tekst[place].isalnum()]
    return sum(any(part.begin <= place < part.eind for part in parts) for place in places) / len(places)


def is_right(zin: Zin, vondst: Vondst) -> bool:
    return any(
        SOORTEN[label.soort] == vondst.soort and label.begin < vondst.eind and vondst.begin < label.eind
        for label in zin.labels
    )


def measure(zinnen: Iterable[Zin]) -> Iterator[tuple[Meting, int]]:
    """For each soort its figures, and how many labels were found wholly."""
    zinnen = tuple(zinnen)
    found = [(zin, vondst) for zin in zinnen for vondst in found_in(zin)]
    for name, soort in SOORTEN.items():
        shares = [covered(zin, label) for zin in zinnen for label in zin.labels if label.soort == name]
        said = [is_right(zin, vondst) for zin, vondst in found if vondst.soort == soort]
        meting = Meting(soort, len(shares), sum(share >= FOUND for share in shares), len(said), sum(said))
        yield meting, sum(share == 1 for share in shares)


def count_left_alone(zinnen: Iterable[Zin]) -> tuple[int, int]:
    alone = [not found_in(zin) for zin in zinnen if not zin.labels]
    return sum(alone), len(alone)


def make_table() -> str:
    lines = ["", "| half | soort | labels | recall | wholly | precision |", "| --- | --- | --- | --- | --- | --- |"]
    for half, zinnen in HALVES.items():
        for meting, wholly in measure(zinnen):
            recall, whole = meting.gevonden / meting.aanwezig, wholly / meting.aanwezig
            right = meting.terecht / meting.gemeld
            lines.append(f"| {half} | {meting.soort} | {meting.aanwezig} | {recall:.3f} | {whole:.3f} | {right:.3f} |")
    counts = {half: count_left_alone(zinnen) for half, zinnen in HALVES.items()}
    alone = [f"{half}: {left} of {of} sentences without a person left alone" for half, (left, of) in counts.items()]
    return "\n".join([*lines, "", *alone, ""])


@cache
def report() -> dict[SoortVondst, Meting]:
    return {meting.soort: meting for meting, _wholly in measure(HALVES["report"])}


def test_the_set_has_enough_of_each_in_the_half_it_is_judged_by() -> None:
    labels = [label.soort for zin in HALVES["report"] for label in zin.labels]
    assert {soort: labels.count(soort) for soort, least in LEAST_LABELS.items() if labels.count(soort) < least} == {}
    assert len(ZINNEN) >= 360
    assert sum(not zin.labels for zin in ZINNEN) >= 140


def test_every_label_is_of_a_known_soort() -> None:
    assert {label.soort for zin in ZINNEN for label in zin.labels} == set(SOORTEN)


@pytest.mark.parametrize(("soort", "least"), LEAST_RECALL.items())
def test_nearly_all_is_found_in_the_half_that_was_not_tuned_on(soort: str, least: float) -> None:
    meting = report()[SOORTEN[soort]]
    assert meting.gevonden / meting.aanwezig >= least


def test_the_figures_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(make_table())


def test_most_sentences_without_a_person_are_left_alone() -> None:
    left, of = count_left_alone(HALVES["report"])
    assert left / of >= 0.9


def test_what_the_privacy_page_says_is_what_is_measured() -> None:
    """`python -m tests.persoonsgegevens.test_zinnen` writes the file again."""
    assert read_metingen() == tuple(report().values())


def test_no_two_parts_that_were_found_overlap() -> None:
    found = [found_in(zin) for zin in ZINNEN]
    assert all(one.eind <= other.begin for parts in found for one, other in pairwise(parts))
    assert {vondst.soort for vondst in chain(*found)} == set(SoortVondst)


def write_gemeten() -> None:
    with GEMETEN.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\n")
        rows.writerow(Meting._fields)
        rows.writerows([(meting.soort.value, *meting[1:]) for meting in report().values()])


if __name__ == "__main__":
    write_gemeten()
