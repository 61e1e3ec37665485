"""What comes of reading a source: which entries are new, changed or gone, and is that stored?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from collectief.geschiedenis.veldteksten import invoer_texts
from collectief.inlezen.bronnen import lock_bron, vermeldingen_of_bron
from collectief.inlezen.kolommen import Leeswijzer
from collectief.inlezen.plannen import Voortgang, check_rows, plan, survivor
from collectief.inlezen.plekken import Adresboek, Known, place_rows
from collectief.inlezen.rapport import Rapport
from collectief.inlezen.rijen import Gelezen, read_rij
from collectief.inlezen.samenvoegen import keep_hidden
from collectief.inlezen.tabel import Tabel
from collectief.inlezen.toepassen import apply, find_ends, is_told_of
from collectief.models import Aanbodbron, Bronvermelding
from collectief.plekken.locaties import FindBuurten
from collectief.registreren.invoer import AanbodInvoer, make_invoer
from collectief.tijden.dutch_time import day_of


@dataclass(frozen=True, kw_only=True)
class Plaatser:
    """Who knows where places are: the buurten of the gemeente, and its addresses."""

    find_buurten: FindBuurten
    adresboek: Adresboek


def read_bron(
    session: Session,
    bron: Aanbodbron,
    tabel: Tabel,
    *,
    plaatser: Plaatser,
    now: datetime,
    dry_run: bool = False,
    is_decided: bool = False,
    voortgang: Voortgang = lambda _rows: None,
) -> tuple[Rapport, bool]:
    """What is to become of every row, and whether that was stored; never commits.

    All or nothing: one faulty row, and nothing is stored; neither is it when suspiciously many rows are gone, unless
    somebody decided that it is right.
    """
    wijzer = Leeswijzer.of(bron.kolommen).complete(tabel)
    if missing := wijzer.missing():
        return Rapport(rijen=len(tabel.rijen), ontbreekt=missing), False
    if not dry_run:
        lock_bron(session, bron)
    known = vermeldingen_of_bron(session, bron)
    rows = _read_rows(session, bron, tabel, wijzer, known=known, plaatser=plaatser, now=now)
    stappen = plan(session, rows, known=known, skip_outside=wijzer.buiten_overslaan, voortgang=voortgang)
    eindes = find_ends(session, known, stappen)
    rapport = Rapport(
        rijen=len(rows),
        regels=[*(stap.regel() for stap in stappen), *(einde.regel() for einde in eindes if einde.stops)],
        vorige=sum(map(is_told_of, known.values())),
    )
    if dry_run or rapport.has_faults or (rapport.is_suspect and not is_decided):
        return rapport, False
    apply(session, bron, stappen, eindes, now=now, voortgang=voortgang)
    return rapport, True


def _read_rows(
    session: Session,
    bron: Aanbodbron,
    tabel: Tabel,
    wijzer: Leeswijzer,
    *,
    known: Mapping[str, Bronvermelding],
    plaatser: Plaatser,
    now: datetime,
) -> Sequence[Gelezen]:
    ours = {key: make_invoer(survivor(session, one.aanbod)) for key, one in known.items()}
    read = (read_rij(rij, wijzer, gemeente=bron.gemeente) for rij in tabel.rijen)
    placed = place_rows(
        [keep_hidden(row, ours.get(row.extern_id)) for row in read],
        known=_addresses(known, ours),
        find_buurten=plaatser.find_buurten,
        adresboek=plaatser.adresboek,
    )
    return check_rows(placed, today=day_of(now))


def _addresses(known: Mapping[str, Bronvermelding], ours: Mapping[str, AanbodInvoer]) -> Known:
    """Where an address was found to be: as the source told it, and as the entry has it now."""
    return {key: (one.velden, invoer_texts(ours[key])) for key, one in known.items()}
