"""How do very many entries come on the map at once: each organisatie and locatie once, with their history?"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.geschiedenis.geschiedenis import Texts, aanbod_texts, add_wijziging, locatie_texts, organisatie_texts
from collectief.inlezen.nieuw import Columns, Nieuw, Place, Plek, access_of, find_place, store_new, store_places
from collectief.models import Aanbod, Locatie, Organisatie
from collectief.plekken.verbergen import erase_place
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.invoerregels import CONTACT
from collectief.registreren.locatie_invoer import remove_unused, settle_locatie
from collectief.registreren.registreren import apply_invoer
from collectief.words import Actie, JaNee, Status

AT_ONCE = 500  # databases take only so many parameters


class Schrijver:
    """Stores entries of one gemeente; looks up what they share beforehand instead of for each of them."""

    def __init__(self, session: Session, gemeente: str, *, now: datetime, adressen: Collection[str]) -> None:
        self._session = session
        self._now = now
        self._organisaties = {one.sleutel: one for one in _organisaties(session, gemeente)}
        self._places = {
            _place_of(one): Plek(one.id, access_of(one)) for one in _locaties(session, gemeente, sorted(set(adressen)))
        }
        self._before: dict[int, tuple[Organisatie | Locatie, Texts]] = {}
        self._left: dict[int, Locatie] = {}
        self._hidden: list[tuple[Aanbod, Locatie | None]] = []
        self._new: list[Nieuw] = []

    def add(self, invoer: AanbodInvoer, *, check: Columns, vermelding: Columns) -> None:
        """A new aanbod, with when it was found true and what its source told; it is stored with the next ones."""
        self._new.append(Nieuw(invoer, self._organisatie(invoer, overwrite=False), check, vermelding))
        if len(self._new) == AT_ONCE:
            self._store_new()

    def change(self, aanbod: Aanbod, invoer: AanbodInvoer | None, *, check: Columns) -> None:
        """It becomes what the invoer says, if there is one; only that is news to visitors."""
        if invoer is None and not check:
            return
        before, old_locatie = aanbod_texts(aanbod), aanbod.locatie
        if invoer:
            self._become(aanbod, invoer)
            if aanbod.verborgen:
                self._hidden.append((aanbod, old_locatie))
        for field, value in check.items():
            setattr(aanbod, field, value)
        actie = Actie.GEWIJZIGD if invoer else Actie.GECONTROLEERD
        self._write_down(aanbod, before=before, after=aanbod_texts(aanbod), actie=actie)

    def stop(self, aanbod: Aanbod) -> None:
        before = aanbod_texts(aanbod)
        aanbod.status, aanbod.gewijzigd_op = Status.GESTOPT, self._now
        self._write_down(aanbod, before=before, after=aanbod_texts(aanbod))

    def finish(self) -> None:
        """Store what is left, write down what became of what entries share, and erase what has to stay hidden."""
        self._store_new()
        for record, before in self._before.values():
            after = organisatie_texts(record) if isinstance(record, Organisatie) else locatie_texts(record)
            self._write_down(record, before=before, after=after)
        self._session.flush()
        for aanbod, old_locatie in self._hidden:
            erase_place(self._session, aanbod, former=old_locatie)
        for locatie in self._left.values():
            remove_unused(self._session, locatie)

    def _store_new(self) -> None:
        self._session.flush()
        store_places(self._session, [one.invoer for one in self._new], self._places)
        for one in self._new:
            self._tell_access(one.invoer)
        store_new(self._session, self._new, self._places, now=self._now)
        self._new = []

    def _tell_access(self, invoer: AanbodInvoer) -> None:
        """What nobody knows of getting in somewhere changes nothing."""
        place = find_place(invoer)
        known = self._places[place] if place else None
        told = {field: word for field, word in access_of(invoer).items() if word != JaNee.ONBEKEND}
        if known and not told.items() <= known.access.items():
            locatie = self._session.get_one(Locatie, known.id)
            self._before.setdefault(id(locatie), (locatie, locatie_texts(locatie)))
            for field, word in told.items():
                setattr(locatie, field, word)
            known.access.update(told)

    def _become(self, aanbod: Aanbod, invoer: AanbodInvoer) -> None:
        if aanbod.locatie:
            self._left[aanbod.locatie.id] = aanbod.locatie
        organisatie = self._organisatie(invoer, overwrite=True)
        locatie = settle_locatie(self._session, invoer, door=None, now=self._now)
        apply_invoer(aanbod, invoer, locatie=locatie, organisatie=organisatie)
        aanbod.gewijzigd_op = self._now
        self._session.flush()
        if locatie:
            self._places[_place_of(locatie)] = Plek(locatie.id, access_of(locatie))

    def _organisatie(self, invoer: AanbodInvoer, *, overwrite: bool) -> Organisatie | None:
        """A source fills in contact that nobody told yet; it writes over some only where it told that itself before."""
        if not invoer.organisatie:
            return None
        organisatie = self._organisaties.get(Organisatie.sleutel_of(invoer.organisatie)) or self._make(invoer)
        self._before.setdefault(id(organisatie), (organisatie, organisatie_texts(organisatie)))
        for name in CONTACT:
            field = name.removeprefix("organisatie_")
            if overwrite or not getattr(organisatie, field):
                setattr(organisatie, field, getattr(invoer, name) or None)
        return organisatie

    def _make(self, invoer: AanbodInvoer) -> Organisatie:
        organisatie = Organisatie(gemeente=invoer.gemeente, naam=invoer.organisatie)
        self._organisaties[organisatie.sleutel] = organisatie
        self._before[id(organisatie)] = organisatie, {}
        self._session.add(organisatie)
        return organisatie

    def _write_down(
        self, record: Aanbod | Organisatie | Locatie, *, before: Texts, after: Texts, actie: Actie = Actie.GEWIJZIGD
    ) -> None:
        add_wijziging(self._session, record, before=before, after=after, door=None, now=self._now, actie=actie)


def _organisaties(session: Session, gemeente: str) -> Sequence[Organisatie]:
    return session.scalars(select(Organisatie).where(Organisatie.gemeente == gemeente)).all()


def _locaties(session: Session, gemeente: str, adressen: Sequence[str]) -> Iterator[Locatie]:
    """The newest first, so that of several that are the same the oldest is used, as it is for one entry."""
    for start in range(0, len(adressen), AT_ONCE):
        of_gemeente = select(Locatie).where(Locatie.gemeente == gemeente).order_by(Locatie.id.desc())
        yield from session.scalars(of_gemeente.where(Locatie.adres.in_(adressen[start : start + AT_ONCE])))


def _place_of(locatie: Locatie) -> Place:
    return locatie.buurtcode, locatie.adres, locatie.naam, locatie.punt
