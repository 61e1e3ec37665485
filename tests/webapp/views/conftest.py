"""How do words get their language in tests? From an application of nothing else."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    app = Flask("words")
    Babel(app, default_locale="nl")
    with app.app_context():
        yield
