"""Does a profieltaart say of a gebied what is known of it, and no more?"""

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from geo.gebieden import Gebied, Soort
from geo.indicatoren import Thema
from geo.profiel import Profiel, make_profiel
from geo.profieltaart import (
    NoProfieltaartError,
    heeft_profieltaart,
    make_leeswijzer,
    make_profieltaart,
    make_taartje,
    profieltaart_rows,
    sign_of,
)
from geo.scores import Referentietabel
from geo.svg import INK
from geo.taart_drawing import FULL, SMALL, Layout
from geo.taart_legend import Sign, paint_of
from geo.themascores import ThemaScore
from tests.geo.figures import read_haarlem

SVG = "{http://www.w3.org/2000/svg}"


def profiel_of(code: str) -> Profiel:
    return make_profiel(read_haarlem(), read_haarlem().get_gebied(code))


def profiel_of_team(slug: str, *, naam: str = "Team") -> Profiel:
    gebied = Gebied(code=slug, naam=naam, soort=Soort.TEAMGEBIED, gemeente="GM0392")
    return make_profiel(read_haarlem(), gebied, buurten=read_haarlem().teamgebieden[slug])


def without_score(one: ThemaScore) -> ThemaScore:
    first, *rest = one.cijfers
    return one._replace(score=None, bekend=0.5, cijfers=(replace(first, score=None), *rest))


def with_thema(profiel: Profiel, code: str, **known: Any) -> Profiel:
    return replace(
        profiel, themas=tuple(one._replace(**known) if one.thema.code == code else one for one in profiel.themas)
    )


MEERWIJK, STAD, CENTRUM = profiel_of("WK039221"), profiel_of("GM0392"), profiel_of_team("centrum-rozenprieel")
WITH_UNKNOWN = replace(MEERWIJK, themas=(without_score(MEERWIJK.themas[0]), *MEERWIJK.themas[1:]))
THEMAS = [one.thema.naam for one in MEERWIJK.themas]


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314


def draw(profiel: Profiel, *, stad: Profiel | None = STAD, grootte_px: int = 480) -> ET.Element:
    return parse(make_profieltaart(profiel, stad=stad, grootte_px=grootte_px))


def texts(svg: ET.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def said(svg: ET.Element, tag: str) -> str:
    return svg.findtext(f"{SVG}{tag}") or ""


def lines(svg: ET.Element) -> list[str]:
    """The ring and the whiskers; what the legend shows of them is left out."""
    drawn = [path for path in svg.iter(f"{SVG}path") if path.get("stroke") == INK and path.get("fill") == "none"]
    return [path.get("d", "") for path in drawn if "h" not in path.get("d", "")]


def radii(path: str) -> list[float]:
    return [float(radius) for radius in re.findall(r"A([\d.]+)", path)]


def expected_radii(scores: Iterable[float | None], layout: Layout) -> list[float]:
    return [layout.radius * math.sqrt(score / 100) for score in scores if score is not None]


@pytest.mark.parametrize(("grootte_px", "layout"), [(480, FULL), (120, SMALL)])
def test_the_slices_are_the_themas_with_a_score_as_radius(grootte_px: int, layout: Layout) -> None:
    paths = [path for path in draw(MEERWIJK, grootte_px=grootte_px).iter(f"{SVG}path") if path.get("fill") != "none"]
    drawn = [radius for path in paths[: len(THEMAS)] for radius in radii(path.get("d", ""))]
    assert drawn == pytest.approx(expected_radii((one.score for one in MEERWIJK.themas), layout), abs=0.01)


def test_a_thema_is_at_the_same_place_in_all_pictures_of_a_set() -> None:
    wijken = [profiel_of(f"WK0392{number:02d}") for number in range(1, 22)]
    assert {tuple(row.naam for row in profieltaart_rows(profiel, STAD)) for profiel in wijken} == {tuple(THEMAS)}


def test_pictures_of_other_sets_can_be_given_the_same_slices() -> None:
    elsewhere = Thema(code="veiligheid", naam="Veiligheid", gewicht=1)
    rows = profieltaart_rows(MEERWIJK, STAD, themas=[elsewhere, MEERWIJK.themas[0].thema])
    assert [(row.naam, row.themascore.score is None) for row in rows] == [("Veiligheid", True), (THEMAS[0], False)]


@pytest.mark.parametrize(
    ("known", "sign"),
    [
        ({"score": 50}, Sign.GUNSTIG),
        ({"score": 49.9}, Sign.ONGUNSTIG),
        ({"score": 60, "ondergrens": 50, "bovengrens": 70}, Sign.GUNSTIG),
        ({"score": 60, "ondergrens": 49, "bovengrens": 70}, Sign.MAYBE_GUNSTIG),
        ({"score": 40, "ondergrens": 30, "bovengrens": 51}, Sign.MAYBE_ONGUNSTIG),
        ({"score": 40, "ondergrens": 30, "bovengrens": 50}, Sign.ONGUNSTIG),
        ({"score": None}, Sign.UNKNOWN),
    ],
)
def test_only_a_score_that_is_wholly_on_one_side_of_50_has_the_full_colour_of_that_side(
    known: dict[str, Any], sign: Sign
) -> None:
    assert sign_of(MEERWIJK.themas[0]._replace(**known)) is sign


def test_an_unsure_slice_is_light_within_a_rim_and_the_legend_says_so() -> None:
    unsure = with_thema(MEERWIJK, "wonen", score=60, ondergrens=40, bovengrens=70)
    paint = paint_of(Sign.MAYBE_GUNSTIG, hatching="")
    svg = draw(unsure)
    assert [path.get("fill") for path in svg.iter(f"{SVG}path")][:2] == [paint.rim, paint.fill]
    assert "misschien gunstiger, niet zeker" in texts(svg)


def test_the_city_is_an_arc_at_its_score_on_every_slice() -> None:
    (ring,) = lines(draw(MEERWIJK))
    assert radii(ring) == pytest.approx(expected_radii((one.score for one in STAD.themas), FULL), abs=0.01)


def test_the_city_itself_has_no_ring_nor_a_word_of_it() -> None:
    alone = draw(STAD, stad=STAD)
    assert not [line for line in lines(alone) if "A" in line]
    assert "De stad" not in said(alone, "desc")
    assert "score van Haarlem" not in texts(alone)


def test_a_whisker_spans_the_interval_of_a_score() -> None:
    svg = draw(with_thema(MEERWIJK, "wonen", ondergrens=9, bovengrens=64), stad=None)
    (whisker,) = lines(svg)
    numbers = [float(number) for number in re.findall(r"[\d.]+", whisker)]
    ends = [FULL.centre.imag - numbers[1], FULL.centre.imag - numbers[3]]  # the first slice is upright
    assert ends == pytest.approx(expected_radii([9, 64], FULL), abs=0.02)


def test_a_published_score_has_no_whisker() -> None:
    assert lines(draw(MEERWIJK, stad=None)) == []


def test_every_slice_is_named_with_its_score_and_interval_beside_it() -> None:
    known = with_thema(MEERWIJK, "wonen", score=60.4, ondergrens=49.6, bovengrens=70)
    assert texts(draw(known))[:4] == ["Wonen", "60", "50 tot 70", THEMAS[1]]


def test_too_little_known_is_said_beside_the_slice_in_the_legend_and_in_words() -> None:
    svg = draw(WITH_UNKNOWN)
    assert texts(svg)[:3] == [THEMAS[0], "onvoldoende", "gegevens"]
    assert "onvoldoende gegevens" in texts(svg)[3:]
    assert "Wonen: onvoldoende gegevens. Bekend: 1 van de 2 cijfers." in said(svg, "desc")


def test_a_score_from_some_of_its_figures_says_of_how_many() -> None:
    first, *rest = MEERWIJK.themas
    partly = replace(MEERWIJK, themas=(without_score(first)._replace(score=40.0), *rest))
    assert "Wonen: score 40. Bekend: 1 van de 2 cijfers." in said(draw(partly, stad=None), "desc")


def test_the_description_holds_every_score() -> None:
    svg = draw(CENTRUM)
    assert said(svg, "title") == "Profieltaart van Team, 2022"
    for one in CENTRUM.themas:
        assert f"{one.thema.naam}: score {one.score:.0f} (" in said(svg, "desc")
    assert said(svg, "desc").count("De stad heeft score") == len(THEMAS)


def test_a_small_picture_has_no_labels_but_says_all_in_words() -> None:
    small = draw(MEERWIJK, grootte_px=120)
    assert not texts(small)
    assert said(small, "desc") == said(draw(MEERWIJK), "desc")


def test_scores_held_against_the_netherlands_say_so() -> None:
    svg = draw(MEERWIJK)
    assert "gemiddelde van Nederland (50)" in texts(svg)
    assert "50 is het gemiddelde van Nederland." in said(svg, "desc")


@pytest.mark.parametrize(("profiel", "stad"), [(MEERWIJK, STAD), (STAD, None)])
def test_scores_held_against_the_wijken_of_the_gemeente_say_so(profiel: Profiel, stad: Profiel | None) -> None:
    own = Referentietabel(code="gemeente", jaar=2022, referenties={})
    svg = draw(replace(profiel, referentie=own), stad=stad)
    assert "gemiddelde van de buurten en wijken van Haarlem (50)" in texts(svg)
    assert "Nederland" not in said(svg, "desc")


def test_the_legend_explains_what_is_in_the_picture_and_no_more() -> None:
    legend = texts(draw(MEERWIJK))[2 * len(THEMAS) :]
    assert legend == ["minder gunstig dan gemiddeld", "gemiddelde van Nederland (50)", "score van Haarlem"]


def test_names_from_files_cannot_break_out_of_the_text() -> None:
    profiel = profiel_of_team("zuid-west", naam='<script>alert("1")</script> & co')
    assert not list(draw(profiel).iter(f"{SVG}script"))
    assert said(draw(profiel), "title") == 'Profieltaart van <script>alert("1")</script> & co, 2022'


def test_the_picture_is_an_image_with_a_name_in_dutch() -> None:
    svg = draw(MEERWIJK)
    ids = {element.get("id") for element in svg.iter() if element.get("id")}
    assert (svg.get("role"), svg.get("lang")) == ("img", "nl")
    assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} <= ids


def test_ids_are_the_same_every_time_and_differ_between_pictures() -> None:
    drawn = [draw(WITH_UNKNOWN), draw(WITH_UNKNOWN, grootte_px=120), draw(STAD), draw(CENTRUM)]
    drawn += [parse(make_taartje(profiel, stad=STAD)) for profiel in (WITH_UNKNOWN, CENTRUM)]
    ids = [element.get("id") for svg in drawn for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert make_profieltaart(CENTRUM, stad=STAD) == make_profieltaart(CENTRUM, stad=STAD)


@pytest.mark.parametrize(("grootte_px", "width"), [(120, 120), (319, 120), (320, 420), (2000, 420)])
def test_the_picture_scales_to_the_width_that_is_asked(grootte_px: int, width: int) -> None:
    svg = draw(MEERWIJK, grootte_px=grootte_px)
    _left, _top, across, down = (float(number) for number in svg.get("viewBox", "").split())
    assert (svg.get("width"), across) == (str(grootte_px), width)
    assert float(svg.get("height", "")) == pytest.approx(grootte_px * down / across, abs=0.5)


def test_a_picture_for_a_list_is_without_words_and_named_by_its_scores() -> None:
    svg = parse(
        make_taartje(with_thema(WITH_UNKNOWN, THEMAS[1].lower(), score=40.0, ondergrens=1, bovengrens=60), stad=STAD)
    )
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {"svg", "rect", "path", "circle", "pattern"}
    assert str(svg.get("aria-label")).startswith("Meerwijk: wonen onbekend, inkomen 40 (niet zeker), werk 10")


def test_a_buurt_that_borrows_its_figures_has_no_profieltaart() -> None:
    bakenes = profiel_of("BU03920103")
    assert not heeft_profieltaart(bakenes)
    with pytest.raises(NoProfieltaartError, match="BU03920103"):
        make_profieltaart(bakenes, stad=STAD)


def test_a_profiel_without_any_score_has_no_profieltaart() -> None:
    assert not heeft_profieltaart(replace(MEERWIJK, themas=()))
    assert heeft_profieltaart(MEERWIJK)


def test_the_rows_are_the_slices_with_the_score_of_the_city() -> None:
    rows = profieltaart_rows(MEERWIJK, STAD)
    assert [row.score_stad for row in rows] == [one.score for one in STAD.themas]
    assert {row.score_stad for row in profieltaart_rows(MEERWIJK, None)} == {None}


def test_herkomst_and_geslacht_are_in_no_picture() -> None:
    indicatoren = read_haarlem().indicatoren.values()
    themas = {row.themascore.thema.code for row in profieltaart_rows(MEERWIJK, STAD)}
    assert not themas & {"herkomst", "geslacht"}
    assert not [one for one in indicatoren if one.thema in {"herkomst", "geslacht"} and one.richting]


def test_a_key_explains_what_the_small_pictures_hold_too() -> None:
    svg = parse(make_leeswijzer(STAD, voor=[MEERWIJK, WITH_UNKNOWN], stad=STAD))
    assert len(list(svg.iter(f"{SVG}pattern"))) == 1
    assert {"minder gunstig dan gemiddeld", "onvoldoende gegevens", "score van Haarlem"} <= set(texts(svg))
    assert "De stad" not in said(svg, "desc")
