"""What does each indicator mean, how may it be summed, and where does it come from?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from geo.toml_fields import Fields, read_toml

THEMAS_WITHOUT_RICHTING = frozenset({"herkomst", "geslacht"})


class Optelbaar(StrEnum):
    """How the figure of a larger gebied follows from the figures of its parts."""

    SOM = "som"
    AANDEEL = "aandeel"  # a percentage of the noemer
    GEMIDDELDE = "gemiddelde"  # a mean over the noemer of something that cannot be negative
    AFGELEID = "afgeleid"  # teller divided by noemer, both indicatoren of the set
    NEE = "nee"


class Richting(StrEnum):
    """Which way is gunstiger."""

    HOGER = "hoger"
    LAGER = "lager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bron:
    """Where figures come from; `opgehaald_op` is None when nobody wrote it down."""

    naam: str
    tabel: str
    url: str
    licentie: str
    opgehaald_op: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """The definition of one kerncijfer.

    `noemer_bij_benadering` names the indicator that stands in where `noemer` is not in the set. `afronding` is the
    largest distance between a published figure and the truth. A published figure is shown with `decimalen`, one rebuilt
    from its parts with `decimalen_herbouwd`. `naam_in_taart` reads in the direction of the score: more is gunstiger.
    """

    code: str
    naam: str
    naam_in_taart: str
    thema: str
    uitleg: str
    eenheid: str
    optelbaar: Optelbaar
    teller: str | None
    noemer: str | None
    noemer_bij_benadering: str | None
    richting: Richting | None
    decimalen: int
    decimalen_herbouwd: int
    afronding: float
    bron: Bron

    def find_noemer(self, indicatoren: Mapping[str, "Indicator"]) -> "Indicator | None":
        """Find what to divide and weigh by: the true noemer if the set has it, else its stand-in, else none."""
        known = (indicatoren.get(code) for code in (self.noemer, self.noemer_bij_benadering) if code)
        return next((noemer for noemer in known if noemer), None)


def read_indicatoren(path: Path) -> dict[str, Indicator]:
    """Read and validate the definitions of a gebiedenset.

    Parameters
    ----------
    path
        An `indicatoren.toml`: tables `bronnen.<code>` and `indicatoren.<code>`, and `bron`, the bron of an indicator
        that names none.

    Returns
    -------
    Code to definition, in the order of the file: the order of pages and profieltaart.

    Raises
    ------
    GebiedensetError
        Naming the file and field, and the rule that is broken.
    """
    document = read_toml(path)
    default = document.find("bron", str)
    bronnen = {code: _make_bron(fields) for code, fields in document.take_tables("bronnen").items()}
    tables = document.take_tables("indicatoren")
    document.close()
    indicatoren = {code: _make_indicator(code, fields, bronnen, default) for code, fields in tables.items()}
    for code, fields in tables.items():
        _check_relations(indicatoren[code], indicatoren, fields)
    return indicatoren


def _make_bron(fields: Fields) -> Bron:
    bron = Bron(
        naam=fields.take("naam", str),
        tabel=fields.take("tabel", str),
        url=fields.take("url", str),
        licentie=fields.take("licentie", str),
        opgehaald_op=fields.find("opgehaald_op", date),
    )
    fields.close()
    return bron


def _make_indicator(code: str, fields: Fields, bronnen: Mapping[str, Bron], default: str | None) -> Indicator:
    naam, decimalen = fields.take("naam", str), _take_decimalen(fields)
    herbouwd, afronding = fields.find("decimalen_herbouwd", int), fields.find_number("afronding")
    bron = fields.find("bron", str) or default or ""
    indicator = Indicator(
        code=code,
        naam=naam,
        naam_in_taart=fields.find("naam_in_taart", str) or naam,
        thema=fields.take("thema", str),
        uitleg=fields.take("uitleg", str),
        eenheid=fields.take("eenheid", str),
        optelbaar=fields.take_word("optelbaar", Optelbaar),
        teller=fields.find("teller", str),
        noemer=fields.find("noemer", str),
        noemer_bij_benadering=fields.find("noemer_bij_benadering", str),
        richting=fields.find_word("richting", Richting),
        decimalen=decimalen,
        decimalen_herbouwd=decimalen if herbouwd is None else herbouwd,
        afronding=0.5 / 10**decimalen if afronding is None else afronding,
        bron=bronnen[bron] if bron in bronnen else fields.refuse("bron", "must be one of bronnen"),
    )
    fields.close()
    return indicator


def _take_decimalen(fields: Fields) -> int:
    decimalen = fields.take("decimalen", int)
    return decimalen if 0 <= decimalen <= 6 else fields.refuse("decimalen", "must be 0 to 6")


def _check_relations(indicator: Indicator, indicatoren: Mapping[str, Indicator], fields: Fields) -> None:
    """Hold an indicator to the others of its set."""
    if indicator.richting and indicator.thema in THEMAS_WITHOUT_RICHTING:
        fields.refuse("richting", f"an indicator of thema {indicator.thema} has no richting")
    counts = {code for code, other in indicatoren.items() if other.optelbaar is Optelbaar.SOM}
    if indicator.optelbaar is Optelbaar.AFGELEID and indicator.teller not in counts:
        fields.refuse("teller", "must be an indicator of this file that is optelbaar als som")
    if indicator.optelbaar is Optelbaar.AFGELEID and indicator.noemer not in counts:
        fields.refuse("noemer", "must be an indicator of this file that is optelbaar als som")
    if indicator.noemer_bij_benadering not in counts | {None}:
        fields.refuse("noemer_bij_benadering", "must be an indicator of this file that is optelbaar als som")
    if indicator.noemer in indicatoren.keys() - counts:
        fields.refuse("noemer", "must be optelbaar als som")
