"""Which leemten has a gemeente today? Made once for each state of the database, and kept for who asks again."""

from collections.abc import Hashable
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache
from flask import Flask, current_app
from sqlalchemy import Engine

from collectief.leemten.leemten import Leemten
from collectief.leemten.opstellen import Opzet, leemten_of
from collectief.leemten.stabiliteit import Stabiliteit, make_stabiliteit
from collectief.stand import Stand
from geo.gebiedenset import Gebiedenset
from webapp.context import session, today

KEPT = 12  # gemeenten and choices; a matrix of 1,000 buurten takes some megabytes


class Leemtestand(NamedTuple):
    """The leemten of a gemeente, and how sure their order is."""

    leemten: Leemten
    stabiliteit: Stabiliteit


class Leemtegeheugen:
    """What one worker made; whoever asks for what is being made waits for that."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self._lock = Lock()
        self._known: LRUCache[Hashable, tuple[Hashable, Leemtestand]] = LRUCache(KEPT)

    def find_or_make(self, gebiedenset: Gebiedenset, opzet: Opzet) -> Leemtestand:
        op = today()
        with self._lock:
            stand = self._stand.read(), gebiedenset, op
            known = self._known.get((gebiedenset.gemeente.code, opzet))
            if known is None or known[0] != stand:
                known = stand, _make(gebiedenset, opzet)
                self._known[gebiedenset.gemeente.code, opzet] = known
        return known[1]


def init_app(app: Flask, *, engine: Engine) -> None:
    app.extensions["leemtegeheugen"] = Leemtegeheugen(Stand(engine))


def leemtestand_of(gebiedenset: Gebiedenset, opzet: Opzet | None = None) -> Leemtestand:
    geheugen: Leemtegeheugen = current_app.extensions["leemtegeheugen"]
    return geheugen.find_or_make(gebiedenset, opzet or Opzet())


def _make(gebiedenset: Gebiedenset, opzet: Opzet) -> Leemtestand:
    leemten = leemten_of(session(), gebiedenset, op=today(), opzet=opzet)
    return Leemtestand(leemten, make_stabiliteit(leemten))
