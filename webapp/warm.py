"""What is read and made before the first visitor asks, so that nobody has to wait for it?"""

import gc
from threading import Thread

from flask import Flask

from collectief.leemten.opstellen import Opzet
from geo.gebieden import LAND
from geo.klassen import load_classifier
from geo.profiel import make_profiel
from webapp.context import own_sets_first
from webapp.leemtegeheugen import leemtestand_of
from webapp.views.leemten_vraag import SOORTEN


def start_warming_up(app: Flask) -> Thread:
    """Warm up beside the first visitors: who comes sooner waits no longer than without it."""
    thread = Thread(target=warm_up, args=(app,), name="warm-up", daemon=True)
    thread.start()
    return thread


def warm_up(app: Flask) -> None:
    """Read the sets, load what takes seconds to load, and make what stands beside all others of a set: the profiel of
    the whole, and the leemten.
    """
    load_classifier()
    with app.app_context():
        for gebiedenset in own_sets_first():
            make_profiel(gebiedenset, gebiedenset.get_gebied(gebiedenset.gemeente.code))
            if gebiedenset.gemeente.code != LAND:
                for soort in SOORTEN:
                    leemtestand_of(gebiedenset, Opzet(soort=soort))
    gc.collect()
    gc.freeze()  # what is there now stays: to look through all of a land for garbage takes a quarter of a second
