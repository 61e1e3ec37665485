"""How are very many entries stored at once: each organisatie and locatie once, with their history?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.geschiedenis import Texts, aanbod_texts, add_wijziging, locatie_texts, organisatie_texts
from collectief.invoer import AanbodInvoer
from collectief.invoerregels import ACCESS
from collectief.locatie_invoer import remove_unused
from collectief.models import Aanbod, Locatie, Organisatie
from collectief.registreren import apply_invoer, make_aanbod
from collectief.spatial import Punt
from collectief.words import Actie, JaNee, Status

AT_ONCE = 500  # databases take only so many parameters

Values = Mapping[str, object]
Place = tuple[str, str, str, Punt]


class Schrijver:
    """Stores entries of one gemeente; looks up what they share beforehand instead of for each of them."""

    def __init__(self, session: Session, gemeente: str, *, now: datetime, adressen: Collection[str]) -> None:
        self._session = session
        self._now = now
        self._organisaties = {one.sleutel: one for one in _organisaties(session, gemeente)}
        self._locaties = {_place_of(one): one for one in _locaties(session, gemeente, sorted(set(adressen)))}
        self._before: dict[int, tuple[Organisatie | Locatie, Texts]] = {}
        self._left: dict[int, Locatie] = {}
        self._added: list[tuple[Aanbod, Texts]] = []

    def add(self, invoer: AanbodInvoer, *, check: Values) -> Aanbod:
        """A new aanbod, with what is known of when it was found true; it has no id before `finish`."""
        organisatie = self._organisatie(invoer, overwrite=False)
        aanbod = make_aanbod(invoer, locatie=self._locatie(invoer), organisatie=organisatie, now=self._now)
        self._set(aanbod, check)
        self._session.add(aanbod)
        self._added.append((aanbod, aanbod_texts(aanbod)))  # once it is stored, each text would be looked up
        return aanbod

    def change(self, aanbod: Aanbod, invoer: AanbodInvoer | None, *, check: Values) -> None:
        """It becomes what the invoer says, if there is one; only that is news to visitors."""
        if invoer is None and not check:
            return
        before = aanbod_texts(aanbod)
        if invoer:
            self._leave(aanbod.locatie)
            organisatie = self._organisatie(invoer, overwrite=True)
            apply_invoer(aanbod, invoer, locatie=self._locatie(invoer), organisatie=organisatie)
            aanbod.gewijzigd_op = self._now
        self._set(aanbod, check)
        actie = Actie.GEWIJZIGD if invoer else Actie.GECONTROLEERD
        self._write_down(aanbod, before=before, after=aanbod_texts(aanbod), actie=actie)

    def stop(self, aanbod: Aanbod) -> None:
        before = aanbod_texts(aanbod)
        aanbod.status, aanbod.gewijzigd_op = Status.GESTOPT, self._now
        self._write_down(aanbod, before=before, after=aanbod_texts(aanbod))

    def finish(self) -> None:
        """Store what was added and changed, and write down what became of what they share."""
        self._session.flush()
        for aanbod, texts in self._added:
            self._write_down(aanbod, before={}, after=texts)
        for record, before in self._before.values():
            after = organisatie_texts(record) if isinstance(record, Organisatie) else locatie_texts(record)
            self._write_down(record, before=before, after=after)
        for locatie in self._left.values():
            remove_unused(self._session, locatie)

    def _write_down(
        self, record: Aanbod | Organisatie | Locatie, *, before: Texts, after: Texts, actie: Actie = Actie.GEWIJZIGD
    ) -> None:
        add_wijziging(self._session, record, before=before, after=after, door=None, now=self._now, actie=actie)

    def _set(self, aanbod: Aanbod, values: Values) -> None:
        for field, value in values.items():
            setattr(aanbod, field, value)

    def _leave(self, locatie: Locatie | None) -> None:
        if locatie:
            self._left[locatie.id] = locatie

    def _organisatie(self, invoer: AanbodInvoer, *, overwrite: bool) -> Organisatie | None:
        """A source fills in contact that nobody told yet; it writes over some only where it told that itself before."""
        if not invoer.organisatie:
            return None
        sleutel = Organisatie.sleutel_of(invoer.organisatie)
        organisatie = self._organisaties.get(sleutel)
        if organisatie is None:
            organisatie = Organisatie(gemeente=invoer.gemeente, naam=invoer.organisatie)
            self._organisaties[sleutel] = organisatie
            self._session.add(organisatie)
            self._before[id(organisatie)] = organisatie, {}
        self._before.setdefault(id(organisatie), (organisatie, organisatie_texts(organisatie)))
        for field in ("telefoon", "email", "website"):
            told = getattr(invoer, f"organisatie_{field}") or None
            if overwrite or not getattr(organisatie, field):
                setattr(organisatie, field, told)
        return organisatie

    def _locatie(self, invoer: AanbodInvoer) -> Locatie | None:
        """The same place once; what nobody knows of getting in there changes nothing."""
        if invoer.verborgen or invoer.punt is None:
            return None
        place = (invoer.buurtcode, invoer.adres, invoer.locatie, invoer.punt)
        locatie = self._locaties.get(place)
        if locatie is None:
            locatie = self._locaties[place] = _make_locatie(invoer, invoer.punt)
        else:
            self._note_before(locatie)
        for field in ACCESS:
            told: JaNee = getattr(invoer, field)
            if told != JaNee.ONBEKEND:
                setattr(locatie, field, told)
        return locatie

    def _note_before(self, locatie: Locatie) -> None:
        """Of a new place there is nothing to tell that its aanbod does not."""
        if locatie.id is not None:
            self._before.setdefault(id(locatie), (locatie, locatie_texts(locatie)))


def _organisaties(session: Session, gemeente: str) -> Sequence[Organisatie]:
    return session.scalars(select(Organisatie).where(Organisatie.gemeente == gemeente)).all()


def _locaties(session: Session, gemeente: str, adressen: Sequence[str]) -> Iterable[Locatie]:
    """Of several that are the same the oldest, as it is for one entry."""
    for start in range(0, len(adressen), AT_ONCE):
        of_gemeente = select(Locatie).where(Locatie.gemeente == gemeente).order_by(Locatie.id.desc())
        yield from session.scalars(of_gemeente.where(Locatie.adres.in_(adressen[start : start + AT_ONCE])))


def _place_of(locatie: Locatie) -> Place:
    return locatie.buurtcode, locatie.adres, locatie.naam, locatie.punt


def _make_locatie(invoer: AanbodInvoer, punt: Punt) -> Locatie:
    told: dict[str, Any] = {name: getattr(invoer, name) for name in ("gemeente", "buurtcode", "adres")}
    return Locatie(naam=invoer.locatie, punt=punt, **told)
