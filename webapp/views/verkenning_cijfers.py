"""What do the figures of a teamgebied say, for its verkenning?"""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from geo.indicatoren import Bron
from geo.opvallend import OpvallendCijfer, OpvallendThema, opvallende_cijfers, opvallende_themas
from geo.profiel import Profiel
from webapp.gebied import Gevonden
from webapp.show import dag, getal
from webapp.views.cijferblok import Cijferblok
from webapp.views.cijfers import in_eenheid
from webapp.views.verkenning_deel import Deel, Regel
from webapp.woorden import opsomming

INWONERS = "inwoners"
MOST_CIJFERS = 6
MOST_THEMAS = 3


def make_gebied_deel(found: Gevonden, blok: Cijferblok) -> Deel:
    """Who lives there, in which buurten, and the profieltaart."""
    buurten = sorted(found.gebiedenset.get_gebied(code).naam for code in found.buurten)
    inwoners = blok.profiel.find_cijfer(INWONERS)
    aantal = in_eenheid(inwoners.waarde, inwoners.indicator, inwoners.decimalen) if inwoners else _("onbekend")
    zinnen = [ngettext("Het gebied heeft %(num)d buurt.", "Het gebied heeft %(num)d buurten.", len(buurten))]
    if inwoners:
        zinnen.append(_("Inwoners: %(aantal)s (%(jaar)s).", aantal=aantal, jaar=inwoners.jaar))
    return Deel(
        code="gebied",
        kop=_("Het gebied"),
        kern=_("%(aantal)s inwoners", aantal=aantal),
        zinnen=[*zinnen, *([_("Buurten: %(namen)s.", namen=opsomming(buurten))] if buurten else [])],
        noten=_bronnen([inwoners.bron] if inwoners else []),
        leeg="" if blok.taart_in_woorden else _("Er zijn te weinig cijfers voor een profieltaart."),
        met_taart=bool(blok.taart_in_woorden),
        meer=Regel(_("Alle cijfers van dit gebied"), url=url_for("wijken.gebied", code=found.gebied.code)),
    )


def make_cijfers_deel(found: Gevonden, blok: Cijferblok) -> Deel:
    """Where the gebied surely differs from the gemeente, in themas and in figures."""
    stad, profiel = blok.stad, blok.profiel
    themas = opvallende_themas(profiel, stad) if stad else []
    cijfers = opvallende_cijfers(profiel, stad, limit=MOST_CIJFERS) if stad else []
    hoger, lager = ([one for one in themas if (one.verschil > 0) is up][:MOST_THEMAS] for up in (True, False))
    zinnen = [zin for zin in (_themazin(hoger, up=True), _themazin(lager, up=False)) if zin]
    return Deel(
        code="cijfers",
        kop=_("Wat de cijfers zeggen"),
        kern="; ".join(zin.rstrip(".") for zin in zinnen) or _("geen zekere verschillen"),
        zinnen=zinnen,
        regels=[_cijferregel(found, profiel, one) for one in cijfers],
        noten=[*blok.kanttekeningen, *_bronnen([one.cijfer.bron for one in cijfers])],
        leeg="" if zinnen or cijfers else _("Geen cijfer verschilt zeker van dat van de hele gemeente."),
    )


def _themazin(themas: Sequence[OpvallendThema], *, up: bool) -> str:
    if not themas:
        return ""
    namen = opsomming(
        _("%(thema)s (%(score)s, stad %(stad)s)", thema=one.score.thema.naam, score=_score(one), stad=_stad(one))
        for one in themas
    )
    return (
        _("Gunstiger dan de stad: %(namen)s.", namen=namen)
        if up
        else _("Minder gunstig dan de stad: %(namen)s.", namen=namen)
    )


def _score(thema: OpvallendThema) -> str:
    return getal(thema.score.score)


def _stad(thema: OpvallendThema) -> str:
    return getal(thema.stad.score)


def _cijferregel(found: Gevonden, profiel: Profiel, one: OpvallendCijfer) -> Regel:
    cijfer, stad, indicator = one.cijfer, one.stad, one.cijfer.indicator
    hier = in_eenheid(cijfer.waarde, indicator, cijfer.decimalen)
    daar = in_eenheid(stad.waarde, indicator, stad.decimalen)
    oordeel = _("gunstiger") if one.verschil > 0 else _("minder gunstig")
    return Regel(
        f"{indicator.naam}: {hier}",
        noot=_("stad %(daar)s, %(oordeel)s, %(jaar)s", daar=daar, oordeel=oordeel, jaar=cijfer.jaar),
        url=url_for("wijken.cijfer", code=found.gebied.code, indicator=indicator.code, jaar=profiel.jaar),
    )


def _bronnen(bronnen: Sequence[Bron]) -> list[str]:
    """Each source once, with the day on which it was fetched."""
    return [
        _(
            "Bron: %(naam)s, opgehaald op %(dag)s.",
            naam=f"{bron.naam}, {bron.tabel}" if bron.tabel else bron.naam,
            dag=dag(bron.opgehaald_op) if bron.opgehaald_op else _("een onbekende dag"),
        )
        for bron in dict.fromkeys(bronnen)
    ]
