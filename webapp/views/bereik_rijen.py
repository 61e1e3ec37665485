"""How does the bereik of a gemeente leave as rows of a file, with its source and its method?"""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from collectief.bereik.gewone_week import Dagdeel
from geo.bereik import Aandeel
from geo.lopen import DETOUR
from webapp.show import dag
from webapp.spreadsheet import Cell, Sheet
from webapp.views.bereik import Bereik
from webapp.views.bereik_woorden import bron_in_woorden, dagdeel_in_woorden, methode_in_woorden, uren_in_woorden

HEADER = (
    "soort", "code", "naam", "dagdeel", "afstand_m", "inwoners", "bereikt_nu", "pct_nu", "pct_nu_ondergrens",
    "pct_nu_bovengrens", "bereikt_straks", "pct_straks", "status", "jaar", "bron", "methode",
)  # fmt: skip
SCHATTING = "schatting"


def make_rows(bereik: Bereik) -> Iterator[Sequence[Cell]]:
    """The gemeente in every part of the week, and its wijken in the one that was asked for; each row stands alone."""
    gemeente = bereik.vraag.gebiedenset.gemeente
    for regel in bereik.dagdelen:
        yield _row(bereik, ("gemeente", gemeente.code, gemeente.naam), regel.dagdeel, regel.nu, regel.straks)
    for wijk in bereik.wijken:
        who = ("wijk", wijk.gebied.code, wijk.gebied.naam)
        yield _row(bereik, who, bereik.vraag.dagdeel, wijk.nu, wijk.straks)


def make_sheets(bereik: Bereik) -> list[Sheet]:
    return [
        Sheet(_("Bereik"), HEADER, make_rows(bereik)),
        Sheet(_("Openingsuren"), ("uren_per_week", "inwoners", "pct", "status"), _uren_rows(bereik)),
        Sheet(
            _("Plekken"),
            ("id", "naam", "buurt", "x_rd", "y_rd", "bewoners_zonder_andere_plek", "status"),
            _plek_rows(bereik),
        ),
        Sheet(_("Nieuwe plekken"), ("nummer", "buurt", "x_rd", "y_rd", "bewoners_erbij", "status"), _kans_rows(bereik)),
        Sheet(_("Uitleg"), (_("Zo is dit berekend"),), [[zin] for zin in _uitleg(bereik)]),
    ]


def _row(
    bereik: Bereik, who: tuple[str, str, str], dagdeel: Dagdeel | None, nu: Aandeel, straks: Aandeel
) -> Sequence[Cell]:
    vraag = bereik.vraag
    return (
        *who,
        dagdeel_in_woorden(dagdeel),
        vraag.afstand_m,
        round(nu.inwoners),
        round(nu.bereikt),
        pct(nu.aandeel),
        pct(nu.ondergrens),
        pct(nu.bovengrens),
        round(straks.bereikt) if vraag.is_wat_als else None,
        pct(straks.aandeel) if vraag.is_wat_als else None,
        SCHATTING,
        bereik.woon.jaar,
        bron_in_woorden(bereik),
        _("hemelsbreed keer %(omweg)s, vakken van 100 meter", omweg=f"{DETOUR:g}".replace(".", ",")),
    )


def pct(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _uren_rows(bereik: Bereik) -> Iterator[Sequence[Cell]]:
    for regel in bereik.uren:
        yield uren_in_woorden(regel), round(regel.inwoners), pct(regel.aandeel), SCHATTING


def _plek_rows(bereik: Bereik) -> Iterator[Sequence[Cell]]:
    for regel in bereik.sluiten:
        punt, buurt = regel.punt, regel.buurt.naam if regel.buurt else ""
        yield punt.id, punt.naam, buurt, round(punt.punt.x), round(punt.punt.y), round(regel.verlies), SCHATTING


def _kans_rows(bereik: Bereik) -> Iterator[Sequence[Cell]]:
    for regel in bereik.kansen:
        x, y = regel.punt
        yield regel.nummer, regel.buurt.naam, round(x), round(y), round(regel.erbij), SCHATTING


def _uitleg(bereik: Bereik) -> Iterator[str]:
    yield from methode_in_woorden(bereik)
    weken = ", ".join(dag(monday) for monday in bereik.weken)
    yield _("Gewone weken waarvan de openingstijden zijn gebruikt, vanaf maandag: %(weken)s.", weken=weken)
