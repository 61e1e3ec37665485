"""Under which one address does a search engine know a page, and which pages should it leave out?"""

from flask import request, url_for

from webapp.vindbaar.robots import QUESTIONS

PAGES = frozenset(
    {
        *("bewoner.start", "wijken.wijken", "wijken.gebied", "zoeken.zoeken", "kaart.kaart", "aanbod.aanbod"),
        *("organisaties.organisatie", "locaties.locatie", "melden.melden", "feeds.meenemen", "papier.buurtkrant"),
        *("offline.alle", "privacy.privacy", "profieltaarten.profieltaarten", "open_data.open_data"),
        "privacy_signalen.privacy",
    }
)
CHOICES = ("gebied", "soort", "leefgebied", "doelgroep", "indicator", "niveau")  # what makes another page of it


def find_canonical_url() -> str | None:
    """Without what somebody typed, where they are, and what others hang on a link to follow them."""
    if request.endpoint not in PAGES or request.method not in ("GET", "HEAD"):
        return None
    chosen = {name: sorted(request.args.getlist(name)) for name in CHOICES if name in request.args}
    return url_for(request.endpoint, _external=True, **{**chosen, **(request.view_args or {})})


def is_a_question() -> bool:
    """Whether the page answers one visitor: there is no end to what can be asked."""
    return (request.blueprint == "bewoner" and bool(request.args)) or any(name in request.args for name in QUESTIONS)
