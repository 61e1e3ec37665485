"""Does a telephone number, an email address or a website have the form of one?"""

import re
from urllib.parse import urlsplit

TELEFOON = re.compile(r"\+?[\d ()./-]*\d[\d ()./-]*")
EMAIL = re.compile(r"[^@\s<>\"(),;:]+@[^@\s<>\"(),;:.]+(\.[^@\s<>\"(),;:.]+)+")
HOST = re.compile(r"[^\s.@]+(\.[^\s.@]+)+")


def is_telefoon(text: str) -> bool:
    return TELEFOON.fullmatch(text) is not None


def is_email(text: str) -> bool:
    return EMAIL.fullmatch(text) is not None


def is_website(text: str) -> bool:
    """Only http and https, and no name or password in it: it is shown as a link."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and HOST.fullmatch(host) is not None and "@" not in parts.netloc


def with_scheme(website: str) -> str:
    """As somebody means who leaves out https."""
    return f"https://{website}" if website and "://" not in website else website
