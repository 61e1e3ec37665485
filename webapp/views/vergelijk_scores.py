"""How gunstig is each gebied on every thema, and over all themas together?"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from geo.indicatoren import Thema
from geo.scores import LAND_REFERENTIE
from geo.themascores import ThemaScore, Totaalscore, make_totaalscore
from webapp.views.cijfers import in_score
from webapp.views.keuzes import vergeleken_met
from webapp.views.vergelijk_kolommen import Kolom, Melding

USUAL_GEWICHTEN = (0.0, 0.5, 1.0, 2.0, 3.0)


class Score(NamedTuple):
    """A score in words; `heeft_uitleg` says whether there is a page on how it came to be."""

    tekst: str
    heeft_uitleg: bool


class ScoreRij(NamedTuple):
    """A thema with what it weighs now, and the score of every gebied."""

    thema: Thema
    gewicht: float
    keuzes: Sequence[float]
    scores: Sequence[Score]


class Scores(NamedTuple):
    """The scores of every gebied; `tegen` says what they are held against, empty where that is not one thing."""

    rijen: Sequence[ScoreRij]
    totaal: Sequence[Score]
    tegen: str


def make_scores(kolommen: Sequence[Kolom], gewichten: Mapping[str, float]) -> Scores:
    themas = {score.thema.code: score.thema for kolom in kolommen for score in kolom.profiel.themas}
    rijen = [
        _make_rij(thema, gewichten.get(code, thema.gewicht), [_of_thema(kolom, code) for kolom in kolommen])
        for code, thema in themas.items()
    ]
    totaal = [_say(kolom, totaal_of(kolom, gewichten)) for kolom in kolommen]
    return Scores(rijen, totaal, _tegen(kolommen))


def totaal_of(kolom: Kolom, gewichten: Mapping[str, float]) -> Totaalscore:
    return make_totaalscore(_own_scores(kolom), gewichten)


def check_referenties(kolommen: Sequence[Kolom]) -> list[Melding]:
    """Scores can be held beside each other only if they were held against the same."""
    if len({_referentie(kolom) for kolom in kolommen}) < 2:
        return []
    said = _("De scores zijn niet allemaal tegen hetzelfde gehouden. Vergelijk daarom de cijfers, niet de scores.")
    return [Melding("referentie", said, is_fout=False)]


def _own_scores(kolom: Kolom) -> Sequence[ThemaScore]:
    """A buurt that borrows the figures of its wijk has no scores of its own."""
    return () if kolom.profiel.cijfers_van else kolom.profiel.themas


def _of_thema(kolom: Kolom, code: str) -> Score:
    return _say(kolom, next((score for score in _own_scores(kolom) if score.thema.code == code), None))


def _say(kolom: Kolom, score: ThemaScore | Totaalscore | None) -> Score:
    if kolom.profiel.cijfers_van:
        return Score(_("geen eigen cijfers"), heeft_uitleg=False)
    if score is None or not kolom.profiel.themas:
        return Score(_("geen cijfers"), heeft_uitleg=False)
    return Score(in_score(score), heeft_uitleg=True)


def _make_rij(thema: Thema, gewicht: float, scores: Sequence[Score]) -> ScoreRij:
    return ScoreRij(thema, gewicht, sorted({*USUAL_GEWICHTEN, thema.gewicht, gewicht}), scores)


def _tegen(kolommen: Sequence[Kolom]) -> str:
    held = {_referentie(kolom) for kolom in kolommen}
    if len(held) != 1 or held == {None}:
        return ""
    tabel = kolommen[0].profiel.referentie
    if tabel is None:
        return ""
    return vergeleken_met(tabel, kolommen[0].vraag.gebiedenset.gemeente)


def _referentie(kolom: Kolom) -> tuple[str, int, str] | None:
    """What scores are held against; another gemeente is another referentie."""
    tabel = kolom.profiel.referentie
    return None if tabel is None else (tabel.code, tabel.jaar, "" if tabel.code == LAND_REFERENTIE else kolom.gemeente)
