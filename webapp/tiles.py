"""Which picture belongs at a place of the background map? Fetched once, kept on disk, old rather than none."""

import logging
import math
import os
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from flask import Flask

from webapp.settings import Settings
from webapp.upstream import Upstream, UpstreamError

MIN_ZOOM, MAX_ZOOM = 6, 19
MAX_AGE_S = 30 * 24 * 3600
MAX_TILE_BYTES = 250_000
MAX_CACHE_BYTES = 400_000_000
WRITES_BETWEEN_PRUNES = 200

_WEST, _SOUTH, _EAST, _NORTH = 3.2, 50.7, 7.3, 53.6
_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}

log = logging.getLogger(__name__)


class Tile(NamedTuple):
    body: bytes
    mimetype: str


def lies_in_nederland(z: int, x: int, y: int) -> bool:
    """Whether a tile shows a part of the Netherlands, at a zoom that the map offers."""
    if not MIN_ZOOM <= z <= MAX_ZOOM:
        return False
    (x_min, y_min), (x_max, y_max) = _tile_at(_WEST, _NORTH, z), _tile_at(_EAST, _SOUTH, z)
    return x_min <= x <= x_max and y_min <= y <= y_max


def _tile_at(lon: float, lat: float, z: int) -> tuple[int, int]:
    """The column and row of the tile around a place, in the usual web grid (EPSG:3857)."""
    side = 2**z
    return int((lon + 180) / 360 * side), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side)


def init_app(app: Flask) -> None:
    chosen: Settings = app.extensions["wijkbeeld"]
    upstream = Upstream(timeout_s=chosen.upstream_timeout_s, max_bytes=MAX_TILE_BYTES)
    app.extensions["tegels"] = Tiles(url=chosen.tiles_url, folder=chosen.var / "tegels", upstream=upstream)


class Tiles:
    """The tiles of one background map; `url` holds {z}, {x} and {y}, and no request can change another part of it."""

    def __init__(
        self,
        *,
        url: str,
        folder: Path,
        upstream: Upstream,
        max_cache_bytes: int = MAX_CACHE_BYTES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._url = url
        self._folder = folder / sha256(url.encode()).hexdigest()[:12]
        self._upstream = upstream
        self._max_cache_bytes = max_cache_bytes
        self._clock = clock
        self._writes = 0

    def find(self, z: int, x: int, y: int) -> Tile | None:
        """The tile, or None where the map has none. Raises UpstreamError when nobody can tell now."""
        path = self._folder / f"{z}-{x}-{y}"
        kept, kept_since = _read(path)
        if kept is not None and self._clock() - kept_since < MAX_AGE_S:
            return kept
        try:
            return self._fetch(path, self._url.format(z=z, x=x, y=y))
        except UpstreamError:
            if kept is None:
                raise
            return kept

    def _fetch(self, path: Path, url: str) -> Tile | None:
        answer = self._upstream.get(url)
        if answer.status in (204, 404):
            return None
        tile = _make_tile(answer.body)
        if answer.status != 200 or tile is None or not answer.content_type.startswith("image/"):
            raise UpstreamError("not a picture")
        self._keep(path, tile)
        return tile

    def _keep(self, path: Path, tile: Tile) -> None:
        """Write whole files only; a full disk costs the cache, not the map."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
                file.write(tile.body)
            os.utime(file.name, (self._clock(), self._clock()))
            Path(file.name).replace(path)
            if self._writes % WRITES_BETWEEN_PRUNES == 0:
                self._prune()
            self._writes += 1
        except OSError as error:
            log.warning("tile not kept: %s", error)

    def _prune(self) -> None:
        """Drop the oldest tiles when all together take too much room."""
        with os.scandir(self._folder) as entries:
            newest_first = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries)[::-1]
        kept_bytes = 0
        for _, size, path in newest_first:
            kept_bytes += size
            if kept_bytes > self._max_cache_bytes:
                Path(path).unlink(missing_ok=True)


def _read(path: Path) -> tuple[Tile | None, float]:
    """The tile on disk, and since when it is there."""
    try:
        return _make_tile(path.read_bytes()), path.stat().st_mtime
    except OSError:
        return None, 0.0


def _make_tile(body: bytes) -> Tile | None:
    """What a file is, by its first bytes: what is no picture never leaves under our name."""
    return next((Tile(body, kind) for start, kind in _KINDS.items() if body.startswith(start)), None)
