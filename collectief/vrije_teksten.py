"""Do texts that somebody wrote fit, and do they point at nobody?"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.persoonsgegevens.herkennen import check_nobody


class Eisen(NamedTuple):
    """What is asked of one text."""

    max_length: int
    is_required: bool = False


def check_texts(texts: Mapping[str, str], eisen: Mapping[str, Eisen], *, plaatsnamen: Collection[str] = ()) -> None:
    """Raises InvalidInvoerError with one problem for each text that is missing, too long or names somebody."""
    if problems := list(problems_of_texts(texts, eisen, plaatsnamen=plaatsnamen)):
        raise InvalidInvoerError(problems)


def problems_of_texts(
    texts: Mapping[str, str], eisen: Mapping[str, Eisen], *, plaatsnamen: Collection[str] = ()
) -> Iterator[InvalidFieldError]:
    """A text that is too long is not looked into: it has to change anyway."""
    for field, eis in eisen.items():
        text = texts.get(field, "")
        if eis.is_required and not text:
            yield InvalidFieldError(field, "required")
        elif len(text) > eis.max_length:
            yield InvalidFieldError(field, "too_long", max=eis.max_length)
        elif found := check_nobody(field, text, plaatsnamen=plaatsnamen):
            yield found
