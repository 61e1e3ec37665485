"""Does a package that we serve with have a known vulnerability?"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.txt"
COMMAND = ("pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json", "-r", str(LOCK))


def run_pip_audit() -> tuple[list[dict[str, Any]], str]:
    """What it says of each package, and its complaint if it could say nothing."""
    result = subprocess.run([sys.executable, "-m", *COMMAND], capture_output=True, text=True, check=False)
    findings = json.loads(result.stdout)["dependencies"] if result.stdout else []
    return findings, result.stderr.strip().rpartition("\n")[2]


def fault_lines(findings: list[dict[str, Any]]) -> Iterator[str]:
    for finding in findings:
        for fault in finding["vulns"]:
            mended_in = ", ".join(fault["fix_versions"]) or "no version yet"
            yield f"audit: {finding['name']} {finding['version']} has {fault['id']}, mended in {mended_in}"


def make_report(findings: list[dict[str, Any]], complaint: str) -> tuple[int, list[str]]:
    """The exit status and the lines to print. A mirror without the service makes pip-audit skip every package."""
    audited = [finding for finding in findings if "skip_reason" not in finding]
    if not audited:
        reason = findings[0]["skip_reason"] if findings else complaint
        return 0, [f"audit: skipped, because the vulnerability service could not be reached ({reason})"]
    faults = list(fault_lines(audited))
    return int(bool(faults)), [*faults, f"audit: {len(audited)} of {len(findings)} packages looked up"]


def main() -> int:
    status, lines = make_report(*run_pip_audit())
    print(*lines, sep="\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
