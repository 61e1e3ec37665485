"""How are names compared with what a visitor typed?"""

import unicodedata


def plain(text: str) -> str:
    """Small letters without accents, single spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
