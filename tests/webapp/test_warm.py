"""Is what takes seconds ready before the first visitor, and does the command line not wait for it?"""

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest
from flask import Flask

from webapp.commands.serving import Server
from webapp.settings import Settings
from webapp.warm import start_warming_up, warm_up


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_was_read_is_not_looked_through_for_garbage_again(reading_app: Flask) -> None:
    before = gc.get_freeze_count()
    warm_up(reading_app)
    assert gc.get_freeze_count() > before


def test_it_makes_a_worker_wait_for_nothing(reading_app: Flask) -> None:
    thread = start_warming_up(reading_app)
    assert thread.daemon
    thread.join()


def test_every_worker_warms_up(settings: Settings) -> None:
    assert Server(settings).cfg.post_worker_init.__module__ == "webapp.commands.serving"


def test_the_command_line_does_not_load_what_only_maps_need() -> None:
    ask = "import sys, webapp.cli; sys.exit('mapclassify' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0
