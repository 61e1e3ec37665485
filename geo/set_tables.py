"""What do the tables beside the boundaries of a gebiedenset say? Each may be absent, and is then empty."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from geo.crs import lies_in_nederland
from geo.definities import Definities, read_definities
from geo.indicatoren import CATALOGUS, Bron, Indicator
from geo.kerncijfers import COLUMNS as KERNCIJFERS_COLUMNS
from geo.kerncijfers import read_kerncijfers
from geo.scores import Referentietabel, read_referentietabel
from geo.tables import parse_numbers, read_text_table, refuse_where

INDICATOREN_FILE, INDICATOREN_FOLDER = "indicatoren.toml", "indicatoren"
BRONNEN_COLUMNS = ["code", "naam", "tabel", "url", "licentie", "opgehaald_op", "bestand", "sha256"]


def read_set_definities(folder: Path) -> Definities:
    """Read the national catalogue, and what this set adds to it or puts otherwise."""
    own = find_own_definities(folder)
    return read_definities(CATALOGUS / INDICATOREN_FILE, *own) if own else _read_catalogus()


def find_own_definities(folder: Path) -> list[Path]:
    """Give the files with definitions of a set itself: indicatoren.toml, and those that came with figures."""
    own = folder / INDICATOREN_FILE
    return [*([own] if own.exists() else []), *sorted(folder.glob(f"{INDICATOREN_FOLDER}/*.toml"))]


@lru_cache(maxsize=1)
def _read_catalogus() -> Definities:
    """Read the catalogue alone, once: it comes with the program."""
    return read_definities(CATALOGUS / INDICATOREN_FILE)


def read_bronnen(folder: Path) -> dict[str, Bron]:
    """Read bronnen.csv: where the figures of this set come from, by code.

    Raises
    ------
    GebiedensetError
        When a code or naam is missing, a code stands there twice, or opgehaald_op is no date.
    """
    path = folder / "bronnen.csv"
    if not path.exists():
        return {}
    rows = read_text_table(path, BRONNEN_COLUMNS)
    for column in ("code", "naam"):
        refuse_where(rows[column] == "", path, column, "must be given")
    refuse_where(rows["code"].duplicated(), path, "code", "stands there twice")
    is_date = rows["opgehaald_op"].str.fullmatch(r"\d{4}-\d{2}-\d{2}|")
    refuse_where(~is_date, path, "opgehaald_op", "must be a date such as 2024-03-01")
    records = ({str(name): value for name, value in row.items()} for row in rows.to_dict("records"))
    return {row.pop("code"): _make_bron(row) for row in records}


def _make_bron(row: dict[str, str]) -> Bron:
    day = row.pop("opgehaald_op")
    return Bron(**row, opgehaald_op=date.fromisoformat(day) if day else None)


def write_bronnen(folder: Path, bronnen: Mapping[str, Bron]) -> None:
    """Write bronnen.csv so that `read_bronnen` gives the same."""
    rows = [{"code": code, **asdict(bron), "opgehaald_op": bron.opgehaald_op or ""} for code, bron in bronnen.items()]
    pd.DataFrame(rows, columns=BRONNEN_COLUMNS).to_csv(folder / "bronnen.csv", index=False)


def read_set_kerncijfers(
    folder: Path, *, indicatoren: Mapping[str, Indicator], bronnen: Collection[str] = ()
) -> pd.DataFrame:
    """Read every year of kerncijfers/ into one long frame."""
    paths = sorted(folder.glob("kerncijfers/*.csv"))
    years = [read_kerncijfers(path, indicatoren=indicatoren, bronnen=bronnen) for path in paths]
    return pd.concat(years, ignore_index=True) if years else pd.DataFrame(columns=KERNCIJFERS_COLUMNS)


def read_set_referenties(folder: Path) -> dict[str, Referentietabel]:
    """Read the frozen references for scores: that of the land from the catalogue, and those of the set itself.

    A file is named after what it is of and its year: `nl_2022.csv`, `gemeente_2023.csv`. Of several years the one with
    most indicatoren counts, and of those the first, so that scores of later years stay comparable.
    """
    paths = sorted([*CATALOGUS.glob("*_*.csv"), *folder.glob("referentie/*_*.csv")], key=lambda path: path.stem)
    tables: dict[str, Referentietabel] = {}
    for table in map(read_referentietabel, paths):
        if table.code not in tables or len(table.referenties) > len(tables[table.code].referenties):
            tables[table.code] = table
    return tables


def read_teams(folder: Path) -> pd.DataFrame:
    """Read teams.csv: slug, naam, gebied_in_woorden (all text).

    Raises
    ------
    GebiedensetError
        When a column or field is missing, or a slug stands there twice.
    """
    path = folder / "teams.csv"
    teams = _read_table(path, ["slug", "naam", "gebied_in_woorden"])
    refuse_where(teams["slug"].duplicated(), path, "slug", "stands there twice")
    return teams


def read_teamgebieden(folder: Path, *, teams: Collection[str], buurten: Collection[str]) -> dict[str, frozenset[str]]:
    """Read teamgebieden.csv (buurtcode, team): which buurten each team starts with, by slug.

    Raises
    ------
    GebiedensetError
        When a team or buurt is not known, or a buurt stands there twice.
    """
    path = folder / "teamgebieden.csv"
    rows = _read_table(path, ["buurtcode", "team"])
    refuse_where(~rows["team"].isin(teams), path, "team", "is not a slug of teams.csv")
    refuse_where(~rows["buurtcode"].isin(buurten), path, "buurtcode", "is not a buurt of the boundaries")
    refuse_where(rows["buurtcode"].duplicated(), path, "buurtcode", "stands there twice")
    return {str(team): frozenset(codes) for team, codes in rows.groupby("team")["buurtcode"]}


def drop_unknown_buurten(folder: Path, *, buurten: Collection[str]) -> list[str]:
    """Rewrite teamgebieden.csv without the buurten that no longer exist, and give their codes."""
    path = folder / "teamgebieden.csv"
    rows = _read_table(path, ["buurtcode", "team"])
    is_known = rows["buurtcode"].isin(buurten)
    if not is_known.all():
        rows[is_known].to_csv(path, index=False)
    return list(rows["buurtcode"][~is_known])


def read_postcodes(folder: Path) -> pd.DataFrame:
    """Read postcodes.csv: index postcode4 (text); lon and lat (WGS84) of a point inside.

    Raises
    ------
    GebiedensetError
        When a postcode is not four digits or stands there twice, or its point is not in the Netherlands.
    """
    path = folder / "postcodes.csv"
    rows = _read_table(path, ["postcode4", "lon", "lat"])
    refuse_where(~rows["postcode4"].str.fullmatch(r"[1-9]\d{3}"), path, "postcode4", "must be four digits")
    refuse_where(rows["postcode4"].duplicated(), path, "postcode4", "stands there twice")
    rows = rows.assign(lon=parse_numbers(rows["lon"], path), lat=parse_numbers(rows["lat"], path))
    inside = [lies_in_nederland(lon, lat) for lon, lat in zip(rows["lon"], rows["lat"], strict=True)]
    refuse_where(~pd.Series(inside, dtype=bool), path, "lon, lat", "must lie in the Netherlands (WGS84)")
    return rows.set_index("postcode4")


def _read_table(path: Path, columns: list[str]) -> pd.DataFrame:
    """Read a csv whose every field must be given; an absent file has no rows."""
    if not path.exists():
        return pd.DataFrame(columns=columns, dtype=str)
    rows = read_text_table(path, columns)
    for column in columns:
        refuse_where(rows[column].str.strip() == "", path, column, "must be given")
    return rows
