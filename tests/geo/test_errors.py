import pytest

from geo.errors import BoundaryFileError, Problem


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.csv", 3, "code", "is missing"), "a.csv, row 3, code: is missing"),
        (Problem("a.toml", 0, "code", "is missing"), "a.toml, code: is missing"),
        (Problem("a.csv", 0, "", "is empty"), "a.csv: is empty"),
        (Problem("", 0, "", "nothing was given"), "nothing was given"),
    ],
)
def test_a_problem_tells_what_is_known_of_its_place(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_refusal_in_one_line_counts_the_other_problems() -> None:
    problems = [Problem("a", 1, "code", "is missing"), Problem("a", 2, "code", "is missing")]
    assert str(BoundaryFileError(problems)) == "a, row 1, code: is missing (and 1 more)"


def test_the_lines_of_a_refusal_tell_notes_and_problems() -> None:
    error = BoundaryFileError([Problem("a", 1, "code", "is missing")], notes=["repaired, b"])
    assert error.lines() == ["repaired, b", "a, row 1, code: is missing"]
