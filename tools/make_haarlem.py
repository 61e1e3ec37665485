#!/usr/bin/env python3
"""Which files of data/wijken/haarlem follow from the facts? `make_haarlem.py FACTS [FOLDER]` writes them again."""

import shutil
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.crs import RD  # noqa: E402
from geo.grenzen import grenzen_path, make_grenzen, write_grenzen  # noqa: E402
from geo.sketch import make_sketch  # noqa: E402

COPIED = {
    "teams_2015.csv": "teams.csv",
    "formatie_2015.csv": "formatie_2015.csv",
    "registratie_2015.csv": "registratie_2015.csv",
    "stad_2017.csv": "stad_2017.csv",
    "profieltaart_buurten_2015.csv": "profieltaart_buurten_2015.csv",
    "tevredenheid.csv": "metingen/tevredenheid.csv",
    "haarlem_postcode4.csv": "postcodes.csv",
}
NAME_OF_CODE = {"gemeentecode": "gemeente", "wijkcode": "wijk", "buurtcode": "buurt"}


def main(facts: Path, haarlem: Path) -> None:
    for source, target in COPIED.items():
        (haarlem / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(facts / source, haarlem / target)
    buurten = pd.read_csv(facts / "haarlem_buurten_2016.csv")
    buurten[["buurtcode", "team"]].to_csv(haarlem / "teamgebieden.csv", index=False)
    outlines = make_sketch(pd.read_csv(facts / "haarlem_hectaren_2016.csv"))
    write_grenzen(make_haarlem_grenzen(buurten, outlines), grenzen_path(haarlem, 2016))


def make_haarlem_grenzen(buurten: pd.DataFrame, outlines: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """All three levels; wijken and gemeente are dissolved from the buurten."""
    named = buurten.assign(gemeentecode="GM0392", gemeente="Haarlem")
    drawn = gpd.GeoDataFrame(named, geometry=named["buurtcode"].map(outlines), crs=RD)
    levels = [_make_level(drawn, code, naam) for code, naam in NAME_OF_CODE.items()]
    return make_grenzen(gpd.GeoDataFrame(pd.concat(levels), crs=RD))


def _make_level(drawn: gpd.GeoDataFrame, code: str, naam: str) -> gpd.GeoDataFrame:
    level = drawn.dissolve(code, method="coverage").reset_index()
    return level[[code, naam, "geometry"]].set_axis(["code", "naam", "geometry"], axis=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "data" / "wijken" / "haarlem")
