"""How gunstig is each gebied on every thema, and over all themas together?"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from geo.indicatoren import Thema
from geo.themascores import ThemaScore, Totaalscore, make_totaalscore
from webapp.show import getal
from webapp.views.vergelijk_kolommen import Kolom, Melding

NATIONAL = "nl"
USUAL_GEWICHTEN = (0.0, 0.5, 1.0, 2.0, 3.0)


class ScoreRij(NamedTuple):
    """A thema with what it weighs now, and the score of every gebied in words."""

    thema: Thema
    gewicht: float
    keuzes: Sequence[float]
    scores: Sequence[str]


class Scores(NamedTuple):
    """The scores of every gebied; `tegen` says what they are held against, empty where that is not one thing."""

    rijen: Sequence[ScoreRij]
    totaal: Sequence[str]
    tegen: str


def make_scores(kolommen: Sequence[Kolom], gewichten: Mapping[str, float]) -> Scores:
    per_kolom = [{score.thema.code: score for score in kolom.profiel.themas} for kolom in kolommen]
    themas = {score.thema.code: score.thema for of_kolom in per_kolom for score in of_kolom.values()}
    rijen = [
        _make_rij(thema, gewichten.get(code, thema.gewicht), [of_kolom.get(code) for of_kolom in per_kolom])
        for code, thema in themas.items()
    ]
    return Scores(rijen, [in_words(totaal_of(kolom, gewichten)) for kolom in kolommen], _tegen(kolommen))


def totaal_of(kolom: Kolom, gewichten: Mapping[str, float]) -> Totaalscore:
    return make_totaalscore(() if kolom.profiel.cijfers_van else kolom.profiel.themas, gewichten)


def in_words(score: ThemaScore | Totaalscore | None) -> str:
    """62 (58 tot 66); a score that cannot be given says why."""
    if score is None:
        return _("geen cijfers")
    if score.score is None:
        return _("onvoldoende gegevens")
    if score.ondergrens is None or score.bovengrens is None:
        return getal(score.score)
    ends = {"van": getal(score.ondergrens), "tot": getal(score.bovengrens)}
    return _("%(score)s (%(van)s tot %(tot)s)", score=getal(score.score), **ends)


def check_referenties(kolommen: Sequence[Kolom]) -> list[Melding]:
    """Scores can be held beside each other only if they were held against the same."""
    if len({_referentie(kolom) for kolom in kolommen}) < 2:
        return []
    said = _("De scores zijn niet allemaal tegen hetzelfde gehouden. Vergelijk daarom de cijfers, niet de scores.")
    return [Melding("referentie", said, is_fout=False)]


def _make_rij(thema: Thema, gewicht: float, scores: Sequence[ThemaScore | None]) -> ScoreRij:
    keuzes = sorted({*USUAL_GEWICHTEN, thema.gewicht, gewicht})
    return ScoreRij(thema, gewicht, keuzes, [in_words(score) for score in scores])


def _tegen(kolommen: Sequence[Kolom]) -> str:
    held = {_referentie(kolom) for kolom in kolommen}
    if len(held) != 1 or held == {None}:
        return ""
    tabel = kolommen[0].profiel.referentie
    if tabel is None:
        return ""
    if tabel.code == NATIONAL:
        return _("alle wijken van Nederland in %(jaar)s", jaar=tabel.jaar)
    return _("de gemeente %(naam)s in %(jaar)s", naam=kolommen[0].gemeente, jaar=tabel.jaar)


def _referentie(kolom: Kolom) -> tuple[str, int, str] | None:
    """What scores are held against; another gemeente is another referentie."""
    tabel = kolom.profiel.referentie
    return None if tabel is None else (tabel.code, tabel.jaar, "" if tabel.code == NATIONAL else kolom.gemeente)
