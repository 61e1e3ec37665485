"""Which rules does every free text keep: filled in, not too long, and about nobody?"""

from collections.abc import Collection, Iterator, Mapping

from collectief.errors import InvalidFieldError
from collectief.persoonsgegevens.herkennen import check_nobody


def text_problems(
    texts: Mapping[str, str], *, longest: Mapping[str, int], required: Collection[str], plaatsnamen: Collection[str]
) -> Iterator[InvalidFieldError]:
    """At most one for each text."""
    for field, text in texts.items():
        if not text:
            if field in required:
                yield InvalidFieldError(field, "required")
        elif len(text) > longest[field]:
            yield InvalidFieldError(field, "too_long", max=longest[field])
        elif found := check_nobody(field, text, plaatsnamen=plaatsnamen):
            yield found
