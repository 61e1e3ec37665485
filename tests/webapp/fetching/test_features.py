"""Do all boundaries of one gemeente come from PDOK, whichever of its services is asked?"""

from pathlib import Path

import orjson
import pytest

from tests.webapp.fetching.bringing import Bringer, rows_of
from tests.webapp.fetching.published import (
    BUREN,
    GEMEENTE,
    code_of,
    make_gebieden,
    publish_ogc,
    publish_wfs,
)
from tests.webapp.fetching.replay import Answer, Replay, Request, json_answer
from webapp.fetching.errors import FetchError
from webapp.fetching.features import make_ogc_features, make_wfs

OGC = make_ogc_features(jaar=2023)
WFS = make_wfs(jaar=2016)
BUURTEN = [f"BU039201{number:02}" for number in range(4)]


def with_neighbours() -> dict[str, list[dict[str, object]]]:
    own, others = make_gebieden(GEMEENTE), make_gebieden(BUREN, row=5)
    return {name: [*others[name], *own[name]] for name in own}


def test_cursors_are_followed_to_the_last_page(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_ogc(make_gebieden(), most=3)
    found = bringer.bring(OGC)
    assert [code_of(row) for row in rows_of(found, "buurten")] == BUURTEN
    assert [page.name for page in found.pages("buurten")] == ["buurten-00001.json", "buurten-00002.json"]


def test_all_three_collections_are_fetched(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_ogc(make_gebieden())
    found = bringer.bring(OGC)
    counts = [len(rows_of(found, name)) for name in ("gemeenten", "wijken", "buurten")]
    assert counts == [1, 1, 4]


def test_the_service_is_asked_for_one_gemeente_where_it_offers_that(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_ogc(with_neighbours())
    found = bringer.bring(OGC)
    assert [code_of(row) for row in rows_of(found, "buurten")] == BUURTEN
    assert {request.params["gemeentecode"] for request in replay.asked("/items")} == {GEMEENTE}


@pytest.mark.parametrize("queryables", [(), ("buurtnaam",)], ids=["no list", "not in the list"])
def test_where_it_does_not_the_box_around_the_gemeente_is_asked(
    replay: Replay, bringer: Bringer, queryables: tuple[str, ...]
) -> None:
    replay.publish = publish_ogc(with_neighbours(), queryables=queryables)
    bringer.bring(OGC)
    gemeenten, wijken, buurten = replay.asked("/items")
    assert "bbox" not in gemeenten.params
    assert wijken.params["bbox"] == buurten.params["bbox"]
    west, south, east, north = map(float, buurten.params["bbox"].split(","))
    assert 4 < west < east < 5
    assert 52 < south < north < 53


def test_a_gemeente_that_was_not_there_that_year_is_named(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_ogc(make_gebieden(BUREN), queryables=())
    with pytest.raises(FetchError, match="GM0392 is not among the gemeenten"):
        bringer.bring(OGC)


def test_an_empty_collection_is_an_error_and_is_not_kept(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_ogc({**make_gebieden(), "buurten": []})
    with pytest.raises(FetchError, match=r"has no buurten of GM0392"):
        bringer.bring(OGC)
    assert not list(bringer.root.rglob("buurten-*"))


def test_wfs_is_paged_until_nothing_comes(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_wfs(with_neighbours(), most=3)
    found = bringer.bring(WFS)
    assert [code_of(row) for row in rows_of(found, "buurten")] == BUURTEN
    starts = [r.params["startIndex"] for r in replay.requests if r.params["typeNames"] == "wijkenbuurten:buurten"]
    assert starts == ["0", "3", "4"]


def test_wfs_is_asked_for_lon_lat_by_the_name_that_means_that_order(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_wfs(make_gebieden())
    bringer.bring(WFS)
    assert {request.params["srsName"] for request in replay.requests} == {"EPSG:4326"}


def test_the_sentence_of_a_wfs_exception_is_told(replay: Replay, bringer: Bringer) -> None:
    said = b"<ows:ExceptionText>Unknown\n layer</ows:ExceptionText>"
    replay.publish = lambda _request: Answer(body=b"<ows:ExceptionReport>" + said + b"</ows:ExceptionReport>")
    with pytest.raises(FetchError, match=r"instead of JSON \(Unknown layer\)"):
        bringer.bring(WFS)


def test_bron_json_tells_what_was_fetched_from_where_and_when(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_ogc(make_gebieden())
    found = bringer.bring(OGC)
    assert orjson.loads((found.folder / "bron.json").read_bytes()) == {
        "soort": "ogc_features",
        "naam": "CBS / Kadaster, Wijken en buurten 2023, via PDOK",
        "tabel": "wijken-en-buurten-2023",
        "url": f"{replay.origin}/cbs/wijken-en-buurten-2023/ogc/v1",
        "licentie": "CC BY 4.0",
        "opgehaald_op": "2025-03-01",
    }


# Answers of PDOK's own server, as its makers keep them for their tests.
def stored(shared: Path, name: str) -> bytes:
    return (shared / "data" / "pdok-ogc-features" / name).read_bytes()


def test_real_pages_are_followed_by_their_cursors(shared: Path, replay: Replay, bringer: Bringer) -> None:
    pages = {
        None: stored(shared, "expected_foo_collection_with_limit.json"),
        "Dv4|Nwyr1Q": stored(shared, "expected_foo_collection_with_cursor.json"),
        "DwA|Nwyr1Q": stored(shared, "expected_empty_feature_collection.json"),
    }
    origin = replay.origin.encode()

    def answer(request: Request) -> Answer:
        if request.path.endswith("/queryables"):
            return json_answer({"properties": {"gemeentecode": {}}})
        return Answer(body=pages[request.params.get("cursor")].replace(b"http://localhost:8080", origin))

    replay.publish = answer
    found = bringer.bring(OGC)
    cursors = [request.params["cursor"] for request in replay.asked("/foo/items")]
    assert cursors == ["Dv4|Nwyr1Q", "DwA|Nwyr1Q"] * 3
    assert [row["id"] for row in rows_of(found, "buurten")] == ["3542", "3837", "3838", "3839"]


def test_a_real_link_to_the_servers_own_idea_of_its_host_is_not_followed(
    shared: Path, replay: Replay, bringer: Bringer
) -> None:
    body = stored(shared, "expected_foo_collection_with_limit.json")
    replay.publish = lambda _request: Answer(body=body)
    with pytest.raises(FetchError, match="links to another host, localhost"):
        bringer.bring(OGC)


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("expected_feature_404.json", 404, "Not Found: the requested feature with id: 999999 does not exist"),
        ("expected_features_cql_non_queryable.json", 400, "Bad Request: failed to parse CQL filter: error: property"),
        ("expected_straatnaam_not_allowed_value.json", 400, "value is not one of the allowed values"),
        ("expected_query_timeout_features.json", 500, "querying the features took too long .* given up after 5 tries"),
    ],
)
def test_a_real_problem_is_told_by_its_title_and_detail(
    shared: Path, replay: Replay, bringer: Bringer, name: str, status: int, said: str
) -> None:
    body = stored(shared, name)
    replay.publish = lambda _request: Answer(body=body, status=status)
    with pytest.raises(FetchError, match=said):
        bringer.bring(OGC)


def test_a_real_empty_collection_is_no_success(shared: Path, replay: Replay, bringer: Bringer) -> None:
    replay.publish = lambda _request: Answer(body=stored(shared, "expected_empty_feature_collection.json"))
    with pytest.raises(FetchError, match="GM0392"):
        bringer.bring(OGC)
