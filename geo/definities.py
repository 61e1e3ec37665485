"""How are the definitions of indicatoren read, and held to each other? Those of the catalogue and a set's own."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from geo.indicatoren import THEMAS_WITHOUT_RICHTING, Bron, Indicator, Optelbaar, Richting, Thema
from geo.toml_fields import Fields, read_toml


@dataclass(frozen=True, kw_only=True)
class Definities:
    """What one or more indicatoren.toml say, in the order of pages and profieltaart: by thema, then by file."""

    themas: Mapping[str, Thema]
    bronnen: Mapping[str, Bron]
    indicatoren: Mapping[str, Indicator]


@dataclass(slots=True)
class _Document:
    """The tables of one file, not yet held to those of another."""

    bron: str
    themas: dict[str, Fields]
    bronnen: dict[str, Fields]
    indicatoren: dict[str, Fields]


@dataclass(slots=True)
class _Making:
    """What has been made so far; `fields` is where each indicator stands, to name its faults."""

    themas: dict[str, Thema] = field(default_factory=dict)
    bronnen: dict[str, Bron] = field(default_factory=dict)
    indicatoren: dict[str, Indicator] = field(default_factory=dict)
    fields: dict[str, Fields] = field(default_factory=dict)


def read_definities(*paths: Path) -> Definities:
    """Read and validate definitions; a later file adds to an earlier one, or replaces what has the same code.

    Parameters
    ----------
    paths
        Files with tables `themas.<code>`, `bronnen.<code>` and `indicatoren.<code>`, and `bron`, the bron of an
        indicator of that file that names none. The national catalogue is `geo/catalogus/indicatoren.toml`.

    Raises
    ------
    GebiedensetError
        Naming the file and field, and the rule that is broken.
    """
    made = _Making()
    for path in paths:
        _add(_read_document(path), made)
    _check_relations(made.indicatoren, made.fields)
    order = {thema: place for place, thema in enumerate(made.themas)}
    by_thema = sorted(made.indicatoren.values(), key=lambda indicator: order[indicator.thema])
    return Definities(themas=made.themas, bronnen=made.bronnen, indicatoren={one.code: one for one in by_thema})


def _read_document(path: Path) -> _Document:
    root = read_toml(path)
    document = _Document(
        bron=root.find("bron", str) or "",
        themas=root.find_tables("themas"),
        bronnen=root.find_tables("bronnen"),
        indicatoren=root.find_tables("indicatoren"),
    )
    root.close()
    return document


def _add(document: _Document, made: _Making) -> None:
    made.themas |= {code: _make_thema(code, fields) for code, fields in document.themas.items()}
    made.bronnen |= {code: _make_bron(fields) for code, fields in document.bronnen.items()}
    for code, fields in document.indicatoren.items():
        made.indicatoren[code] = _make_indicator(code, fields, made, document.bron)
        made.fields[code] = fields


def _make_thema(code: str, fields: Fields) -> Thema:
    gewicht = fields.find_number("gewicht")
    thema = Thema(code=code, naam=fields.take("naam", str), gewicht=1.0 if gewicht is None else gewicht)
    fields.close()
    return thema


def _make_bron(fields: Fields) -> Bron:
    bron = Bron(
        naam=fields.take("naam", str),
        tabel=fields.find("tabel", str) or "",
        url=fields.take("url", str),
        licentie=fields.take("licentie", str),
        opgehaald_op=fields.find("opgehaald_op", date),
    )
    fields.close()
    return bron


def _make_indicator(code: str, fields: Fields, made: _Making, default_bron: str) -> Indicator:
    naam, decimalen = fields.take("naam", str), _take_decimalen(fields)
    optelbaar = fields.take_word("optelbaar", Optelbaar)
    herbouwd, gewicht = fields.find("decimalen_herbouwd", int), fields.find_number("gewicht")
    afronding, of_gemeente = fields.find_number("afronding"), fields.find_number("afronding_gemeente")
    usual_afronding = 0.5 / 10**decimalen if afronding is None else afronding
    indicator = Indicator(
        code=code,
        naam=naam,
        naam_in_taart=fields.find("naam_in_taart", str) or naam,
        thema=_take_known(fields, "thema", fields.take("thema", str), made.themas),
        uitleg=fields.take("uitleg", str),
        eenheid=fields.take("eenheid", str),
        optelbaar=optelbaar,
        teller=fields.find("teller", str),
        noemer=fields.find("noemer", str),
        noemer_bij_benadering=fields.find("noemer_bij_benadering", str),
        noemer_aandeel=fields.find_interval("noemer_aandeel"),
        noemer_minstens=fields.find_texts("noemer_minstens"),
        noemer_hoogstens=fields.find_texts("noemer_hoogstens"),
        schaal=_take_schaal(fields, optelbaar),
        richting=fields.find_word("richting", Richting),
        gewicht=1.0 if gewicht is None else gewicht,
        decimalen=decimalen,
        decimalen_herbouwd=decimalen if herbouwd is None else herbouwd,
        afronding=usual_afronding,
        afronding_gemeente=usual_afronding if of_gemeente is None else of_gemeente,
        onderdrukt_tot=fields.find_number("onderdrukt_tot"),
        deel_van=fields.find("deel_van", str),
        gemodelleerd_uit=fields.find_texts("gemodelleerd_uit"),
        kolommen=fields.find_texts("kolommen"),
        bron=made.bronnen[_take_known(fields, "bron", fields.find("bron", str) or default_bron, made.bronnen)],
    )
    fields.close()
    return indicator


def _take_decimalen(fields: Fields) -> int:
    decimalen = fields.take("decimalen", int)
    return decimalen if 0 <= decimalen <= 6 else fields.refuse("decimalen", "must be 0 to 6")


def _take_schaal(fields: Fields, optelbaar: Optelbaar) -> float:
    usual = 100.0 if optelbaar is Optelbaar.AANDEEL else 1.0
    schaal = fields.find_number("schaal")
    if schaal is not None and (schaal == 0 or optelbaar in (Optelbaar.AANDEEL, Optelbaar.SOM, Optelbaar.NEE)):
        fields.refuse("schaal", "must be above 0, and is for a mean or a figure that is computed")
    return usual if schaal is None else schaal


def _take_known(fields: Fields, name: str, code: str, known: Mapping[str, object]) -> str:
    return code if code in known else fields.refuse(name, f"must be one of {', '.join(known) or 'none'}")


def _check_relations(indicatoren: Mapping[str, Indicator], fields: Mapping[str, Fields]) -> None:
    """Hold the indicatoren of a set to each other."""
    counts = {code for code, one in indicatoren.items() if one.optelbaar is Optelbaar.SOM}
    users = _users_of_names(indicatoren)
    for code, indicator in indicatoren.items():
        _check_counts(indicator, indicatoren, counts, fields[code])
        _check_shares(indicator, indicatoren, fields[code])
        _check_richting(indicator, fields[code])
        for name in indicator.kolommen:
            others = users[name] - {code}
            if others:
                fields[code].refuse("kolommen", f"{name} is also {', '.join(sorted(others))}")


def _users_of_names(indicatoren: Mapping[str, Indicator]) -> dict[str, set[str]]:
    """Say which indicatoren a name in a file may mean."""
    users: dict[str, set[str]] = {}
    for code, indicator in indicatoren.items():
        for name in (code, *indicator.kolommen):
            users.setdefault(name, set()).add(code)
    return users


def _check_shares(indicator: Indicator, indicatoren: Mapping[str, Indicator], fields: Fields) -> None:
    for name in ("noemer_minstens", "noemer_hoogstens"):
        for code in getattr(indicator, name):
            if code not in indicatoren or indicatoren[code].noemer != indicator.noemer_bij_benadering:
                fields.refuse(name, f"{code} must be a share of the noemer_bij_benadering")


def _check_counts(indicator: Indicator, indicatoren: Mapping[str, Indicator], counts: Set[str], fields: Fields) -> None:
    is_afgeleid = indicator.optelbaar is Optelbaar.AFGELEID
    for name in ("teller", "noemer", "noemer_bij_benadering", "deel_van"):
        code = getattr(indicator, name)
        is_needed = is_afgeleid and name in ("teller", "noemer")
        may_be_absent = name == "noemer" and not is_needed and code not in indicatoren
        if (is_needed or code is not None) and code not in counts and not may_be_absent:
            fields.refuse(name, "must be an indicator that is optelbaar als som")


def _check_richting(indicator: Indicator, fields: Fields) -> None:
    if indicator.richting and indicator.thema in THEMAS_WITHOUT_RICHTING:
        fields.refuse("richting", f"an indicator of thema {indicator.thema} has no richting")
    if indicator.richting and indicator.gemodelleerd_uit:
        fields.refuse("richting", "an indicator that is modelled from others has no richting: it would count twice")
