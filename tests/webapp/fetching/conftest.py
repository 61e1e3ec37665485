"""Which replayed service does a test fetch from?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.webapp.fetching.bringing import Bringer
from tests.webapp.fetching.published import not_found
from tests.webapp.fetching.replay import Replay, replaying
from webapp.settings import Settings


@pytest.fixture
def replay() -> Iterator[Replay]:
    """A service that has nothing until a test says what it publishes."""
    with replaying(lambda _request: not_found()) as replay:
        yield replay


@pytest.fixture
def bringer(replay: Replay, tmp_path: Path) -> Bringer:
    return Bringer(tmp_path / "opgehaald", replay.origin)


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation without any data yet."""
    monkeypatch.setenv("WIJKBEELD_DATA", str(tmp_path / "wijken"))
    monkeypatch.setenv("WIJKBEELD_VAR", str(tmp_path / "var"))
    return Settings()
