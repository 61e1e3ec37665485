"""Which pages need not be made again? What the same question was answered this minute, if nothing was written since.

For visitors only: who sends a cookie may be signed in, and gets a page of their own. Nothing of it reaches a disk.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import NamedTuple, TypeVar

from cachetools import LRUCache
from flask import Flask, current_app, request
from flask_babel import get_locale
from sqlalchemy import Engine

from collectief.stand import Stand
from webapp.context import gebiedensets
from webapp.saving import depend_on_save_data, depends_on_save_data, is_asked_to_save_data

A_MINUTE_S = 60
MAX_CHARACTERS = 8_000_000  # for each worker: some hundreds of pages
MADE_AT_ONCE = 256  # far more than a worker has threads, so that few questions wait for another one

Answer = TypeVar("Answer")


class Pagina(NamedTuple):
    """A page, the state of all it was made from when that began, and whether who saves data would get another."""

    stand: Hashable
    html: str
    depends_on_save_data: bool


class Geheugen:
    """The pages of one worker; the oldest leave for the newest."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self._lock = Lock()
        self._making = [Lock() for _ in range(MADE_AT_ONCE)]
        self._pages: LRUCache[Hashable, Pagina] = LRUCache(MAX_CHARACTERS, getsizeof=lambda page: len(page.html))

    def find_or_make(self, question: Hashable, make: Callable[[], Answer]) -> Answer | str:
        """Who asks what is being made for another waits for that."""
        sets = gebiedensets()
        stand = self._stand.read(), sets, sets.stand()
        known = self._find(question, stand)
        if known is not None:
            return known
        with self._making[hash(question) % MADE_AT_ONCE]:
            return self._find(question, stand) or self._keep(question, stand, make())

    def _find(self, question: Hashable, stand: Hashable) -> str | None:
        with self._lock:
            known = self._pages.get(question)
        if known is None or known.stand != stand:
            return None
        if known.depends_on_save_data:
            depend_on_save_data()
        return known.html

    def _keep(self, question: Hashable, stand: Hashable, answer: Answer) -> Answer:
        if isinstance(answer, str) and len(answer) <= MAX_CHARACTERS:
            with self._lock:
                self._pages[question] = Pagina(stand, answer, depends_on_save_data())
        return answer

    def forget(self) -> None:
        with self._lock:
            self._pages.clear()


def init_app(app: Flask, *, engine: Engine) -> None:
    app.extensions["geheugen"] = Geheugen(Stand(engine))


def remembered(moment: datetime, make: Callable[[datetime], Answer]) -> Answer | str:
    """The page of this request, made for the minute of `moment` only where nobody asked for it yet.

    A refusal and a redirect are made anew each time. `make` may look at nothing of the request but its address, its
    language and whether it asks to save data.
    """
    minute = moment.replace(second=0, microsecond=0)
    if request.cookies:
        return make(minute)
    geheugen: Geheugen = current_app.extensions["geheugen"]
    question = request.url, str(get_locale()), is_asked_to_save_data()
    return geheugen.find_or_make((question, _turn(question, moment)), lambda: make(minute))


def _turn(question: Hashable, moment: datetime) -> int:
    """Each question is made anew at a second of its own: at the same one, all would wait for each other."""
    return (int(moment.timestamp()) + hash(question)) // A_MINUTE_S
