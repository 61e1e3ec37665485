"""Where does a file of a source stay until somebody decides on it? In `var`, and not a moment longer."""

from pathlib import Path
from uuid import uuid4

from collectief.errors import UnknownRecordError
from collectief.inlezen.tabel import check_size


def read_small(path: Path) -> bytes:
    """Raises BronbestandError for a file that is too large, before it is read."""
    check_size(path.stat().st_size)
    return path.read_bytes()


def keep(folder: Path, data: bytes) -> str:
    """The name under which it is kept, which tells nothing of what it was called."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{uuid4().hex}.bron"
    (folder / name).write_bytes(data)
    return name


def read_kept(folder: Path, name: str) -> bytes:
    """Raises UnknownRecordError when it is gone."""
    try:
        return read_small(folder / name)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UnknownRecordError(f"the file {name or '(none)'} is not kept any more") from error


def forget(folder: Path, name: str) -> None:
    if name:
        (folder / name).unlink(missing_ok=True)
