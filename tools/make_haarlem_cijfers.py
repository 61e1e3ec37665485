"""Which kerncijfers and reference does the set of Haarlem hold? Made from the folder of facts given as argument."""

import csv
import shutil
import sys
from pathlib import Path

HAARLEM = Path(__file__).parent.parent / "data/wijken/haarlem"
JAAR = "2022"


def make_kerncijfers(wide: Path, long: Path) -> None:
    """Turn one row per wijk into one row per figure; figures are copied as text, digit for digit."""
    with wide.open(encoding="utf-8", newline="") as source, long.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["gebied", "indicator", "jaar", "waarde", "status", "ondergrens", "bovengrens"])
        for row in csv.DictReader(source):
            gebied, _ = row.pop("wijkcode"), row.pop("wijk")
            writer.writerows([gebied, indicator, JAAR, waarde, "waarde", "", ""] for indicator, waarde in row.items())


def main() -> None:
    facts = Path(sys.argv[1])
    for folder in ("kerncijfers", "referentie"):
        (HAARLEM / folder).mkdir(parents=True, exist_ok=True)
    make_kerncijfers(facts / "haarlem_wijken_2022.csv", HAARLEM / f"kerncijfers/{JAAR}.csv")
    shutil.copyfile(facts / "nl_referentie_2022.csv", HAARLEM / f"referentie/nl_{JAAR}.csv")


if __name__ == "__main__":
    main()
