"""Under which address does a browser get our files, so that it may keep them for good? With a version in the path."""

import mimetypes
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

from webapp.compression import ENCODINGS, chosen_encoding, is_text

A_YEAR_S = 365 * 24 * 3600
MARK = "v-"

# What every page needs, as one file: on a slow phone each further file costs a journey there and back.
BUNDLES: Mapping[str, Sequence[str]] = {
    "css/basis.css": ("vendor/nlds.css", "css/tokens.css", "css/wijkbeeld.css", "css/parts.css", "css/bewaard.css"),
}


class StaticFiles:
    """All files of one folder, read at their first use; `version` changes when any of them does.

    One version for all: scripts and stylesheets name each other by their place beside them.
    """

    def __init__(self, folder: Path) -> None:
        self._paths = {
            path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if _is_ours(path)
        }
        self.version = MARK + self._digest()
        self._encoded = lru_cache(maxsize=None)(self._encode)

    def add_version(self, endpoint: str, values: dict[str, Any]) -> None:
        """To the address of a file, before it is made."""
        if endpoint == "static" and "filename" in values:
            values["filename"] = f"{self.version}/{values['filename']}"

    def has(self, name: str) -> bool:
        return name in self._paths or name in BUNDLES

    def send(self, filename: str) -> Response:
        """A file; under the version of before, of a page that is still open, the present one."""
        version, _, rest = filename.partition("/")
        name = rest if version.startswith(MARK) else filename
        if not self.has(name):
            abort(404)
        response = self._answer(name)
        if version == self.version:
            response.cache_control.public, response.cache_control.immutable = True, True
            response.cache_control.max_age = A_YEAR_S
        else:
            response.cache_control.no_cache = True
        response.make_conditional(request)
        return response

    def _answer(self, name: str) -> Response:
        mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
        encoding = chosen_encoding() if is_text(mimetype) else None
        response = Response(self._encoded(name, encoding), mimetype=mimetype)
        if is_text(mimetype):
            response.vary.add("Accept-Encoding")
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.set_etag("-".join(filter(None, [self.version, encoding])))
        return response

    def _encode(self, name: str, encoding: str | None) -> bytes:
        body = b"\n".join(self._paths[part].read_bytes() for part in BUNDLES.get(name, [name]))
        return ENCODINGS[encoding].well(body) if encoding else body

    def _digest(self) -> str:
        digest = sha256(repr(BUNDLES).encode())
        for name, path in self._paths.items():
            digest.update(f"\0{name}\0".encode() + path.read_bytes())
        return digest.hexdigest()[:12]


def init_app(app: Flask) -> None:
    files = StaticFiles(Path(str(app.static_folder)))
    app.extensions["static_files"] = files
    app.view_functions["static"] = files.send
    app.url_defaults(files.add_version)


def _is_ours(path: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.parts[-2:])
