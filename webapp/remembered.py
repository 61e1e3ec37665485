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

MAX_CHARACTERS = 8_000_000  # for each worker: some hundreds of pages

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
        self._pages: LRUCache[Hashable, Pagina] = LRUCache(MAX_CHARACTERS, getsizeof=lambda page: len(page.html))

    def find_or_make(self, question: Hashable, make: Callable[[], Answer]) -> Answer | str:
        sets = gebiedensets()
        stand = self._stand.read(), sets, sets.stand()
        with self._lock:
            known = self._pages.get(question)
        if known and known.stand == stand:
            if known.depends_on_save_data:
                depend_on_save_data()
            return known.html
        answer = make()
        if isinstance(answer, str) and len(answer) <= MAX_CHARACTERS:
            with self._lock:
                self._pages[question] = Pagina(stand, answer, depends_on_save_data())
        return answer

    def forget(self) -> None:
        with self._lock:
            self._pages.clear()


def init_app(app: Flask, *, engine: Engine) -> None:
    app.extensions["geheugen"] = Geheugen(Stand(engine))


def remembered(moment: datetime, make: Callable[[], Answer]) -> Answer | str:
    """The page of this request as it stands at `moment`, made only where nobody asked for it yet.

    A refusal and a redirect are made anew each time. `make` may look at nothing of the request but its address, its
    language and whether it asks to save data.
    """
    if request.cookies:
        return make()
    geheugen: Geheugen = current_app.extensions["geheugen"]
    return geheugen.find_or_make((request.url, str(get_locale()), is_asked_to_save_data(), moment), make)
