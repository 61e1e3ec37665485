"""Where in a text stands a mail address?"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

LONGEST_NAME = 64
_AT = re.compile(r" ?(?:@|[\[(] ?(?:at|apenstaartje) ?[\])]) ?")
_AT_IN_WORDS = re.compile(r" (?:at|apenstaartje) ")
_NAME_BACKWARDS = re.compile(r"[\w.+%'&*/=?^{}|~!#$-]+")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_FREQUENT_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,7}\.(?:nl|com|org|net|eu|be|de|info|online|nu)\b")


def find_emails(text: str) -> Iterator[Span]:
    """From each @ outwards: to look for the name first takes time that grows as the square of the text."""
    for sign, domain in ((_AT, _DOMAIN), (_AT_IN_WORDS, _FREQUENT_DOMAIN)):
        for match in sign.finditer(text):
            before = text[max(0, match.start() - LONGEST_NAME) : match.start()]
            name = _NAME_BACKWARDS.match(before[::-1])
            behind = domain.match(text, match.end())
            if name and behind:
                yield match.start() - len(name[0].rstrip("'(")), behind.end()
