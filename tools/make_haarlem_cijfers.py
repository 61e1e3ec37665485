"""Which kerncijfers does the set of Haarlem hold, and against what is the land measured? Made from published facts."""

import csv
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).parent.parent
HAARLEM = PROJECT / "data/wijken/haarlem"
JAAR = "2022"
BRON = "kwb_2022"


def make_kerncijfers(wide: Path, long: Path) -> None:
    """Turn one row per wijk into one row per figure; figures are copied as text, digit for digit."""
    with wide.open(encoding="utf-8", newline="") as source, long.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["gebied", "indicator", "jaar", "waarde", "status", "ondergrens", "bovengrens", "bron"])
        for row in csv.DictReader(source):
            gebied, _ = row.pop("wijkcode"), row.pop("wijk")
            rows = ([gebied, indicator, JAAR, waarde, "waarde", "", "", BRON] for indicator, waarde in row.items())
            writer.writerows(rows)


def main() -> None:
    facts = Path(sys.argv[1])
    (HAARLEM / "kerncijfers").mkdir(parents=True, exist_ok=True)
    make_kerncijfers(facts / "haarlem_wijken_2022.csv", HAARLEM / f"kerncijfers/{JAAR}.csv")
    shutil.copyfile(facts / "nl_referentie_2022.csv", PROJECT / f"geo/catalogus/nl_{JAAR}.csv")


if __name__ == "__main__":
    main()
