"""What takes seconds: how is it done while pages stay as quick? When serving, in a process of its own that gives way.

A thread would not do: Python runs one at a time, so that every page would wait for it.
"""

import logging
import os
import signal
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from flask import Flask, current_app
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from collectief.database import make_engine
from geo.gebiedenset import Gebiedenset, Gebiedensets
from webapp.context import session
from webapp.settings import Settings

logger = logging.getLogger(__name__)

NICE = 10
GONE = 1

Made = TypeVar("Made")
Then = Callable[[Made], None]
# It commits what it stores; what it is given and what it makes travel to another process and back.
Work = Callable[..., Made]


class AtOnce:
    """For the command line and whoever serves nobody: what was begun is done."""

    def begin(
        self, _key: Hashable, work: Work[Made], gebiedenset: Gebiedenset, *given: Any, then: Then[Made] | None = None
    ) -> Future[Made]:
        """Have `work(session, gebiedenset, *given)` done, and what comes of it given to `then`."""
        future: Future[Made] = Future()
        future.set_result(work(session(), gebiedenset, *given))
        if then:
            then(future.result())
        return future


class Beside:
    """For a server: one piece of work after the other, in a process that is there from the first one on."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._begun: dict[Hashable, Future[Any]] = {}
        self._process: ProcessPoolExecutor | None = None

    def begin(
        self, key: Hashable, work: Work[Made], gebiedenset: Gebiedenset, *given: Any, then: Then[Made] | None = None
    ) -> Future[Made]:
        """As AtOnce, but later; what was begun by this `key` and is not done yet is not begun again."""
        with self._lock:
            known: Future[Made] | None = self._begun.get(key)
            if known is not None:
                return known
            future = self._begun[key] = self._submit(work, gebiedenset.gemeente.code, *given)
        future.add_done_callback(partial(self._end, key, then))
        return future

    def _submit(self, work: Work[Made], gemeente: str, *given: Any) -> Future[Made]:
        """A process that was ended from outside is replaced."""
        asked = self._settings.make_database_url(), self._settings.data, gemeente, work, *given
        try:
            self._process = self._process or _make_process()
            return self._process.submit(_work, *asked)
        except BrokenProcessPool:
            self._process = _make_process()
            return self._process.submit(_work, *asked)

    def _end(self, key: Hashable, then: Then[Made] | None, future: Future[Made]) -> None:
        error = future.exception()
        try:
            if error:
                logger.error("what was done beside pages failed", exc_info=error)
            elif then:
                then(future.result())
        finally:
            with self._lock:
                del self._begun[key]


def init_app(app: Flask) -> None:
    app.extensions["beside"] = AtOnce()


def serve_beside(app: Flask, settings: Settings) -> None:
    """From now on pages do not wait for what takes seconds."""
    app.extensions["beside"] = Beside(settings)


def stop_beside() -> None:
    """What is not done yet is not waited for: what it stored halfway is undone."""
    for process in active_children():
        process.terminate()


def beside() -> AtOnce | Beside:
    found: AtOnce | Beside = current_app.extensions["beside"]
    return found


def _make_process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_give_way)


def _give_way() -> None:
    """Let pages go first, leave it to the server when to stop, and never outlive it."""
    os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(GONE)  # the main thread waits for work that will never come


def _work(database_url: str, data: Path, gemeente: str, work: Work[Made], *given: Any) -> Made:
    with Session(_engine(database_url)) as own:
        return work(own, _gebiedensets(data).get(gemeente), *given)


@lru_cache(maxsize=1)
def _engine(database_url: str) -> Engine:
    return make_engine(database_url)


@lru_cache(maxsize=1)
def _gebiedensets(data: Path) -> Gebiedensets:
    return Gebiedensets(data)
