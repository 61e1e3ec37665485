"""Is every page fetched once, in order, also after a cut, and never from a host that was not named?"""

import multiprocessing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.webapp.fetching.bringing import TODAY, Bringer, files_in, rows_of
from tests.webapp.fetching.published import Feature, make_gebieden, publish_ogc
from tests.webapp.fetching.replay import Answer, Replay, Request, json_answer
from webapp.fetching import paging
from webapp.fetching.errors import FetchError
from webapp.fetching.features import make_ogc_features

SOURCE = make_ogc_features(jaar=2023)
PUBLISHED = publish_ogc(make_gebieden(buurten=6), most=2)
BUURTEN = "/buurten/items"
FIRST = Request(
    "/cbs/wijken-en-buurten-2023/ogc/v1/collections/buurten/items",
    {"f": "json", "limit": "1000", "gemeentecode": "GM0392"},
    {},
)


@pytest.fixture
def replay(replay: Replay) -> Replay:
    """A service with six buurten in three pages."""
    replay.publish = PUBLISHED
    return replay


def cursors(replay: Replay) -> list[str | None]:
    return [request.params.get("cursor") for request in replay.asked(BUURTEN)]


def fail_at_page_2(replay: Replay, bringer: Bringer) -> None:
    replay.fail(BUURTEN, PUBLISHED(FIRST), Answer(status=410))
    with pytest.raises(FetchError):
        bringer.bring(SOURCE)
    replay.requests.clear()


def test_a_second_run_goes_on_where_the_first_was_cut(replay: Replay, bringer: Bringer) -> None:
    fail_at_page_2(replay, bringer)
    found = bringer.bring(SOURCE)
    assert cursors(replay) == ["Dv|2", "Dv|4"]
    assert len(rows_of(found, "buurten")) == 6


def test_what_came_in_two_runs_is_what_comes_in_one(replay: Replay, bringer: Bringer, tmp_path: Path) -> None:
    fail_at_page_2(replay, bringer)
    bringer.bring(SOURCE)
    Bringer(tmp_path / "in-een-keer", replay.origin).bring(SOURCE)
    assert files_in(tmp_path / "in-een-keer") == files_in(bringer.root)


def test_a_page_that_was_half_written_is_fetched_again(replay: Replay, bringer: Bringer) -> None:
    fail_at_page_2(replay, bringer)
    page = next(bringer.root.rglob("buurten-00001.json"))
    page.write_bytes(page.read_bytes()[:50])
    assert len(rows_of(bringer.bring(SOURCE), "buurten")) == 6
    assert cursors(replay) == [None, "Dv|2", "Dv|4"]


def test_a_killed_run_leaves_whole_pages_that_the_next_goes_on_from(replay: Replay, bringer: Bringer) -> None:
    replay.fail("/wijken/items", Answer(after_s=5))
    victim = multiprocessing.get_context("fork").Process(target=bringer.bring, args=(SOURCE,))
    victim.start()
    while not replay.asked("/wijken/items"):
        assert victim.is_alive()
        victim.join(0.01)
    victim.kill()
    victim.join()
    replay.requests.clear()
    assert len(rows_of(bringer.bring(SOURCE), "buurten")) == 6
    assert replay.asked("/gemeenten/items") == []


def test_a_complete_fetch_is_used_again_on_the_same_day(replay: Replay, bringer: Bringer) -> None:
    first = files_in(bringer.bring(SOURCE).folder)
    replay.requests.clear()
    assert files_in(bringer.bring(SOURCE).folder) == first
    assert replay.requests == []
    assert "used again" in bringer.said[-1]


@pytest.mark.parametrize("cut", [True, False], ids=["cut", "complete"])
def test_a_fetch_of_another_day_begins_anew(replay: Replay, bringer: Bringer, cut: bool) -> None:
    if cut:
        fail_at_page_2(replay, bringer)
    else:
        bringer.bring(SOURCE)
        replay.requests.clear()
    found = bringer.bring(SOURCE, today=TODAY + timedelta(days=1))
    assert cursors(replay) == [None, "Dv|2", "Dv|4"]
    assert b'"opgehaald_op": "2025-03-02"' in (found.folder / "bron.json").read_bytes()


def test_pages_of_another_service_are_not_mixed_in(replay: Replay, bringer: Bringer) -> None:
    fail_at_page_2(replay, bringer)
    bringer.bring(SOURCE, prefix="/spiegel")
    assert cursors(replay) == [None, "Dv|2", "Dv|4"]


def test_a_mirror_behind_a_path_is_asked_there_also_for_what_is_linked_to(replay: Replay, bringer: Bringer) -> None:
    bringer.bring(SOURCE, prefix="/spiegel/")
    assert {request.path.split("/")[1] for request in replay.requests} == {"spiegel"}
    assert len(replay.asked(f"/spiegel/cbs/wijken-en-buurten-2023/ogc/v1/collections{BUURTEN}")) == 3


def page_with_link(href: str) -> Answer:
    return page_with_links([{"rel": "next", "href": href}])


def page_with_links(links: object) -> Answer:
    feature: Feature = {"type": "Feature", "properties": {}, "geometry": None}
    return json_answer({"type": "FeatureCollection", "features": [feature], "links": links})


@pytest.mark.parametrize(
    ("href", "host"),
    [
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254"),
        ("//elders.example/items", "elders.example"),
        ("https://api.pdok.nl.elders.example/items", "api.pdok.nl.elders.example"),
        ("https://api.pdok.nl@elders.example/items", "elders.example"),
        ("http://127.0.0.1:22/items", "127.0.0.1"),
        ("file:///etc/passwd", "file:///etc/passwd"),
    ],
)
def test_a_link_to_another_host_is_not_followed(replay: Replay, bringer: Bringer, href: str, host: str) -> None:
    replay.fail(BUURTEN, page_with_link(href))
    with pytest.raises(FetchError, match=f"links to another host, {host}"):
        bringer.bring(SOURCE)
    assert len(replay.asked(BUURTEN)) == 1


@pytest.mark.parametrize(
    "href",
    [
        "https://api.pdok.nl/cbs/wijken-en-buurten-2023/ogc/v1/collections/buurten/items?cursor=Dv%7C4&limit=2",
        "http://api.pdok.nl:80/cbs/wijken-en-buurten-2023/ogc/v1/collections/buurten/items?cursor=Dv%7C4&limit=2",
        "/cbs/wijken-en-buurten-2023/ogc/v1/collections/buurten/items?cursor=Dv%7C4&limit=2",
        "?cursor=Dv%7C4&limit=2",
    ],
    ids=["of the publisher", "in http", "path", "query"],
)
def test_a_link_is_asked_from_the_service_in_the_publishers_place(replay: Replay, bringer: Bringer, href: str) -> None:
    replay.fail(BUURTEN, page_with_link(href))
    bringer.bring(SOURCE, prefix="/spiegel")
    assert [request.path[:9] for request in replay.asked(BUURTEN)] == ["/spiegel/"] * 2
    assert cursors(replay) == [None, "Dv|4"]


def test_a_link_that_the_mirror_made_itself_keeps_its_path(replay: Replay, bringer: Bringer) -> None:
    path = "/cbs/wijken-en-buurten-2023/ogc/v1/collections/buurten/items?cursor=Dv%7C4&limit=2"
    replay.fail(BUURTEN, page_with_link(f"{replay.origin}/spiegel{path}"))
    bringer.bring(SOURCE, prefix="/spiegel")
    assert [request.path[:12] for request in replay.asked(BUURTEN)] == ["/spiegel/cbs"] * 2


@pytest.mark.parametrize("links", [[None], [{"rel": "next"}], "veel", {"rel": "next"}])
def test_links_that_are_none_are_overlooked(replay: Replay, bringer: Bringer, links: object) -> None:
    replay.fail(BUURTEN, page_with_links(links))
    assert len(rows_of(bringer.bring(SOURCE), "buurten")) == 1


def test_a_page_that_links_to_itself_is_stopped(replay: Replay, bringer: Bringer) -> None:
    replay.fail(BUURTEN, page_with_link("?f=json&limit=1000&gemeentecode=GM0392"))
    with pytest.raises(FetchError, match="links to a next page have no end; stopped at page 1"):
        bringer.bring(SOURCE)


def test_pages_without_end_are_stopped(replay: Replay, bringer: Bringer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MAX_PAGES", 7)
    replay.fail(BUURTEN, *[page_with_link(f"?cursor={number}") for number in range(20)])
    with pytest.raises(FetchError, match="stopped at page 7"):
        bringer.bring(SOURCE)
    assert len(replay.asked(BUURTEN)) == 7


@pytest.mark.usefixtures("replay")
def test_progress_tells_page_and_rows(bringer: Bringer) -> None:
    bringer.bring(SOURCE)
    assert [line for line in bringer.said if line.startswith("buurten")] == [
        "buurten: page 1, 2 rows so far",
        "buurten: page 2, 4 rows so far",
        "buurten: page 3, 6 rows so far",
    ]


def test_an_empty_page_is_kept_when_it_was_linked_to(replay: Replay, bringer: Bringer) -> None:
    empty = json_answer({"type": "FeatureCollection", "features": []})
    replay.fail(BUURTEN, page_with_link("?cursor=1"), empty)
    assert len(bringer.bring(SOURCE).pages("buurten")) == 2
