"""Which pages need a search engine not look at?"""

from webapp.taal import TALEN

# What is for who works here, what belongs to one person, and what would make a search engine ask without end.
CLOSED = (
    *("/team/", "/beheer/", "/beleid/", "/account/", "/inloggen", "/uitloggen", "/begin", "/verify"),
    *("/controle/", "/toestemming/", "/recept", "/inloop?", "/insluiten", "/klopt-niet"),
    *("/api/", "/hsds/", "/ogc/", "/tegels/", "/vergelijk"),
)
QUESTIONS = ("q", "nabij", "cursor", "pagina", "sorteer", "gewicht")


def make_robots(*, sitemap_url: str, is_closed: bool) -> str:
    """All is closed where what is shown does not exist."""
    if is_closed:
        return "User-agent: *\nDisallow: /\n"
    paths = [*CLOSED, *(f"/{taal}{path}" for taal in TALEN for path in CLOSED)]
    asked = [f"/*{mark}{name}=" for name in QUESTIONS for mark in "?&"]
    rules = "".join(f"Disallow: {path}\n" for path in (*paths, *asked))
    return f"User-agent: *\n{rules}\nSitemap: {sitemap_url}\n"
