"""What did somebody else change of a record while a teamlid was editing it, and which of the two is to stay?

Of an entry, unless `parts` says what parts another record has.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext as _
from wtforms import SelectFieldBase

from collectief.registreren.invoer import AanbodInvoer
from webapp.forms import AanbodForm
from webapp.views.rooster import hours_in_words
from webapp.voorstel_form import VoorstelForm

Parts = Mapping[str, tuple[str, ...]]
Form = AanbodForm | VoorstelForm

HUN, MIJN = "hun", "mijn"
# What is chosen together: the fields of the invoer, and those of the form.
PLEK = ("adres", "locatie", "punt", "buurtcode", "plek_later", "verborgen", "bereikbaar_via")
PLEK_FORM = ("waar", "adres", "gezocht", "plek", "lon", "lat", "locatie", "bereikbaar_via")
UREN_FORM = ("uren", "openingstijden", "dicht_op_feestdagen", "dicht_in_schoolvakanties")
NOT_COMPARED = {"gemeente", "gecontroleerd", *PLEK}
PARTS: Parts = {
    **{field.name: (field.name,) for field in fields(AanbodInvoer) if field.name not in NOT_COMPARED},
    "plek": PLEK,
}
FORM_FIELDS = {name: (name,) for name in PARTS} | {"plek": PLEK_FORM, "openingstijden": UREN_FORM}


class Difference(NamedTuple):
    """A part of a record that somebody else changed meanwhile; `choice` is empty where one has to be made."""

    name: str
    label: str
    theirs: str
    mine: str
    choice: str


def make_basis(invoer: Any, parts: Parts = PARTS) -> str:
    """What somebody saw of each part, to know later what another changed: a digest, for the form to carry along."""
    return json.dumps({name: _digest(_values(invoer, fields)) for name, fields in parts.items()})


def _read_basis(text: str) -> Mapping[str, str]:
    """Nothing when it was left out or tampered with: then every difference counts as changed by both."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def differences(
    form: Form, mine: Any, theirs: Any, choices: Mapping[str, str], parts: Parts = PARTS
) -> Iterator[Difference]:
    """Each part that another changed and that does not say the same here.

    Of what only the other changed theirs stays, unless somebody chooses otherwise.
    """
    basis = _read_basis(form.read_basis())
    for name, told in parts.items():
        own, other = _values(mine, told), _values(theirs, told)
        if own == other or _digest(other) == basis.get(name):
            continue
        is_untouched = _digest(own) == basis.get(name)
        choice = choices.get(name, HUN if is_untouched else "")
        yield Difference(name, _label(form, name), _in_words(form, name, theirs), _in_words(form, name, mine), choice)


def read_choices(sent: Mapping[str, str], parts: Parts = PARTS) -> dict[str, str]:
    """What was chosen for each part, as far as it was."""
    chosen = {name: sent.get(f"keuze-{name}", "") for name in parts}
    return {name: choice for name, choice in chosen.items() if choice in {HUN, MIJN}}


def take_theirs(form: Form, names: Iterable[str], data: Mapping[str, Any]) -> None:
    """Let the form say what is stored now."""
    for name in (field for part in names for field in FORM_FIELDS.get(part, (part,))):
        form[name].process(None, data[name]) if name in data else form[name].process(None)
        form[name].raw_data = None


def _values(invoer: Any, fields: tuple[str, ...]) -> list[Any]:
    """In one order, so that equal parts have one digest."""
    values = (getattr(invoer, field) for field in fields)
    return [sorted(value) if isinstance(value, Set) else value for value in values]


def _digest(values: list[Any]) -> str:
    return hashlib.sha256(repr([str(value) for value in values]).encode()).hexdigest()[:12]


def _label(form: Form, name: str) -> str:
    return _("Plek") if name == "plek" else str(form[name].label.text)


def _in_words(form: Form, name: str, invoer: Any) -> str:
    if name == "plek":
        return _place_in_words(invoer)
    value = getattr(invoer, name)
    if name == "openingstijden":
        return hours_in_words(value) or value or _("leeg")
    if isinstance(form[name], SelectFieldBase):
        chosen = value if isinstance(value, Set) else {value}
        labels = [str(choice.label) for choice in form[name].iter_choices() if choice.value in chosen]
        return ", ".join(labels) or _("niets gekozen")
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return _("leeg") if value in (None, "") else str(value)


def _place_in_words(invoer: AanbodInvoer) -> str:
    if invoer.verborgen:
        return _("geheim. Contact: %(hoe)s", hoe=invoer.bereikbaar_via)
    named = ", ".join(filter(None, [invoer.locatie, invoer.adres]))
    if invoer.punt is None:
        return _("komt later (%(adres)s)", adres=named) if named else _("komt later")
    return named or _("het punt op de kaart")
