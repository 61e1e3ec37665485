"""What do PDOK and CBS answer? Small publications of our own in the form of theirs, to be replayed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tests.geo.squares import feature, square
from tests.webapp.fetching.replay import Answer, Answering, Request, json_answer

Feature = dict[str, Any]
Row = Mapping[str, float | str | None]

GEMEENTE = "GM0392"
BUREN = "GM0393"
OGC_HOME = "https://api.pdok.nl"
V3_HOME = "https://opendata.cbs.nl"
V4_HOME = "https://datasets.cbs.nl"
_CBS_ROWS = 10_000


class Figure(NamedTuple):
    """How one figure is called in the KWB file, in OData v3 and v4, and by PDOK ("": not there)."""

    kwb: str
    v3: str
    v4: str
    ogc: str
    titel: str


FIGURES = (
    Figure("a_inw", "AantalInwoners_5", "T001036", "aantal_inwoners", "Aantal inwoners"),
    Figure("a_00_14", "k_0Tot15Jaar_8", "10680", "", "0 tot 15 jaar"),
    Figure("a_65_oo", "k_65JaarOfOuder_12", "80200", "", "65 jaar of ouder"),
    Figure("a_hh", "HuishoudensTotaal_29", "1050010_2", "aantal_huishoudens", "Huishoudens totaal"),
    Figure("g_hhgro", "GemiddeldeHuishoudensgrootte_33", "M000114", "gemiddelde_huishoudsgrootte", "Grootte"),
    Figure("g_wozbag", "GemiddeldeWOZWaardeVanWoningen_39", "M001642", "", "Gemiddelde WOZ-waarde van woningen"),
)


def together(*publications: Answering) -> Answering:
    """One host for all services; the first that knows the path answers."""

    def answer(request: Request) -> Answer:
        answers = (publish(request) for publish in publications)
        return next((answer for answer in answers if answer.status != 404), not_found())

    return answer


def not_found() -> Answer:
    problem = {"title": "Not Found", "status": 404, "detail": "nothing is published at this address"}
    return json_answer(problem, status=404)


def make_gebieden(gemeente: str = GEMEENTE, *, buurten: int = 4, row: int = 0) -> dict[str, list[Feature]]:
    """A gemeente of one wijk with square buurten beside each other, as PDOK's three collections."""
    number = gemeente[2:]
    town = {"gemeentecode": gemeente, "gemeentenaam": f"Stad {number}", "water": "NEE"}
    wijk = {"wijkcode": f"WK{number}01", "wijknaam": "Wijk 01", **town}
    places = [square(column, row) for column in range(buurten)]
    whole = places[0].union(places[-1]).envelope
    codes = [f"BU{number}01{column:02}" for column in range(buurten)]
    return {
        "gemeenten": [feature(whole, **town)],
        "wijken": [feature(whole, **wijk)],
        "buurten": [
            feature(place, buurtcode=code, buurtnaam=f"Buurt {code[-2:]}", **wijk)
            for place, code in zip(places, codes, strict=True)
        ],
    }


def make_rows(gebieden: Mapping[str, Sequence[Feature]]) -> dict[str, Row]:
    """Figures by gebied in the names of KWB; the last buurt has one that is hidden."""
    codes = [code for rows in gebieden.values() for row in rows if (code := code_of(row))]
    rows: dict[str, dict[str, float | str | None]] = {
        code: {figure.kwb: float(10 * number + place) for place, figure in enumerate(FIGURES)}
        for number, code in enumerate(codes, start=1)
    }
    rows[codes[-1]]["g_wozbag"] = None
    return {**rows}


def code_of(row: Feature) -> str:
    properties = row["properties"]
    return str(next(properties[key] for key in ("buurtcode", "wijkcode", "gemeentecode") if key in properties))


def publish_ogc(
    gebieden: Mapping[str, Sequence[Feature]], *, queryables: Sequence[str] = ("gemeentecode",), most: int = 1000
) -> Answering:
    """OGC API Features as PDOK serves it: cursors, no numberMatched, unknown parameters refused, problem+json."""

    def answer(request: Request) -> Answer:
        match = re.search(r"/cbs/wijken-en-buurten-\d{4}/ogc/v1/collections/(\w+)/(items|queryables)$", request.path)
        if not match or match[1] not in gebieden:
            return not_found()
        if match[2] == "queryables":
            offered = {name: {"type": "string"} for name in queryables}
            return json_answer({"type": "object", "properties": offered}) if queryables else not_found()
        return _items(request, gebieden[match[1]], known={"f", "limit", "cursor", "bbox", *queryables}, most=most)

    return answer


def _items(request: Request, features: Sequence[Feature], *, known: set[str], most: int) -> Answer:
    if unknown := request.params.keys() - known:
        detail = f"request doesn't conform to OpenAPI spec: unknown parameter(s) {sorted(unknown)}"
        return json_answer({"title": "Bad Request", "status": 400, "detail": detail}, status=400)
    code = request.params.get("gemeentecode")
    found = [row for row in features if code in (row["properties"]["gemeentecode"], None)]
    limit = min(int(request.params["limit"]), most)
    start = int(request.params.get("cursor", "|0").split("|")[1])
    page = found[start : start + limit]
    links = [_link(request, "self", start)]
    if start + limit < len(found):
        links.append(_link(request, "next", start + limit))
    body = {"type": "FeatureCollection", "links": links, "features": page, "numberReturned": len(page)}
    return json_answer(body)


def _link(request: Request, rel: str, start: int) -> dict[str, str]:
    params = "&".join(f"{key}={value}" for key, value in request.params.items() if key != "cursor")
    path = request.path[request.path.index("/cbs/") :]
    return {"rel": rel, "href": f"{OGC_HOME}{path}?cursor=Dv%7C{start}&{params}", "type": "application/geo+json"}


def publish_wfs(gebieden: Mapping[str, Sequence[Feature]], *, most: int = 1000) -> Answering:
    """WFS 2.0 as PDOK serves it: paging by startIndex, a FES filter, and no word on how many there are."""

    def answer(request: Request) -> Answer:
        name = request.params.get("typeNames", "").removeprefix("wijkenbuurten:")
        if "/wfs/v1_0" not in request.path or name not in gebieden:
            return not_found()
        literal = re.search(r"<fes:Literal>(\w+)</fes:Literal>", request.params.get("filter", ""))
        found = [row for row in gebieden[name] if literal and row["properties"]["gemeentecode"] == literal[1]]
        start, count = int(request.params["startIndex"]), min(int(request.params["count"]), most)
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
        features = found[start : start + count]
        return json_answer({"type": "FeatureCollection", "name": name, "crs": crs, "features": features})

    return answer


def publish_odata_v3(tabel: str, rows: Mapping[str, Row], *, most: int = _CBS_ROWS) -> Answering:
    """ODataFeed of CBS: numbered fields, keys padded to ten, at most so many rows a query."""

    def answer(request: Request) -> Answer:
        root = f"/ODataFeed/odata/{tabel}"
        if request.path.endswith(f"{root}/DataProperties"):
            return json_answer({"odata.metadata": f"{V3_HOME}{root}/$metadata", "value": list(_data_properties())})
        if not request.path.endswith(f"{root}/TypedDataSet"):
            return not_found()
        start, count = int(request.params["$skip"]), int(request.params["$top"])
        found = list(_v3_rows(rows, request.params["$filter"]))[start : start + count]
        return json_answer({"value": found}) if len(found) <= most else too_many_rows()

    return answer


def too_many_rows() -> Answer:
    said = {"lang": "nl-NL", "value": "The query returns more than 10000 records. Change your query."}
    return json_answer({"odata.error": {"code": "", "message": said}}, status=500)


def _data_properties() -> Iterator[dict[str, Any]]:
    yield {"ID": 0, "Position": 0, "Type": "Dimension", "Key": "WijkenEnBuurten", "Title": "Wijken en buurten"}
    yield {"ID": 1, "Position": 1, "Type": "Topic", "Key": "Codering_3", "Title": "Codering", "Datatype": "String"}
    for number, figure in enumerate(FIGURES, start=2):
        topic = {"Key": figure.v3, "Title": figure.titel, "Unit": "aantal", "Decimals": 0, "Datatype": "Double"}
        yield {"ID": number, "Position": number, "Type": "Topic", **topic}


def _v3_rows(rows: Mapping[str, Row], condition: str) -> Iterator[dict[str, Any]]:
    for number, code in enumerate(_matching(rows, condition)):
        figures = {figure.v3: rows[code].get(figure.kwb) for figure in FIGURES}
        yield {"ID": number, "WijkenEnBuurten": code.ljust(10), "Codering_3": code.ljust(10), **figures}


def _matching(rows: Mapping[str, Row], condition: str) -> Iterator[str]:
    starts = tuple(re.findall(r"startswith\(WijkenEnBuurten,'(\w+)'\)", condition))
    return (code for code in rows if code.startswith(starts))


def publish_odata_v4(tabel: str, rows: Mapping[str, Row], *, most: int = 100_000) -> Answering:
    """The newer service of CBS: a row an observation, and a link to the next page."""

    def answer(request: Request) -> Answer:
        root = f"/odata/v1/CBS/{tabel}"
        if request.path.endswith(f"{root}/MeasureCodes"):
            codes = [{"Identifier": f.v4, "Title": f.titel, "Unit": "aantal", "Decimals": 0} for f in FIGURES]
            return json_answer({"@odata.context": f"{V4_HOME}{root}/$metadata#MeasureCodes", "value": codes})
        if not request.path.endswith(f"{root}/Observations"):
            return not_found()
        found = list(_observations(rows, request.params["$filter"]))
        start = int(request.params.get("$skip", 0))
        condition = request.params["$filter"].replace(" ", "%20")
        following = f"{V4_HOME}{root}/Observations?$filter={condition}&$skip={start + most}"
        link = {"@odata.nextLink": following} if start + most < len(found) else {}
        return json_answer({"value": found[start : start + most], **link})

    return answer


def _observations(rows: Mapping[str, Row], condition: str) -> Iterator[dict[str, Any]]:
    cells = ((code, figure) for code in _matching(rows, condition) for figure in FIGURES)
    for number, (code, figure) in enumerate(cells):
        value = rows[code].get(figure.kwb)
        yield {
            "Id": number,
            "Measure": figure.v4,
            "ValueAttribute": "None" if value is not None else ".",
            "Value": value,
            "StringValue": None,
            "WijkenEnBuurten": code.ljust(10),
        }
