"""How do the figures of a gebied stand on its page, and what must be known to read them?"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from flask import render_template
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.gemeente import Gemeente
from geo.profiel import Profiel
from geo.profieltaart import heeft_profieltaart
from webapp.gebied import Gevonden, profiel_of, stad_of
from webapp.views.cijfers import Thema, describe_profieltaart, make_themas

CACHED_BLOKKEN = 256  # of about 25 kB each


class Cijferblok(NamedTuple):
    """The figures of a gebied; `taart_in_woorden` is empty where there is no profieltaart."""

    profiel: Profiel
    gemeente: Gemeente
    themas: Sequence[Thema]
    taart_in_woorden: str
    kanttekeningen: Sequence[str]

    @property
    def heeft_stad(self) -> bool:
        return self.profiel.gebied.soort is not Soort.GEMEENTE


def cijfers_html(found: Gevonden) -> Markup:
    """The figures as a part of the page, written once per gebiedenset: an import brings another set."""
    return _html(found.gebiedenset, found.gebied, found.buurten, str(get_locale()))


@lru_cache(maxsize=CACHED_BLOKKEN)
def _html(gebiedenset: Gebiedenset, gebied: Gebied, buurten: frozenset[str], _taal: str) -> Markup:
    blok = make_cijferblok(Gevonden(gebiedenset, gebied, buurten))
    return Markup(render_template("partials/cijfers.html", blok=blok))  # noqa: S704 - Jinja has escaped it


def make_cijferblok(found: Gevonden) -> Cijferblok:
    profiel, stad = profiel_of(found), stad_of(found)
    return Cijferblok(
        profiel=profiel,
        gemeente=found.gebiedenset.gemeente,
        themas=make_themas(profiel, stad),
        taart_in_woorden=describe_profieltaart(profiel, stad) if heeft_profieltaart(profiel) else "",
        kanttekeningen=[zin for zin in _kanttekeningen(found.gebiedenset.gemeente, profiel) if zin],
    )


def _kanttekeningen(gemeente: Gemeente, profiel: Profiel) -> Iterator[str]:
    """The known limits of the figures, to be read beside them."""
    if profiel.jaar != gemeente.grenzen_jaar:
        years = {"jaar": profiel.jaar, "grenzen": gemeente.grenzen_jaar}
        yield _("De cijfers zijn van %(jaar)s, de grenzen van wijken en buurten van %(grenzen)s.", **years)
    if gemeente.grenzen_soort == "schets":
        yield _("De grenzen zijn een schets: ze kunnen %(m)s meter afwijken.", m=gemeente.grenzen_marge_m)
    if profiel.gebied.soort is Soort.TEAMGEBIED:
        yield gemeente.teamgebieden_kanttekening
    yield _("CBS rondt cijfers af. Daardoor kunnen percentages samen 99 of 101 zijn.")
    yield _("Een score vergelijkt met alle wijken van Nederland. Een lage score zegt niets over wie hier woont.")
