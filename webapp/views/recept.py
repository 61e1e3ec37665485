"""What does a referrer hand out: which entries, in which order, and what must somebody know of each to go there?"""

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

import segno
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.kaart.recept import aanbod_on_list, aanbod_to_add
from collectief.models import Aanbod
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.words import JaNee
from collectief.zoeken.zoektaal import stems_of
from webapp.views.contact import Contact, contact_on_paper
from webapp.views.wanneer import when_in_words

MAX_ENTRIES = 6  # so many fit on one page in letters that somebody can read without glasses
FEW = 3  # so many in large print, below each other
MAX_SENTENCE = 140
MAX_FOUND = 10
# A question at the beginning says what for, and only the sentence after it what.
FIRST_SENTENCE = re.compile(r"(?:[^.!?]+\?\s)?.+?[.!?](?=\s|$)")


class Regel(NamedTuple):
    """One entry, and the addresses of the same list with this entry elsewhere; "" where it cannot go there."""

    aanbod: Aanbod
    wat: str
    wanneer: Sequence[str]
    contact: Contact | None
    kosten: str
    omhoog: str
    omlaag: str
    weg: str


class Erbij(NamedTuple):
    """An entry that somebody may add, and the address of the list with it at the end."""

    aanbod: Aanbod
    url: str


class Recept(NamedTuple):
    """A hand-out. `ids` are all that it holds; so many were left out for they are gone, or for want of room."""

    ids: Sequence[int]
    regels: Sequence[Regel]
    verdwenen: int
    te_veel: int

    @property
    def is_kort(self) -> bool:
        return len(self.ids) <= FEW

    @property
    def link(self) -> str:
        """To the same list, from anywhere."""
        return url_for("recept.recept", aanbod=self.ids, _external=True)


def make_recept(session: Session, asked: Sequence[int], *, moment: datetime) -> Recept:
    unique = list(dict.fromkeys(asked))
    found = aanbod_on_list(session, unique)
    shown = found[:MAX_ENTRIES]
    ids = [aanbod.id for aanbod in shown]
    regels = [_regel(session, aanbod, ids, moment) for aanbod in shown]
    return Recept(ids, regels, verdwenen=len(unique) - len(found), te_veel=len(found) - len(shown))


def find_to_add(session: Session, recept: Recept, q: str, *, gemeente: str) -> list[Erbij]:
    """What somebody may mean who looks for something to add; nothing when the list is full."""
    stems = stems_of(q)
    if not stems or len(recept.ids) >= MAX_ENTRIES:
        return []
    found = aanbod_to_add(session, stems, gemeente=gemeente, without=recept.ids, limit=MAX_FOUND)
    return [Erbij(aanbod, url_for("recept.recept", aanbod=[*recept.ids, aanbod.id])) for aanbod in found]


def make_qr(link: str) -> bytes:
    """The link as a picture (SVG) that a telephone reads."""
    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="svg", omitsize=True, border=2, xmldecl=False)
    return picture.getvalue()


def qr_in_page(link: str) -> str:
    """The same as an address that holds the picture itself: for a link that may stand in no address."""
    return f"data:image/svg+xml;base64,{b64encode(make_qr(link)).decode()}"


def _regel(session: Session, aanbod: Aanbod, ids: Sequence[int], moment: datetime) -> Regel:
    at = ids.index(aanbod.id)
    today = day_of(moment)
    buurtcode = aanbod.locatie.buurtcode if aanbod.locatie else ""
    team = team_per_buurt(session, aanbod.gemeente, op=today).get(buurtcode)
    return Regel(
        aanbod=aanbod,
        wat=first_sentence(aanbod.omschrijving),
        wanneer=when_in_words(aanbod, moment),
        contact=contact_on_paper(aanbod, team),
        kosten=aanbod.kosten or (_("gratis") if aanbod.gratis == JaNee.JA else ""),
        omhoog=_swapped(ids, at - 1) if at > 0 else "",
        omlaag=_swapped(ids, at) if at < len(ids) - 1 else "",
        weg=url_for("recept.recept", aanbod=[*ids[:at], *ids[at + 1 :]]),
    )


def first_sentence(text: str) -> str:
    """What it is in one sentence, cut between words where that is a long one."""
    line = " ".join(text.split())
    found = FIRST_SENTENCE.match(line)
    sentence = found[0] if found else line
    if len(sentence) <= MAX_SENTENCE:
        return sentence
    return sentence[:MAX_SENTENCE].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _swapped(ids: Sequence[int], at: int) -> str:
    """The list with the entries at this place and the next the other way round."""
    return url_for("recept.recept", aanbod=[*ids[:at], ids[at + 1], ids[at], *ids[at + 2 :]])
