"""How do an aanbod and its places look as a service and as services at locations of HSDS?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import url_for
from flask_babel import format_date

from collectief.kaart.hsds_queries import Plek
from collectief.models import Aanbod, AanbodLocatie
from collectief.tijden.openingstijden import Sluiting, find_sluiting
from collectief.versheid.versheid import Stand, stand_of
from collectief.words import Controleur, Doelgroep, JaNee, Taal, Toegang
from webapp.context import kalender_of
from webapp.hsds.keys import key_of_plek, make_key
from webapp.hsds.parts import Object, make_location, make_phones, told
from webapp.hsds.providers import Providers, make_organization
from webapp.hsds.schedules import Times, make_schedules, times_of
from webapp.hsds.taxonomies import make_attributes

EURO = "EUR"
NO_ISO_CODE = frozenset({Taal.BER})  # of a family of languages, which ISO 639-1 and 639-3 do not name


@dataclass(frozen=True)
class Maker:
    """Makes the objects of one answer."""

    providers: Providers
    today: date

    def service(self, aanbod: Aanbod, *, full: bool = False) -> Object:
        """What holds for one entry; `full` adds all that belongs to it."""
        service = self._service(aanbod, full=full)
        return service | self._places(aanbod) if full else service

    def plek(self, plek: Plek, *, full: bool = False) -> Object:
        """An entry at one of its places."""
        return self._at_locatie(plek, full=full) | {"service": self._service(plek.aanbod, full=full)}

    def summary(self, aanbod: Aanbod) -> Object:
        """What an organization tells of what it offers."""
        return {"id": str(aanbod.uuid), "name": aanbod.naam, "status": self._status(aanbod)}

    def _service(self, aanbod: Aanbod, *, full: bool) -> Object:
        organization = make_organization(self.providers.of(aanbod), full=full)
        return self._fields(aanbod) | {"organization": organization} | (self._parts(aanbod) if full else {})

    def _fields(self, aanbod: Aanbod) -> Object:
        return told(
            **self.summary(aanbod),
            description=aanbod.omschrijving,
            url=url_for("aanbod.aanbod", id=aanbod.id, _external=True),
            email=self.providers.to_contact(aanbod).email,
            application_process=" ".join(_how_to_come(aanbod)),
            fees_description=aanbod.kosten or ("gratis" if aanbod.gratis == JaNee.JA else ""),
            eligibility_description=_for_whom(aanbod),
            minimum_age=aanbod.leeftijd_min,
            maximum_age=aanbod.leeftijd_max,
            assured_date=aanbod.gecontroleerd_op and aanbod.gecontroleerd_op.isoformat(),
            assurer_email=self._assurer_email(aanbod),
            alert=" ".join(self._alerts(aanbod)),
            last_modified=in_milliseconds(aanbod.gewijzigd_op),
        )

    def _status(self, aanbod: Aanbod) -> str:
        sluiting = find_sluiting(aanbod)
        return "temporarily closed" if sluiting and sluiting.covers(self.today) else "active"

    def _alerts(self, aanbod: Aanbod) -> Iterator[str]:
        sluiting = find_sluiting(aanbod)
        if aanbod.voorbeeld:
            yield "Dit is een voorbeeld en bestaat niet echt."
        if sluiting and (sluiting.tot is None or sluiting.tot >= self.today):
            yield _closed_in_words(sluiting)
        if stand_of(aanbod, self.today) == Stand.NIET_MEER_GECONTROLEERD:
            yield "Niet meer gecontroleerd. Vraag eerst na of het nog klopt."

    def _assurer_email(self, aanbod: Aanbod) -> str | None:
        if aanbod.gecontroleerd_door == Controleur.AANBIEDER:
            return self.providers.of(aanbod).email if aanbod.organisatie else None
        team = self.providers.team_of(aanbod)
        return team.email if team and aanbod.gecontroleerd_door == Controleur.TEAM else None

    def _parts(self, aanbod: Aanbod) -> Object:
        is_same_everywhere = all(elders.openingstijden is None for elders in aanbod.ook_op)
        times = self._times_at(aanbod, None)
        return told(
            phones=make_phones(aanbod.uuid, self.providers.to_contact(aanbod).telefoon),
            schedules=make_schedules(aanbod.uuid, times) if is_same_everywhere else [],
            service_areas=self._areas(aanbod),
            languages=[_language(aanbod, taal) for taal in sorted(aanbod.talen)],
            cost_options=_costs(aanbod),
            required_documents=_documents(aanbod),
            attributes=make_attributes(aanbod),
        )

    def _places(self, aanbod: Aanbod) -> Object:
        plekken = [Plek(aanbod, elders) for elders in (None, *aanbod.ook_op)]
        return told(service_at_locations=[self._at_locatie(plek, full=True) for plek in plekken if plek.locatie])

    def _at_locatie(self, plek: Plek, *, full: bool) -> Object:
        aanbod, elders = plek
        key = elders.uuid if elders else key_of_plek(aanbod.uuid)
        at_locatie: Object = {"id": str(key), "location": self._location(plek, full=full)}
        return at_locatie | told(schedules=self._schedules(key, aanbod, elders)) if full else at_locatie

    def _location(self, plek: Plek, *, full: bool) -> Object:
        locatie = plek.locatie
        if locatie is None:
            raise ValueError(f"aanbod {plek.aanbod.id} has no place")
        return make_location(locatie, plaats=self.providers.naam_van(locatie.gemeente), full=full)

    def _schedules(self, key: UUID, aanbod: Aanbod, elders: AanbodLocatie | None) -> list[Object]:
        return make_schedules(key, self._times_at(aanbod, elders))

    def _times_at(self, aanbod: Aanbod, elders: AanbodLocatie | None) -> Times:
        kalender = kalender_of(aanbod)
        return times_of(aanbod, self.today, kalender=kalender, elders=elders.openingstijden if elders else None)

    def _areas(self, aanbod: Aanbod) -> list[Object]:
        """The buurten that it is for, as far as is told; of a place that stays hidden no more than the gemeente."""
        codes = [aanbod.gemeente] if aanbod.verborgen else sorted(aanbod.buurten)
        return [self._area(aanbod, code) for code in codes]

    def _area(self, aanbod: Aanbod, code: str) -> Object:
        gebied = self.providers.find_gebied(aanbod.gemeente, code)
        return told(
            id=str(make_key(aanbod.uuid, "service_area", code)),
            name=gebied.naam if gebied else code,
            description=f"{gebied.soort.capitalize()} {code} van het CBS" if gebied else "",
            uri=url_for("wijken.gebied", code=code, _external=True) if gebied else None,
        )


def make_stamp(uuid: UUID, gewijzigd_op: datetime) -> Object:
    """All that a minimal list tells of a service, by the names that the standard gives."""
    return {"id": str(uuid), "modified_date": in_milliseconds(gewijzigd_op)}


def in_milliseconds(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _how_to_come(aanbod: Aanbod) -> Iterator[str]:
    if aanbod.op_afspraak:
        yield "Maak eerst een afspraak."
    if aanbod.toegang == Toegang.MET_INDICATIE:
        yield "U hebt een indicatie nodig. Vraag het wijkteam hoe dat gaat."
    if aanbod.bereikbaar_via:
        yield aanbod.bereikbaar_via


def _for_whom(aanbod: Aanbod) -> str:
    names = sorted(doelgroep.naam for doelgroep in aanbod.doelgroepen or {Doelgroep.IEDEREEN})
    return f"Voor {', '.join(names)}."


def _closed_in_words(sluiting: Sluiting) -> str:
    van, tot = (format_date(day, "d MMMM y") if day else "" for day in (sluiting.van, sluiting.tot))
    days = " ".join(["Gesloten", *[f"vanaf {van}"] * bool(van), *[f"tot en met {tot}"] * bool(tot)])
    return f"{days}: {sluiting.reden}." if sluiting.reden else f"{days}."


def _language(aanbod: Aanbod, taal: Taal) -> Object:
    code = None if taal in NO_ISO_CODE else taal.value
    return told(id=str(make_key(aanbod.uuid, "language", taal.value)), name=taal.naam, code=code)


def _costs(aanbod: Aanbod) -> list[Object]:
    """Free, or in words: what somebody wrote about money is no amount."""
    is_free = aanbod.gratis == JaNee.JA
    if not is_free and not aanbod.kosten:
        return []
    amount = {"currency": EURO, "amount": 0} if is_free else {}
    description = aanbod.kosten or "gratis"
    return [{"id": str(make_key(aanbod.uuid, "cost_option")), "amount_description": description, **amount}]


def _documents(aanbod: Aanbod) -> list[Object]:
    if aanbod.toegang != Toegang.MET_INDICATIE:
        return []
    return [{"id": str(make_key(aanbod.uuid, "required_document")), "document": "Indicatie van de gemeente"}]
