"""Do all rows of one gemeente come from CBS, in either version of OData?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.webapp.fetching.bringing import Bringer, rows_of
from tests.webapp.fetching.published import (
    BUREN,
    FIGURES,
    GEMEENTE,
    Row,
    make_gebieden,
    make_rows,
    publish_odata_v3,
    publish_odata_v4,
    too_many_rows,
)
from tests.webapp.fetching.replay import Answer, Answering, Replay
from webapp.fetching.errors import FetchError, TooManyRowsError
from webapp.fetching.odata import make_odata_v3, make_odata_v4
from webapp.fetching.source import Source

TABEL = "85984NED"
V3 = make_odata_v3(tabel=TABEL, jaar=2024)
V4 = make_odata_v4(tabel=TABEL, jaar=2024)


def rows(*, buurten: int = 4) -> dict[str, Row]:
    """Own and neighbours' figures: a gemeente, a wijk and its buurten each."""
    return {**make_rows(make_gebieden(GEMEENTE, buurten=buurten)), **make_rows(make_gebieden(BUREN))}


def test_v3_brings_what_the_fields_mean_and_the_rows_of_the_gemeente(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_odata_v3(TABEL, rows())
    found = bringer.bring(V3)
    assert (found.folder / "DataProperties.json").exists()
    codes = [row["WijkenEnBuurten"].strip() for row in rows_of(found, "TypedDataSet")]
    assert codes == ["GM0392", "WK039201", "BU03920100", "BU03920101", "BU03920102", "BU03920103"]


def test_v3_is_read_until_nothing_comes(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_odata_v3(TABEL, rows(buurten=20))
    replay.fail("/TypedDataSet", *[too_many_rows()] * 6)
    found = bringer.bring(V3)
    assert len(rows_of(found, "TypedDataSet")) == 22
    assert [request.params["$skip"] for request in replay.asked("/TypedDataSet")][6:] == ["0", "22"]


def test_the_error_of_too_many_rows_is_answered_by_asking_for_fewer(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_odata_v3(TABEL, rows(buurten=298), most=100)
    found = bringer.bring(V3)
    assert len(rows_of(found, "TypedDataSet")) == 300
    assert len(found.pages("TypedDataSet")) == 4
    assert {request.params["$orderby"] for request in replay.asked("/TypedDataSet")} == {"ID"}
    assert bringer.pauses_s == []


def test_a_service_that_always_finds_it_too_many_is_given_up(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_odata_v3(TABEL, rows(), most=0)
    with pytest.raises(TooManyRowsError, match="more than 10000 records"):
        bringer.bring(V3)


def test_a_link_of_v3_to_the_next_page_is_followed(replay: Replay, bringer: Bringer) -> None:
    link = b'"odata.nextLink": "http://opendata.cbs.nl/ODataFeed/odata/85984NED/TypedDataSet?$skip=2"'
    replay.publish = publish_odata_v3(TABEL, rows())
    replay.fail("/TypedDataSet", Answer(body=b'{"value": [{"ID": 1}, {"ID": 2}], ' + link + b"}"))
    replay.fail("/TypedDataSet", Answer(body=b'{"value": [{"ID": 3}]}'), Answer(body=b'{"value": []}'))
    found = bringer.bring(V3)
    assert [row["ID"] for row in rows_of(found, "TypedDataSet")] == [1, 2, 3]


def test_a_service_that_does_not_skip_is_named(replay: Replay, bringer: Bringer) -> None:
    replay.publish = lambda _request: Answer(body=b'{"value": [{"ID": 1}]}')
    with pytest.raises(FetchError, match="page 2 is the same as the one before"):
        bringer.bring(V3)


def test_v4_follows_its_links_and_keeps_every_observation(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_odata_v4(TABEL, rows(), most=10)
    found = bringer.bring(V4)
    assert (found.folder / "MeasureCodes.json").exists()
    assert len(found.pages("Observations")) == 4
    assert [row["Id"] for row in rows_of(found, "Observations")] == list(range(6 * len(FIGURES)))


def test_a_document_that_goes_on_where_one_page_was_expected_is_refused(replay: Replay, bringer: Bringer) -> None:
    replay.publish = lambda _request: Answer(body=b'{"value": [{}], "@odata.nextLink": "?more"}')
    with pytest.raises(FetchError, match="MeasureCodes: 1 rows and a next page; one page was expected"):
        bringer.bring(V4)


@pytest.mark.parametrize(("source", "publish"), [(V3, publish_odata_v3), (V4, publish_odata_v4)], ids=["v3", "v4"])
def test_a_gemeente_that_the_table_does_not_know_is_named(
    replay: Replay, bringer: Bringer, source: Source, publish: Callable[[str, dict[str, Row]], Answering]
) -> None:
    replay.publish = publish(TABEL, make_rows(make_gebieden(BUREN)))
    with pytest.raises(FetchError, match="has no row of GM0392"):
        bringer.bring(source)


def test_a_table_that_does_not_exist_is_told_once(replay: Replay, bringer: Bringer) -> None:
    replay.publish = publish_odata_v3(TABEL, rows())
    with pytest.raises(FetchError, match="answered 404 to /ODataFeed/odata/99999NED/DataProperties: Not Found"):
        bringer.bring(make_odata_v3(tabel="99999NED", jaar=2024))
    assert len(replay.requests) == 1


@pytest.mark.parametrize("name", ["v3_85984NED_typeddataset_row_subset.json", "v3_rivm_50120NED_row_example.json"])
def test_a_transcribed_row_of_cbs_is_a_page(shared: Path, replay: Replay, bringer: Bringer, name: str) -> None:
    body = (shared / "data" / "cbs-odata-samples" / name).read_bytes()
    replay.publish = publish_odata_v3(TABEL, rows())
    replay.fail("/TypedDataSet", Answer(body=body), Answer(body=b'{"value": []}'))
    assert len(rows_of(bringer.bring(V3), "TypedDataSet")) == 1


def test_a_link_of_v4_as_cbs_writes_it_is_asked_from_the_service_in_its_place(
    shared: Path, replay: Replay, bringer: Bringer
) -> None:
    body = (shared / "data" / "cbs-odata-samples" / "v4_observation_row_shape.json").read_bytes()
    replay.publish = publish_odata_v4(TABEL, rows())
    replay.fail("/Observations", Answer(body=body), Answer(body=b'{"value": []}'))
    bringer.bring(V4)
    assert replay.asked("/Observations")[1].params == {"page": "2"}
