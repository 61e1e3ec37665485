"""How do the figures of a gebied stand on its page, and what must be known to read them?"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from flask import render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.gemeente import Gemeente
from geo.profiel import Profiel
from geo.profieltaart import heeft_profieltaart
from geo.themascores import make_totaalscore
from webapp.context import session
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden, profiel_of, stad_of
from webapp.views.cijfers import ThemaRows, describe_profieltaart, in_score, make_themas
from webapp.views.grenzen import doubts_of_division
from webapp.views.keuzes import Keuzes, make_keuzes, vergeleken_met

CACHED_BLOKKEN = 256  # of 25 to 150 kB each


class Cijferblok(NamedTuple):
    """The figures of a gebied; `met` is what scores are held against, `taart_in_woorden` is empty without a taart."""

    profiel: Profiel
    stad: Profiel | None
    gemeente: Gemeente
    keuze: Keuze
    keuzes: Keuzes
    themas: Sequence[ThemaRows]
    totaal: str
    totaal_stad: str
    met: str
    taart_in_woorden: str
    kanttekeningen: Sequence[str]


def cijfers_html(found: Gevonden, keuze: Keuze) -> Markup:
    """The figures as a part of the page, written once per gebiedenset: an import brings another set."""
    language, links_begin_with = str(get_locale()), request.script_root
    return _html(found.gebiedenset, found.gebied, found.buurten, keuze, _doubts(found), language, links_begin_with)


@lru_cache(maxsize=CACHED_BLOKKEN)
def _html(
    gebiedenset: Gebiedenset,
    gebied: Gebied,
    buurten: frozenset[str],
    keuze: Keuze,
    doubts: str,
    _language: str,
    _links_begin_with: str,
) -> Markup:
    """All that the words depend on is an argument."""
    blok = _make_cijferblok(Gevonden(gebiedenset, gebied, buurten), keuze, doubts=doubts)
    return Markup(render_template("partials/cijfers.html", blok=blok))  # noqa: S704 - Jinja has escaped it


def make_cijferblok(found: Gevonden, keuze: Keuze) -> Cijferblok:
    return _make_cijferblok(found, keuze, doubts=_doubts(found))


def _doubts(found: Gevonden) -> str:
    """What is not sure of where a team works."""
    is_team = found.gebied.soort is Soort.TEAMGEBIED
    return doubts_of_division(session(), found.gebiedenset.gemeente) if is_team else ""


def _make_cijferblok(found: Gevonden, keuze: Keuze, *, doubts: str) -> Cijferblok:
    profiel = profiel_of(found, jaar=keuze.jaar, referentie=keuze.referentie)
    stad = stad_of(found, jaar=keuze.jaar, referentie=keuze.referentie)
    return Cijferblok(
        profiel=profiel,
        stad=stad,
        gemeente=found.gebiedenset.gemeente,
        keuze=keuze,
        keuzes=make_keuzes(found.gebiedenset, keuze, profiel),
        themas=make_themas(profiel, stad, found.gebiedenset.themas),
        totaal=_totaal(profiel, keuze),
        totaal_stad=_totaal(stad, keuze),
        met=vergeleken_met(profiel.referentie, found.gebiedenset.gemeente) if profiel.referentie else "",
        taart_in_woorden=describe_profieltaart(profiel, stad) if heeft_profieltaart(profiel) else "",
        kanttekeningen=list(_kanttekeningen(found.gebiedenset.gemeente, profiel, doubts)),
    )


def _totaal(profiel: Profiel | None, keuze: Keuze) -> str:
    return in_score(make_totaalscore(profiel.themas, dict(keuze.gewichten))) if profiel and profiel.themas else ""


def _kanttekeningen(gemeente: Gemeente, profiel: Profiel, doubts: str) -> Iterator[str]:
    """The known limits of the figures, to be read beside them."""
    if profiel.jaar != gemeente.grenzen_jaar:
        years = {"jaar": profiel.jaar, "grenzen": gemeente.grenzen_jaar}
        yield _("De cijfers zijn van %(jaar)s, de grenzen van wijken en buurten van %(grenzen)s.", **years)
    if gemeente.grenzen_soort == "schets":
        yield _("De grenzen zijn een schets: ze kunnen %(m)s meter afwijken.", m=gemeente.grenzen_marge_m)
    if doubts:
        yield doubts
    yield _("CBS rondt cijfers af. Daardoor kunnen percentages samen 99 of 101 zijn.")
    if any(cijfer.is_klein_aantal for cijfer in profiel.cijfers):
        yield _("Bij “klein aantal” zijn er zo weinig mensen of woningen dat een paar meer of minder veel uitmaakt.")
    if profiel.referentie is not None:
        met = vergeleken_met(profiel.referentie, gemeente)
        yield _("Een score vergelijkt met %(met)s. Een lage score zegt niets over wie hier woont.", met=met)
