"""What is done with a file or feed that came in: stored, refused, or kept until somebody decides?"""

from pathlib import Path

from collectief.inlezen.bronnen import add_inlezing, waiting_of_bron
from collectief.inlezen.inlezen import Plaatser, read_bron
from collectief.inlezen.lezen import read_tabel
from collectief.inlezen.plannen import Voortgang
from collectief.inlezen.rapport import Rapport
from collectief.inlezen.tabel import Tabel
from collectief.models import Aanbodbron, Inlezing
from collectief.words import Inleesbesluit
from webapp.context import gebiedensets, now, session, settings
from webapp.inlezen.adresboek import Geocoded
from webapp.inlezen.bestanden import forget, keep, read_kept

LOOKED_UP_BY_PAGE = 100  # addresses, of about 20 ms each: what is left is looked up by the next reading
LOOKED_UP_BY_COMMAND = 100_000


def nothing(_rows: int) -> None:
    """Nobody watches."""


def read_in(bron: Aanbodbron, tabel: Tabel, *, data: bytes, voortgang: Voortgang = nothing) -> Inlezing:
    """Store what a source says; what looks wrong as a whole waits, with its `data`, for a decision. Never commits."""
    plaatser = plaatser_of(bron, most=LOOKED_UP_BY_COMMAND)
    rapport, is_stored = read_bron(session(), bron, tabel, plaatser=plaatser, now=now(), voortgang=voortgang)
    besluit = _besluit(rapport, is_stored=is_stored)
    return _write_down(bron, rapport, besluit, data if besluit == Inleesbesluit.WACHT else b"")


def try_out(
    bron: Aanbodbron, tabel: Tabel, *, most: int = LOOKED_UP_BY_COMMAND, voortgang: Voortgang = nothing
) -> Rapport:
    """What would become of every row; nothing is stored."""
    plaatser = plaatser_of(bron, most=most)
    rapport, _ = read_bron(session(), bron, tabel, plaatser=plaatser, now=now(), dry_run=True, voortgang=voortgang)
    return rapport


def offer(bron: Aanbodbron, data: bytes) -> Inlezing:
    """Keep a file with what would become of it, for somebody to decide. Never commits."""
    return _write_down(bron, try_out(bron, read_tabel(data), most=LOOKED_UP_BY_PAGE), Inleesbesluit.WACHT, data)


def try_again(bron: Aanbodbron, inlezing: Inlezing) -> None:
    """After another choice of columns: what would become of the file that waits now. Never commits."""
    rapport = try_out(bron, read_tabel(read_kept(folder(), inlezing.bestand)), most=LOOKED_UP_BY_PAGE)
    inlezing.rapport, inlezing.rijen = rapport.as_dict(), rapport.rijen


def take_over(bron: Aanbodbron, inlezing: Inlezing) -> bool:
    """Store what waited, for somebody decided that it is right; whether it went. Never commits."""
    tabel = read_tabel(read_kept(folder(), inlezing.bestand))
    plaatser = plaatser_of(bron, most=LOOKED_UP_BY_PAGE)
    rapport, is_stored = read_bron(session(), bron, tabel, plaatser=plaatser, now=now(), is_decided=True)
    inlezing.rapport, inlezing.rijen = rapport.as_dict(), rapport.rijen
    if is_stored:
        inlezing.besluit, inlezing.op = Inleesbesluit.TOEGEPAST, now()
    return is_stored


def forget_decided(inlezing: Inlezing) -> None:
    """After the commit: a file on which somebody decided is not kept."""
    forget(folder(), inlezing.bestand)


def plaatser_of(bron: Aanbodbron, *, most: int) -> Plaatser:
    gebiedenset = gebiedensets().get(bron.gemeente)
    return Plaatser(find_buurten=gebiedenset.find_buurten, adresboek=Geocoded(gebiedenset, most=most))


def folder() -> Path:
    return settings().var / "inlezen"


def _besluit(rapport: Rapport, *, is_stored: bool) -> Inleesbesluit:
    if is_stored:
        return Inleesbesluit.TOEGEPAST
    return Inleesbesluit.WACHT if rapport.is_suspect and not rapport.has_faults else Inleesbesluit.GEWEIGERD


def _write_down(bron: Aanbodbron, rapport: Rapport, besluit: Inleesbesluit, data: bytes) -> Inlezing:
    """What waited before is overtaken, and its file is not needed any more."""
    for waiting in waiting_of_bron(session(), bron):
        forget(folder(), waiting.bestand)
    bestand = keep(folder(), data) if data else ""
    return add_inlezing(session(), bron, rapport, besluit, now=now(), bestand=bestand)
