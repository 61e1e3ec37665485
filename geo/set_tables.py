"""What do the tables beside the boundaries of a gebiedenset say? Each may be absent, and is then empty."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from geo.crs import lies_in_nederland
from geo.indicatoren import Indicator, read_indicatoren
from geo.kerncijfers import COLUMNS as KERNCIJFERS_COLUMNS
from geo.kerncijfers import read_kerncijfers
from geo.scores import read_referentie
from geo.tables import parse_numbers, read_text_table, refuse_where

_REFERENTIE_COLUMNS = ["jaar", "gemiddelde", "standaardafwijking"]


def read_set_indicatoren(folder: Path) -> dict[str, Indicator]:
    """Read indicatoren.toml."""
    path = folder / "indicatoren.toml"
    return dict(read_indicatoren(path)) if path.exists() else {}


def read_set_kerncijfers(folder: Path, *, indicatoren: Mapping[str, Indicator]) -> pd.DataFrame:
    """Read every year of kerncijfers/ into one long frame."""
    years = [read_kerncijfers(path, indicatoren=indicatoren) for path in sorted(folder.glob("kerncijfers/*.csv"))]
    return pd.concat(years, ignore_index=True) if years else pd.DataFrame(columns=KERNCIJFERS_COLUMNS)


def read_set_referentie(folder: Path) -> pd.DataFrame:
    """Read the frozen reference for scores; the last file of referentie/ is the one that counts."""
    paths = sorted(folder.glob("referentie/*.csv"))
    none = pd.DataFrame(columns=_REFERENTIE_COLUMNS, index=pd.Index([], name="indicator"))
    return read_referentie(paths[-1]) if paths else none


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
