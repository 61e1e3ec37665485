"""How does a new folder take the place of an old one whole, so that a crash leaves either the one or the other?"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Two levels deep, so that nobody who looks for folders beside each other takes a copy for one of them.
_WORKSHOP = ".swap"


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Hand out a working copy of a folder (empty if there is none); it takes the folder's place if all goes well.

    When the block raises, the folder is as it was. One at a time for all folders beside each other.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(folder.parent):
        _put_back_leftovers(folder.parent)
        copy = folder.parent / _WORKSHOP / f"{folder.name}.new"
        try:
            _copy(folder, copy)
            yield copy
            _flush_to_disk(copy)
            _swap(copy, folder)
        finally:
            _tidy(folder.parent)


def recover_folders(root: Path) -> None:
    """Put back every folder that a crash left out of its place halfway a swap."""
    if _set_aside(root):
        with _locked(root):
            _put_back_leftovers(root)
            _tidy(root)


def _set_aside(root: Path) -> list[Path]:
    return list((root / _WORKSHOP).glob("*.old"))


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _put_back_leftovers(root: Path) -> None:
    for old in _set_aside(root):
        folder = root / old.stem
        if not folder.exists():
            old.rename(folder)


def _copy(folder: Path, copy: Path) -> None:
    shutil.rmtree(copy, ignore_errors=True)
    if folder.exists():
        shutil.copytree(folder, copy)
    else:
        copy.mkdir(parents=True)


def _flush_to_disk(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _swap(copy: Path, folder: Path) -> None:
    old = copy.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        copy.rename(folder)
    except OSError:
        _put_back_leftovers(folder.parent)
        raise


def _tidy(root: Path) -> None:
    """Remove the copies that nobody needs any more; never the only one of a folder."""
    for copy in (root / _WORKSHOP).glob("*"):
        if copy.suffix == ".new" or (root / copy.stem).exists():
            shutil.rmtree(copy, ignore_errors=True)
    with suppress(OSError):
        (root / _WORKSHOP).rmdir()
