"""Which leemten has a gemeente? Kept for who asks again, and made anew beside pages once something was written."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache
from flask import Flask, current_app
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from collectief.leemten.behoefte import make_behoeftecijfers
from collectief.leemten.leemten import Leemten
from collectief.leemten.opstellen import Opzet, leemten_of
from collectief.leemten.stabiliteit import Stabiliteit, make_stabiliteit
from collectief.stand import Stand
from collectief.tijden.dutch_time import day_of
from geo.gebiedenset import Gebiedenset
from webapp.beside import beside
from webapp.context import now, today

KEPT = 12  # gemeenten and choices; a matrix of 1,000 buurten takes some megabytes


class Leemtestand(NamedTuple):
    """The leemten of a gemeente as they were at a moment, and how sure their order is."""

    leemten: Leemten
    stabiliteit: Stabiliteit
    berekend_op: datetime


class Leemtegeheugen:
    """What is known in one worker; whoever asks for what was never made waits for that."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self._lock = Lock()
        self._known: LRUCache[Hashable, tuple[Hashable, Leemtestand]] = LRUCache(KEPT)

    def find_or_make(self, gebiedenset: Gebiedenset, opzet: Opzet) -> Leemtestand:
        """As things stand, or as they stood when it was last made: then it is made anew beside this page."""
        key, stand = (gebiedenset, opzet), (self._stand.read(), today())
        with self._lock:
            of_stand, known = self._known.get(key, (None, None))
        if known is not None and of_stand == stand:
            return known
        keep = partial(self._keep, gebiedenset, opzet, stand)
        making = beside().begin(("leemten", *key), make_without_figures, gebiedenset, opzet, now(), then=keep)
        return _with_figures(making.result(), gebiedenset, opzet) if known is None or making.done() else known

    def _keep(self, gebiedenset: Gebiedenset, opzet: Opzet, stand: Hashable, made: Leemtestand) -> None:
        complete = _with_figures(made, gebiedenset, opzet)
        with self._lock:
            self._known[gebiedenset, opzet] = stand, complete


def init_app(app: Flask, *, engine: Engine) -> None:
    app.extensions["leemtegeheugen"] = Leemtegeheugen(Stand(engine))


def leemtestand_of(gebiedenset: Gebiedenset, opzet: Opzet | None = None) -> Leemtestand:
    geheugen: Leemtegeheugen = current_app.extensions["leemtegeheugen"]
    return geheugen.find_or_make(gebiedenset, opzet or Opzet())


def make_without_figures(session: Session, gebiedenset: Gebiedenset, opzet: Opzet, moment: datetime) -> Leemtestand:
    """Tens of thousands of figures that never change: to read them from another process takes longer than the rest."""
    leemten = leemten_of(session, gebiedenset, op=day_of(moment), opzet=opzet)
    return Leemtestand(replace(leemten, behoeftecijfers=()), make_stabiliteit(leemten), moment)


def _with_figures(made: Leemtestand, gebiedenset: Gebiedenset, opzet: Opzet) -> Leemtestand:
    cijfers = make_behoeftecijfers(gebiedenset, opzet.soort)
    return made._replace(leemten=replace(made.leemten, behoeftecijfers=cijfers))
