from pathlib import Path

import pytest

from geo.swap import recover_folders, replaced_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file, in a root of its own."""
    folder = tmp_path / "root" / "haarlem"
    folder.mkdir(parents=True)
    (folder / "naam").write_text("oud")
    return folder


def write_and_fail(folder: Path) -> None:
    with replaced_folder(folder) as copy:
        (copy / "naam").write_text("half")
        raise OSError("disk full")


def crash_halfway_swap(folder: Path) -> None:
    aside = folder.parent / ".swap" / "haarlem.old"
    aside.parent.mkdir()
    folder.rename(aside)


def test_what_is_written_in_the_copy_takes_the_place_of_the_folder(folder: Path) -> None:
    with replaced_folder(folder) as copy:
        (copy / "naam").write_text("nieuw")
    assert (folder / "naam").read_text() == "nieuw"


def test_files_that_are_not_touched_are_kept(folder: Path) -> None:
    with replaced_folder(folder) as copy:
        (copy / "jaar").write_text("2016")
    assert {path.name for path in folder.iterdir()} == {"naam", "jaar"}


def test_a_folder_that_was_not_there_is_made(tmp_path: Path) -> None:
    with replaced_folder(tmp_path / "root" / "utrecht") as copy:
        (copy / "naam").write_text("nieuw")
    assert (tmp_path / "root" / "utrecht" / "naam").read_text() == "nieuw"


def test_nothing_else_is_left_in_the_root(folder: Path) -> None:
    with replaced_folder(folder):
        pass
    assert list(folder.parent.iterdir()) == [folder]


def test_a_failure_leaves_the_folder_as_it_was(folder: Path) -> None:
    with pytest.raises(OSError, match="disk full"):
        write_and_fail(folder)
    assert (folder / "naam").read_text() == "oud"
    assert list(folder.parent.iterdir()) == [folder]


def test_the_folder_is_whole_while_the_copy_is_written(folder: Path) -> None:
    with replaced_folder(folder) as copy:
        (copy / "naam").write_text("half")
        assert (folder / "naam").read_text() == "oud"


def test_a_swap_that_fails_puts_the_old_folder_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail_for_copies(path: Path, target: Path) -> Path:
        if path.suffix == ".new":
            raise OSError("no more room")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_for_copies)
    with pytest.raises(OSError, match="no more room"), replaced_folder(folder) as copy:
        (copy / "naam").write_text("nieuw")
    assert (folder / "naam").read_text() == "oud"


def test_a_crash_halfway_a_swap_is_recovered_from(folder: Path) -> None:
    crash_halfway_swap(folder)
    recover_folders(folder.parent)
    assert (folder / "naam").read_text() == "oud"
    assert list(folder.parent.iterdir()) == [folder]


def test_the_next_replacement_recovers_too(folder: Path) -> None:
    crash_halfway_swap(folder)
    with replaced_folder(folder) as copy:
        assert (copy / "naam").read_text() == "oud"


def test_an_old_copy_beside_its_successor_is_removed(folder: Path) -> None:
    (folder.parent / ".swap" / "haarlem.old").mkdir(parents=True)
    recover_folders(folder.parent)
    assert (folder / "naam").read_text() == "oud"
    assert list(folder.parent.iterdir()) == [folder]


def test_a_root_without_leftovers_is_not_touched(folder: Path) -> None:
    folder.parent.chmod(0o555)
    recover_folders(folder.parent)
    assert list(folder.parent.iterdir()) == [folder]
