"""Does tools/setup install what lacks, once, and recover from what went wrong? Nothing is really installed here."""

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with nothing but the script, and a space in its path."""
    folder = tmp_path / "a checkout"
    for name in ("tools", ".cache", ".venv/bin"):
        (folder / name).mkdir(parents=True)
    shutil.copy(PROJECT / "tools/setup", folder / "tools/setup")
    return folder


def run(checkout: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs bash with the functions of tools/setup at hand."""
    command = ["bash", "-c", f"source tools/setup\n{script}"]
    return subprocess.run(command, cwd=checkout, env=environment or None, capture_output=True, text=True, check=False)


def make_script(path: Path, line: str) -> Path:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return path


STEP = "step() { echo done; }; once .cache/stamp step lock;"


def test_a_step_is_done_once_for_the_same_lock_file(checkout: Path) -> None:
    (checkout / "lock").write_text("a==1")
    assert run(checkout, STEP * 2).stdout == "done\n"


def test_a_step_is_done_again_when_its_lock_file_changed(checkout: Path) -> None:
    (checkout / "lock").write_text("a==1")
    assert run(checkout, f"{STEP} echo a==2 >lock; {STEP}").stdout == "done\ndone\n"


def test_a_step_that_failed_is_done_again(checkout: Path) -> None:
    (checkout / "lock").write_text("a==1")
    run(checkout, "fails() { false; }; once .cache/stamp fails lock")
    assert run(checkout, STEP).stdout == "done\n"


def test_the_python_that_is_asked_for_comes_first(checkout: Path) -> None:
    asked_for = make_script(checkout / "our-python", "exit 0")
    assert run(checkout, "find_python", PYTHON=str(asked_for), PATH="/usr/bin:/bin").stdout == f"{asked_for}\n"


def test_a_python_that_cannot_load_extensions_is_passed_over(checkout: Path) -> None:
    unfit = make_script(checkout / "our-python", "exit 1")
    (checkout / "python3").symlink_to(sys.executable)
    result = run(checkout, "find_python", PYTHON=str(unfit), PATH=f"{checkout}:/usr/bin:/bin")
    assert Path(result.stdout.strip()).name.startswith("python3")


def test_where_no_python_fits_one_line_says_so(checkout: Path) -> None:
    result = run(checkout, "find_python() { return 1; }; setup run")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "PYTHON" in result.stderr


def test_without_root_one_line_says_which_packages_to_install(checkout: Path) -> None:
    result = run(checkout, "may_become_root() { return 1; }; install_packages chromium postgresql-postgis")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.endswith("apt-get install --no-install-recommends chromium postgresql-postgis\n")


APT_WITH_OLD_LIST = """
command() { true; }; may_become_root() { true; }
apt_get() { echo "$*" >>calls; [ "$1" = update ] && touch renewed; [ -e renewed ]; }
"""


def test_an_old_list_of_debian_packages_is_renewed_once(checkout: Path) -> None:
    run(checkout, APT_WITH_OLD_LIST + "install_packages chromium")
    assert (checkout / "calls").read_text().splitlines() == ["install chromium", "update", "install chromium"]


def test_apt_is_left_alone_when_nothing_lacks(checkout: Path) -> None:
    run(checkout, APT_WITH_OLD_LIST + "install_packages")
    assert not (checkout / "calls").exists()


def make_working_venv(checkout: Path, *, made_in: Path) -> None:
    (checkout / ".venv/bin/activate").write_text(f'VIRTUAL_ENV="{made_in}/.venv"\n')
    make_script(checkout / ".venv/bin/python", f'exec "{sys.executable}" "$@"')


def test_a_finished_venv_is_kept(checkout: Path) -> None:
    make_working_venv(checkout, made_in=checkout)
    assert run(checkout, "venv_works").returncode == 0


def test_a_venv_that_was_copied_from_elsewhere_is_made_anew(checkout: Path) -> None:
    make_working_venv(checkout, made_in=checkout.parent)
    assert run(checkout, "venv_works").returncode != 0


def test_a_venv_whose_installation_was_killed_is_made_anew(checkout: Path) -> None:
    make_working_venv(checkout, made_in=checkout)
    run(checkout, "fill_venv bash -c 'kill -KILL $$'")
    assert run(checkout, "venv_works").returncode != 0


def test_a_venv_survives_an_installation_that_failed(checkout: Path) -> None:
    make_working_venv(checkout, made_in=checkout)
    assert run(checkout, "fill_venv false").returncode == 2
    assert run(checkout, "venv_works").returncode == 0


def test_a_failure_shows_the_log_without_pips_remarks_on_locations(checkout: Path) -> None:
    make_script(
        checkout / "pip",
        """echo "WARNING: Location 'file:///a' is ignored: it is no file"; echo "ERROR: no match"; exit 1""",
    )
    result = run(checkout, "fill_venv ./pip")
    assert "ERROR: no match" in result.stderr
    assert "Location" not in result.stderr


@pytest.mark.parametrize(("version", "npm"), [("11.2.0", "npm"), ("6.14.1", ".venv/bin/npm")])
def test_npm_comes_from_pypi_where_the_machines_own_is_too_old(checkout: Path, version: str, npm: str) -> None:
    make_script(checkout / "npm", f"echo {version}")
    assert run(checkout, "find_npm", PATH=f"{checkout}:/usr/bin:/bin").stdout == f"{npm}\n"


def test_a_second_set_up_waits_for_the_first(checkout: Path) -> None:
    with (checkout / ".cache/setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = subprocess.Popen(["tools/setup", "run"], cwd=checkout, stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert "waiting" in second.stdout.readline()
        assert second.poll() is None
        second.kill()
        second.communicate()


def test_an_unknown_purpose_is_refused(checkout: Path) -> None:
    result = subprocess.run(["tools/setup", "dance"], cwd=checkout, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
