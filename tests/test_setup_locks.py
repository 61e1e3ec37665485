"""Is what we install pinned, from no named host, free for us to use and free of known faults?"""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.assets import PROJECT
from tools.audit import make_report

LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-node.txt")
HOST = re.compile(r"https?:|git\+|file:|--(extra-)?index-url|--find-links|.resolved.:")

# Permissive, or named as compatible in the appendix of the EUPL 1.2. GPL and AGPL are named there too, but would make
# the whole theirs.
COMPATIBLE = {
    "0BSD",
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "EUPL-1.2",
    "ISC",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
}
COMPATIBLE |= {"MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib"}
CLASSIFIERS = {"MIT License": "MIT", "BSD License": "BSD", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0"}
CLASSIFIERS |= {"The Unlicense (Unlicense)": "Unlicense", "Apache Software License": "Apache-2.0"}
CLASSIFIERS["Python Software Foundation License"] = "PSF-2.0"
CLASSIFIERS["GNU Lesser General Public License v2 or later (LGPLv2+)"] = "LGPL-2.1-or-later"  # we choose the later
# Packages whose fields do not say it: the text of their licence files, read by us.
READ_BY_US = {"pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1", "resvg-py": "MIT"}


def read_requirements(lock: str) -> Iterator[tuple[Requirement, str]]:
    """Each requirement of a lock file with its hashes."""
    for entry in (PROJECT / lock).read_text().replace("\\\n", " ").splitlines():
        requirement, _, hashes = entry.partition(" --hash=")
        yield Requirement(requirement.strip()), hashes


def pinned(lock: str) -> set[str]:
    return {
        f"{canonicalize_name(requirement.name)}{requirement.specifier}" for requirement, _ in read_requirements(lock)
    }


def licence_of(name: str) -> str:
    """The SPDX expression of an installed package, from the most exact of the fields that it may stand in."""
    if name in READ_BY_US:
        return READ_BY_US[name]
    about = metadata.metadata(name)
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License")]
    from_classifiers = " AND ".join(CLASSIFIERS.get(line, line) for line in classifiers)
    return str(about["License-Expression"] or from_classifiers or about["License"])


def is_compatible(expression: str) -> bool:
    """Whether every part that is joined by AND leaves us a compatible choice."""
    parts = (part.strip("() ").split(" OR ") for part in expression.split(" AND "))
    return all(COMPATIBLE.intersection(choices) for choices in parts)


def runtime_packages() -> list[str]:
    requirements = (requirement for requirement, _ in read_requirements("requirements.txt"))
    return [each.name for each in requirements if each.marker is None or each.marker.evaluate()]


def npm_packages() -> dict[str, Any]:
    """What package-lock.json says of each package; the project itself is named ""."""
    return dict(json.loads((PROJECT / "package-lock.json").read_text())["packages"])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_a_hash(lock: str) -> None:
    unpinned = [
        str(each) for each, hashes in read_requirements(lock) if "==" not in str(each) or "sha256:" not in hashes
    ]
    assert unpinned == []


@pytest.mark.parametrize("file", [*LOCKS, "package-lock.json"])
def test_no_lock_names_a_host(file: str) -> None:
    assert HOST.search((PROJECT / file).read_text()) is None


def test_tests_run_with_the_versions_that_are_served() -> None:
    assert pinned("requirements.txt") <= pinned("requirements-test.txt")


def test_every_dependency_of_the_project_is_in_the_lock() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    locked = {canonicalize_name(requirement.name) for requirement, _ in read_requirements("requirements-test.txt")}
    assert {canonicalize_name(Requirement(each).name) for each in wanted} <= locked


@pytest.mark.parametrize("kind", ["dependencies", "devDependencies"])
def test_the_npm_lock_is_of_the_present_package_json(kind: str) -> None:
    package = json.loads((PROJECT / "package.json").read_text())
    assert npm_packages()[""][kind] == package[kind]


def test_every_npm_package_has_a_hash() -> None:
    assert [name for name, package in npm_packages().items() if name and "integrity" not in package] == []


@pytest.mark.parametrize("name", runtime_packages())
def test_the_licence_of_a_python_package_that_we_serve_with_fits_the_eupl(name: str) -> None:
    assert is_compatible(licence_of(name)), licence_of(name)


def test_the_licences_of_the_npm_packages_fit_the_eupl() -> None:
    assert [name for name, package in npm_packages().items() if not is_compatible(package["license"])] == []


@pytest.mark.parametrize("expression", ["Proprietary", "GPL-3.0-only", "MIT AND SSPL-1.0", "None"])
def test_a_licence_that_does_not_fit_is_noticed(expression: str) -> None:
    assert not is_compatible(expression)


def test_a_choice_of_licences_fits_when_one_does() -> None:
    assert is_compatible("MPL-2.0 AND (GPL-2.0-only OR MIT)")


FAULTY = {"name": "flask", "version": "0.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.2"]}]}
SOUND = {"name": "flask", "version": "3.1", "vulns": []}
SKIPPED = {"name": "flask", "skip_reason": "not found"}


def test_a_known_vulnerability_fails_the_audit() -> None:
    status, lines = make_report([FAULTY, SOUND], "")
    assert status == 1
    assert lines[0] == "audit: flask 0.1 has PYSEC-1, mended in 0.2"


def test_an_audit_without_faults_says_how_many_packages_it_looked_up() -> None:
    assert make_report([SOUND, SKIPPED], "") == (0, ["audit: 1 of 2 packages looked up"])


@pytest.mark.parametrize("findings", [[], [SKIPPED]])
def test_an_audit_that_could_ask_nothing_says_that_it_was_skipped(findings: list[dict[str, str]]) -> None:
    status, lines = make_report(findings, "no network")
    assert status == 0
    assert lines[0].startswith("audit: skipped")
