#!/usr/bin/env python3
"""Which files of data/wijken/haarlem follow from the facts? `tools/make_haarlem.py FACTS` writes them again."""

import shutil
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.crs import RD  # noqa: E402
from geo.grenzen import make_grenzen, write_grenzen  # noqa: E402
from geo.sketch import make_sketch  # noqa: E402

HAARLEM = ROOT / "data" / "wijken" / "haarlem"
COPIED = {
    "teams_2015.csv": "teams.csv",
    "formatie_2015.csv": "formatie_2015.csv",
    "registratie_2015.csv": "registratie_2015.csv",
    "stad_2017.csv": "stad_2017.csv",
    "profieltaart_buurten_2015.csv": "profieltaart_buurten_2015.csv",
    "tevredenheid.csv": "metingen/tevredenheid.csv",
    "haarlem_postcode4.csv": "postcodes.csv",
}


def main(facts: Path) -> None:
    for source, target in COPIED.items():
        (HAARLEM / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(facts / source, HAARLEM / target)
    buurten = pd.read_csv(facts / "haarlem_buurten_2016.csv")
    buurten[["buurtcode", "team"]].to_csv(HAARLEM / "teamgebieden.csv", index=False)
    outlines = make_sketch(pd.read_csv(facts / "haarlem_hectaren_2016.csv"))
    write_grenzen(haarlem_grenzen(buurten, outlines), HAARLEM / "grenzen" / "2016.geojson")


def haarlem_grenzen(buurten: pd.DataFrame, outlines: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """All three levels: wijken and gemeente are dissolved from the buurten."""
    buurten = buurten.assign(gemeentecode="GM0392", gemeente="Haarlem", geometry=buurten["buurtcode"].map(outlines))
    levels = [_dissolved(buurten, by=by, naam=naam) for by, naam in LEVELS.items()]
    return make_grenzen(gpd.GeoDataFrame(pd.concat(levels), crs=RD))


LEVELS = {"gemeentecode": "gemeente", "wijkcode": "wijk", "buurtcode": "buurt"}


def _dissolved(buurten: pd.DataFrame, *, by: str, naam: str) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(buurten, crs=RD).dissolve(by, method="coverage").reset_index()
    return frame[[by, naam, "geometry"]].set_axis(["code", "naam", "geometry"], axis=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
