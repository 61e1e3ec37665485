"""Does a form that a visitor sends come from a page of ours? The browser says so: a token would need a cookie.

A visitor has no account that another site could misuse. What such a site might do is let many browsers send something
each: that is shown again first, for somebody to look at and send themselves.
"""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from flask import request

from webapp.security import csrf

View = TypeVar("View", bound=Callable[..., object])

OWN = ("same-origin", "none")


def without_cookie(view: View) -> View:
    """Mark a view that asks for no token, since it looks at `comes_from_elsewhere` or its address is a secret."""
    exempt: View = csrf.exempt(view)
    return exempt


def comes_from_elsewhere() -> bool:
    """What the browser itself says; a very old one says nothing, and a program can say anything."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in OWN
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host
