"""How do other catalogues learn what open data there is? By DCAT-AP-NL, as JSON-LD."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from geo.gebieden import LAND
from geo.gemeente import Gemeente
from webapp.ogc.extent import bounds_of
from webapp.open_data.bestanden import FORMATEN, Inhoud
from webapp.open_data.datasets import CBS, Dataset, datasets_of

LICENTIE = "http://creativecommons.org/licenses/by/4.0/deed.nl"  # as the list of DCAT-AP-NL has it
EU = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente"
OGC_FEATURES = "http://www.opengis.net/spec/ogcapi-features-1/1.0"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
}

Node = dict[str, Any]


def make_catalogus(inhouden: Sequence[Inhoud], *, publisher: Gemeente) -> Node:
    """All datasets of all gemeenten, and the service that gives them to maps; `publisher` keeps the catalogue."""
    datasets = [(inhoud, dataset) for inhoud in inhouden for dataset in datasets_of(inhoud)]
    return {
        "@context": CONTEXT,
        "@id": _url("catalogus"),
        "@type": "dcat:Catalog",
        "dct:title": _dutch(_("Open data van Wijkbeeld")),
        "dct:description": _dutch(_("Gebieden, kerncijfers, teamgebieden en aanbod per gemeente.")),
        "dct:language": _ref(f"{EU}/language/NLD"),
        "dct:license": _ref(LICENTIE),
        "dct:publisher": _organisatie(publisher),
        "dcat:contactPoint": _contact(publisher),
        "foaf:homepage": _ref(_url("open_data")),
        "dcat:dataset": [_dataset(inhoud, dataset) for inhoud, dataset in datasets],
        "dcat:service": [_service(datasets, publisher)],
    }


def _dataset(inhoud: Inhoud, dataset: Dataset) -> Node:
    gemeente = inhoud.gebiedenset.gemeente
    url = _dataset_url(gemeente, dataset)
    return {
        "@id": url,
        "@type": "dcat:Dataset",
        "dct:title": _dutch(dataset.titel),
        "dct:description": _dutch(dataset.uitleg),
        "dct:identifier": url,
        "dct:publisher": _organisatie(gemeente),
        "dct:creator": {"@type": "foaf:Agent", "foaf:name": _dutch(dataset.maker)},
        "dcat:contactPoint": _contact(gemeente),
        "dcat:theme": [_ref(f"{EU}/data-theme/{thema}") for thema in dataset.themas],
        "dct:accessRights": _ref(f"{EU}/access-right/PUBLIC"),
        "dct:accrualPeriodicity": _ref(f"{EU}/frequency/{dataset.frequentie}"),
        "dct:language": _ref(f"{EU}/language/NLD"),
        "dct:spatial": _ligging(inhoud),
        **_jaren(dataset),
        "dcat:landingPage": _ref(_url("open_data")),
        "dcat:distribution": [_distribution(gemeente, naam) for naam in dataset.bestanden],
    }


def _distribution(gemeente: Gemeente, naam: str) -> Node:
    formaat, url = FORMATEN[naam], _url("bestand", gemeente=gemeente.code, naam=naam)
    return {
        "@id": f"{url}#bestand",
        "@type": "dcat:Distribution",
        "dct:title": _dutch(naam),
        "dcat:accessURL": _ref(url),
        "dcat:downloadURL": _ref(url),
        "dcat:mediaType": _ref(f"{IANA}/{formaat.mimetype.partition(';')[0]}"),
        "dct:format": _ref(f"{EU}/file-type/{formaat.eu}"),
        "dct:license": _ref(LICENTIE),
        "dct:rights": _ref(f"{EU}/access-right/PUBLIC"),
    }


def _service(datasets: Sequence[tuple[Inhoud, Dataset]], publisher: Gemeente) -> Node:
    url = url_for("ogc.landing", _external=True)
    served = [(inhoud, dataset) for inhoud, dataset in datasets if dataset.code in ("gebieden", "aanbod")]
    return {
        "@id": url,
        "@type": "dcat:DataService",
        "dct:title": _dutch(_("Gebieden en aanbod door OGC API Features")),
        "dct:identifier": url,
        "dct:publisher": _organisatie(publisher),
        "dcat:contactPoint": _contact(publisher),
        "dcat:theme": [_ref(f"{EU}/data-theme/SOCI")],
        "dct:accessRights": _ref(f"{EU}/access-right/PUBLIC"),
        "dct:license": _ref(LICENTIE),
        "dct:conformsTo": _ref(OGC_FEATURES),
        "dcat:endpointURL": _ref(url),
        "dcat:endpointDescription": _ref(url_for("ogc.api", _external=True)),
        "dcat:servesDataset": [_ref(_dataset_url(inhoud.gebiedenset.gemeente, dataset)) for inhoud, dataset in served],
    }


def _dataset_url(gemeente: Gemeente, dataset: Dataset) -> str:
    return f"{_url('open_data')}#{gemeente.code}-{dataset.code}"


def _organisatie(gemeente: Gemeente) -> Node:
    if gemeente.code == LAND:
        return {"@type": "foaf:Agent", "foaf:name": _dutch(CBS)}
    naam = _("Gemeente %(naam)s", naam=gemeente.naam)
    return {"@id": f"{TOOI}/{gemeente.code.lower()}", "@type": "foaf:Agent", "foaf:name": _dutch(naam)}


def _contact(gemeente: Gemeente) -> Node:
    """The service itself: people of a team are nobody's contact for data."""
    start = url_for("bewoner.start", _external=True)
    return {
        "@type": "vcard:Organization",
        "vcard:fn": _dutch(_("Wijkbeeld van %(naam)s", naam=gemeente.naam)),
        "vcard:hasURL": _ref(start),
    }


def _ligging(inhoud: Inhoud) -> Node:
    gemeente = inhoud.gebiedenset.gemeente
    west, south, east, north = bounds_of(inhoud.gebiedenset)
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    wkt = f"POLYGON(({', '.join(f'{lon} {lat}' for lon, lat in corners)}))"
    named = {} if gemeente.code == LAND else {"@id": f"{TOOI}/{gemeente.code.lower()}"}
    return {**named, "@type": "dct:Location", "dcat:bbox": {"@value": wkt, "@type": "geosparql:wktLiteral"}}


def _jaren(dataset: Dataset) -> Node:
    if dataset.jaren is None:
        return {}
    first, last = dataset.jaren
    period = {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": f"{first}-01-01", "@type": "xsd:date"},
        "dcat:endDate": {"@value": f"{last}-12-31", "@type": "xsd:date"},
    }
    return {"dct:temporal": period}


def _url(endpoint: str, **values: str) -> str:
    return url_for(f"open_data.{endpoint}", _external=True, **values)


def _ref(url: str) -> Node:
    return {"@id": url}


def _dutch(text: str) -> Node:
    return {"@value": text, "@language": "nl"}
