"""How are names compared with what a visitor typed, and how do they name a file?"""

import re
import unicodedata


def plain(text: str) -> str:
    """Small letters without accents, single spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def filename_of(naam: str, extension: str) -> str:
    """Letters, digits and dashes, which every machine can store."""
    return re.sub("[^a-z0-9]+", "-", plain(naam)).strip("-") + f".{extension}"
