"""Which entries stand in HSDS 3.0 JSON (a page, a list or a line for each service), said in fields of ours?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from collectief.errors import BronbestandError
from collectief.inlezen.hsds_roosters import openingstijden_of
from collectief.inlezen.tabel import MAX_RIJEN, Rij, Tabel
from collectief.inlezen.woorden import find_word
from collectief.words import Doelgroep, Karakter, Keuze, Leefgebied, SoortAanbod, Status

Record = Mapping[str, Any]

STATUS = {"active": Status.GEPUBLICEERD, "inactive": Status.GESTOPT, "defunct": Status.GESTOPT}
# What terms of any taxonomy may tell, when we know the word.
TERMS: dict[str, type[Keuze]] = {
    "soort": SoortAanbod,
    "karakter": Karakter,
    "leefgebieden": Leefgebied,
    "doelgroepen": Doelgroep,
}
BOM = b"\xef\xbb\xbf"


def read_hsds(data: bytes) -> Tabel:
    """Raises BronbestandError. People among the contacts are left out: they never agreed to be on our map."""
    services = list(_services(data.removeprefix(BOM).strip()))
    if len(services) > MAX_RIJEN:
        raise BronbestandError("te_veel_rijen", max=MAX_RIJEN)
    rows = [Rij(number, _texts(service)) for number, service in enumerate(services, start=1)]
    columns = dict.fromkeys(field for row in rows for field in row.cellen)
    return Tabel(list(columns), rows, is_vertaald=True)


def _services(data: bytes) -> Iterator[Record]:
    for document in _documents(data):
        for service in _listed(document):
            if not isinstance(service, dict) or not isinstance(service.get("name"), str):
                raise BronbestandError("geen_hsds")
            yield service


def _documents(data: bytes) -> list[Any]:
    """One document, or else one on each line (ndjson)."""
    try:
        return [orjson.loads(data)]
    except orjson.JSONDecodeError:
        lines = [line for line in data.splitlines() if line.strip()]
    try:
        return [orjson.loads(line) for line in lines]
    except orjson.JSONDecodeError as error:
        raise BronbestandError("json_kapot") from error


def _listed(document: Any) -> Sequence[Any]:
    """A page has its services in `contents`; without that it is a list, or one service."""
    if not isinstance(document, dict):
        return document if isinstance(document, list) else [document]
    listed = document.get("contents", document.get("services", [document]))
    return listed if isinstance(listed, list) else [listed]


def _texts(service: Record) -> dict[str, str]:
    organisation, place = _record(service, "organization"), _place(service)
    told = {
        "id": service.get("id"),
        "naam": service["name"],
        "omschrijving": service.get("description"),
        "status": STATUS.get(str(service.get("status")), ""),
        "kosten": service.get("fees_description") or service.get("fees"),
        "leeftijd_min": service.get("minimum_age"),
        "leeftijd_max": service.get("maximum_age"),
        "gecontroleerd_op": service.get("assured_date"),
        "talen": _joined(language.get("code") for language in _records(service, "languages")),
        "openingstijden": openingstijden_of(_schedules(service)),
        "organisatie": organisation.get("name"),
        **_contact(service, organisation),
        **place,
        **_terms(service),
    }
    return {field: _text(value) for field, value in told.items()}


def _contact(service: Record, organisation: Record) -> dict[str, Any]:
    phones = [phone.get("number") for owner in (service, organisation) for phone in _records(owner, "phones")]
    return {
        "organisatie_telefoon": next((number for number in phones if number), ""),
        "organisatie_email": service.get("email") or organisation.get("email"),
        "organisatie_website": service.get("url") or organisation.get("website"),
    }


def _places(service: Record) -> Iterator[Record]:
    for at_location in _records(service, "service_at_locations"):
        yield _record(at_location, "location")
    yield from _records(service, "locations")


def _place(service: Record) -> dict[str, Any]:
    """The first place that somebody can go to."""
    location = next((one for one in _places(service) if one.get("location_type") != "virtual"), {})
    address = next(_records(location, "addresses"), {})
    street = [address.get(name) for name in ("address_1", "address_2")]
    return {
        "lat": location.get("latitude"),
        "lon": location.get("longitude"),
        "locatie": location.get("name"),
        "straat": " ".join(part for part in street if isinstance(part, str)),
        "postcode": address.get("postal_code"),
        "plaats": address.get("city"),
    }


def _schedules(service: Record) -> list[Record]:
    """Its own, or those of its first place."""
    own = list(_records(service, "schedules"))
    return own or next((list(_records(one, "schedules")) for one in _records(service, "service_at_locations")), [])


def _terms(service: Record) -> dict[str, str]:
    """Words of ours among the taxonomy terms of a service: other taxonomies may say what they like."""
    terms = [_record(attribute, "taxonomy_term") for attribute in _records(service, "attributes")]
    names = [str(term.get(name, "")) for term in terms for name in ("code", "name")]
    return {
        field: _joined(dict.fromkeys(word.value for name in names if (word := find_word(words, name))))
        for field, words in TERMS.items()
    }


def _record(owner: Record, name: str) -> Record:
    found = owner.get(name)
    return found if isinstance(found, dict) else {}


def _records(owner: Record, name: str) -> Iterator[Record]:
    found = owner.get(name)
    return (one for one in found if isinstance(one, dict)) if isinstance(found, list) else iter(())


def _joined(words: Any) -> str:
    return "; ".join(word for word in words if isinstance(word, str))


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""
