"""How are words written for a visitor, and compared with what a visitor typed?"""

import unicodedata

from flask_babel import gettext


def _(text: str, **values: object) -> str:
    """The text in the visitor's language; flask_babel's own, with types."""
    return str(gettext(text, **values))


def plain(text: str) -> str:
    """Small letters without accents, single spaces: how names and queries are compared."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
