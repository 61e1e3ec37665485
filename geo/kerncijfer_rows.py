"""Which kerncijfers of one gemeente does a reading hold, and why are those missing that are missing?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.errors import KerncijferFileError, Problem
from geo.gebieden import LAND, gemeente_of_code, soort_of_code
from geo.indicatoren import Indicator, Optelbaar, kolom_index
from geo.kerncijfers import Status
from geo.readers import Reading

# How OData v4 says why a figure is missing.
_STATUS_OF_MARK = {
    "Confidential": Status.ONDERDRUKT,
    "Secret": Status.ONDERDRUKT,
    "Impossible": Status.NIET_VAN_TOEPASSING,
    "Missing": Status.NIET_GEPUBLICEERD,
}
# gebied and indicator -> what was published
Counts = Mapping[tuple[str, str], float]

_WHOLE_SHARE = 100.0


def make_kerncijfer_rows(
    reading: Reading, indicatoren: Mapping[str, Indicator], *, gemeente: str, jaar: int, codes: frozenset[str]
) -> pd.DataFrame:
    """Turn a reading into rows of kerncijfers, and say of each missing figure why it is missing.

    A figure that no gebied of its soort has is not published (yet). One that others do have, is hidden; or does not
    apply, where there is nothing to divide by. What is hidden lies between 0 and what is known to be the largest count
    that is hidden, the count that it is a part of, or 100 %.

    Parameters
    ----------
    indicatoren
        The definitions, whose `kolommen` say what each kolom of the reading is.
    codes
        The gebieden that the set has boundaries of.

    Returns
    -------
    gebied, indicator, waarde (NaN: missing), status, ondergrens, bovengrens (NaN: not an interval), kolom, rij (in the
    file); of the gebieden of the gemeente only, or of all for the land.

    Raises
    ------
    KerncijferFileError
        Naming file, row and column: a gebied without boundaries, another year, two columns for one indicator, an
        impossible figure; or nothing at all of this gemeente or of any known indicator.
    """
    known = kolom_index(indicatoren)
    is_known = reading.rows["kolom"].isin(known)
    rows = reading.rows[is_known].assign(indicator=lambda rows: [known[kolom].code for kolom in rows["kolom"]])
    rows = rows.assign(status=_find_status(rows, indicatoren))
    own = rows if gemeente == LAND else rows[[gemeente_of_code(code) == gemeente for code in rows["gebied"]]]
    problems = list(_problems(reading, own, indicatoren, gemeente=gemeente, jaar=jaar, codes=codes))
    if problems:
        raise KerncijferFileError(problems)
    return _with_bounds(own[own["gebied"].isin(codes)], indicatoren)


def unknown_kolommen(reading: Reading, indicatoren: Mapping[str, Indicator]) -> list[str]:
    """Give the columns of a reading that no indicator has among its kolommen, with their title where there is one."""
    known = kolom_index(indicatoren)
    names = [kolom for kolom in reading.rows["kolom"].unique() if kolom not in known]
    return [f"{name} ({title})" if (title := reading.titels.get(name, name)) != name else name for name in names]


def _find_status(rows: pd.DataFrame, indicatoren: Mapping[str, Indicator]) -> list[Status]:
    soort = rows["gebied"].map(soort_of_code)
    has_any = rows["waarde"].notna().groupby([rows["indicator"], soort]).transform("any")
    signs = zip(rows["waarde"].isna(), has_any, _is_empty(rows, indicatoren), rows["tekst"], strict=True)
    return [_status(*sign) for sign in signs]


def _status(is_missing: bool, has_any: bool, is_empty: bool, mark: str) -> Status:
    if not is_missing:
        return Status.WAARDE
    if mark in _STATUS_OF_MARK:
        return _STATUS_OF_MARK[mark]
    if not has_any:
        return Status.NIET_GEPUBLICEERD
    return Status.NIET_VAN_TOEPASSING if is_empty else Status.ONDERDRUKT


def _is_empty(rows: pd.DataFrame, indicatoren: Mapping[str, Indicator]) -> list[bool]:
    """Whether there is nothing to divide a ratio by: its noemer, or else its stand-in, is published as 0."""
    known = rows.dropna(subset="waarde")
    counts = dict(zip(zip(known["gebied"], known["indicator"], strict=True), known["waarde"], strict=True))
    ratio = {code for code, one in indicatoren.items() if one.optelbaar in (Optelbaar.AANDEEL, Optelbaar.GEMIDDELDE)}
    noemers = {code: (one.noemer, one.noemer_bij_benadering) for code, one in indicatoren.items()}
    keys = zip(rows["gebied"], rows["indicator"], strict=True)
    return [code in ratio and _first_known(counts, gebied, noemers[code]) == 0 for gebied, code in keys]


def _first_known(counts: Counts, gebied: str, codes: Sequence[str | None]) -> float | None:
    return next((counts[gebied, code] for code in codes if code and (gebied, code) in counts), None)


def _problems(
    reading: Reading,
    own: pd.DataFrame,
    indicatoren: Mapping[str, Indicator],
    *,
    gemeente: str,
    jaar: int,
    codes: frozenset[str],
) -> Iterator[Problem]:
    file = reading.bron.bestand
    if own.empty:
        yield _nothing_found(reading, gemeente)
        return
    of_another_year = own[own["jaar"].notna() & (own["jaar"] != jaar)].drop_duplicates("jaar")
    for rij, found in _firsts(of_another_year, "jaar"):
        yield Problem(file, rij, "jaar", f"is of {found}, not of {jaar}")
    for rij, code in _firsts(own[~own["gebied"].isin(codes)], "gebied"):
        rule = f"{code} is not among the boundaries of this set; import the boundaries of the same year first"
        yield Problem(file, rij, "gebied", rule)
    doubles = own[own.duplicated(["gebied", "indicator"])].drop_duplicates("kolom")
    for rij, kolom, indicator in doubles[["rij", "kolom", "indicator"]].itertuples(index=False, name=None):
        yield Problem(file, int(rij), kolom, f"another column is {indicator} too")
    yield from _impossible(own, indicatoren, file)


def _nothing_found(reading: Reading, gemeente: str) -> Problem:
    gemeenten = sorted({gemeente_of_code(code) for code in reading.rows["gebied"]})
    if gemeente != LAND and gemeente not in gemeenten:
        return Problem(reading.bron.bestand, 0, "gebied", f"has no row of {gemeente}, but of {_listed(gemeenten)}")
    kolommen = _listed(list(reading.rows["kolom"].unique()))
    return Problem(reading.bron.bestand, 0, "", f"none of its columns is a known indicator: {kolommen}")


def _impossible(own: pd.DataFrame, indicatoren: Mapping[str, Indicator], file: str) -> Iterator[Problem]:
    optelbaar = own["indicator"].map({code: one.optelbaar for code, one in indicatoren.items()})
    is_negative = (own["waarde"] < 0) & (optelbaar != Optelbaar.NEE)
    is_over = (own["waarde"] > _WHOLE_SHARE) & (optelbaar == Optelbaar.AANDEEL)
    for is_wrong, rule in ((is_negative, "must not be negative"), (is_over, "must not be over 100 %")):
        for rij, kolom, tekst in own[is_wrong][["rij", "kolom", "tekst"]].itertuples(index=False, name=None):
            yield Problem(file, int(rij), kolom, f"{tekst} {rule}")


def _firsts(rows: pd.DataFrame, column: str) -> list[tuple[int, Any]]:
    firsts = rows.drop_duplicates("rij")
    return [(int(rij), value) for rij, value in zip(firsts["rij"], firsts[column], strict=True)]


def _with_bounds(rows: pd.DataFrame, indicatoren: Mapping[str, Indicator]) -> pd.DataFrame:
    """Give what is hidden its bounds, where anything bounds it."""
    is_hidden = rows["status"] == Status.ONDERDRUKT
    optelbaar = rows["indicator"].map({code: one.optelbaar for code, one in indicatoren.items()})
    highest = _highest_counts(rows, indicatoren).where(optelbaar == Optelbaar.SOM)
    highest = highest.mask(optelbaar == Optelbaar.AANDEEL, _WHOLE_SHARE).where(is_hidden)
    bounded = rows.assign(ondergrens=highest * 0.0, bovengrens=highest)
    return bounded[["gebied", "indicator", "waarde", "status", "ondergrens", "bovengrens", "kolom", "rij"]]


def _highest_counts(rows: pd.DataFrame, indicatoren: Mapping[str, Indicator]) -> "pd.Series[float]":
    """The largest count that can be hidden: what is known of that, or the count that it is a part of."""
    known = {code: one.onderdrukt_tot for code, one in indicatoren.items() if one.onderdrukt_tot is not None}
    wholes = {code: one.deel_van for code, one in indicatoren.items()}
    margins = {code: one.afronding for code, one in indicatoren.items()}
    counts = rows.set_index(["gebied", "indicator"])["waarde"].to_dict()
    keys = zip(rows["gebied"], rows["indicator"], strict=True)
    of_whole = [
        counts.get((gebied, whole), np.nan) + margins[whole] if (whole := wholes[code]) else np.nan
        for gebied, code in keys
    ]
    return pd.Series(np.fmin(rows["indicator"].map(known).astype(float), of_whole), index=rows.index)


def _listed(names: list[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
