"""What do stories need besides a browser? Addresses."""

from collections.abc import Iterator

import pytest

from tests.geocoder import make_geocoder
from tests.serving import serving
from webapp.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Iterator[Settings]:
    """An installation that can reach a geocoder."""
    with serving(make_geocoder()) as address:
        yield settings.model_copy(update={"geocoder_url": address})
