"""In which Dutch words does a figure say how it came to be? All of geo's sentences about figures stand here."""

from collections.abc import Sequence

from geo.delen import Deel
from geo.figures import Recipe
from geo.gebieden import Soort
from geo.indicatoren import Indicator, Optelbaar
from geo.kerncijfers import Status

_MOST_NAMED = 8

GEEN_KLASSE = "Dit cijfer geldt voor een hele wijk of buurt. Het is niet op te tellen of te middelen."
GEEN_NOEMER = "Het is niet bekend hoe zwaar elke wijk meetelt. Daarom is dit cijfer niet berekend."
GEEN_GRENS = "Van een wijk hoort maar een deel bij dit gebied. Daarvoor is dit cijfer niet goed te schatten."
GEEN_GRENS_VAN_WEINIG = "In een deel van dit gebied zijn er zo weinig, dat dit cijfer niet goed te schatten is."
GEEN_BOVENGRENS = "CBS toont dit cijfer niet van alle buurten. Hoeveel het er hoogstens zijn, is niet bekend."
NIET_GEPUBLICEERD = "Dit cijfer is niet gepubliceerd."
TELLER_DOOR_NOEMER = "Dit is de teller, gedeeld door de noemer."
NOEMER_IS_NUL = "Dit cijfer is hier niet van toepassing: het aantal om door te delen is (afgerond) nul."
BIJGESTELD = "Door afronding kwam de uitkomst net te hoog of te laag uit. Andere cijfers van dit gebied wijzen dat uit."
GEEN_RICHTING = "Dit cijfer heeft geen score: meer of minder is niet beter of slechter."
GEEN_WAARDE = "Er is geen score, want het cijfer is niet bekend."
GEEN_REFERENTIE = "Er is geen score, want er is geen cijfer om mee te vergelijken."

_WAAROM_NIET = {
    Status.ONDERDRUKT: "CBS toont dit cijfer niet, want het gaat om weinig mensen, huishoudens of woningen.",
    Status.NIET_GEPUBLICEERD: NIET_GEPUBLICEERD,
    Status.NIET_VAN_TOEPASSING: NOEMER_IS_NUL,
}
_TELLER = {
    Optelbaar.AANDEEL: "De teller is berekend uit het afgeronde percentage.",
    Optelbaar.GEMIDDELDE: "De teller is het afgeronde gemiddelde, keer de noemer.",
}


def explain_published(indicator: Indicator, divisor: Indicator | None, status: Status, *, is_computed: bool) -> str:
    """Say what is derived from a published figure, or why there is none."""
    if status in _WAAROM_NIET:
        return _WAAROM_NIET[status]
    if divisor is None:
        return ""
    return _join(_TELLER.get(indicator.optelbaar, "") if is_computed else "", _explain_divisor(indicator, divisor))


def explain_som(delen: Sequence[Deel]) -> str:
    """Say what a sum was made of."""
    return _join(f"Dit is de som van {_count(delen)}.", _explain_split(delen))


def explain_ratio(recipe: Recipe, delen: Sequence[Deel]) -> str:
    """Say what a share, mean or density was made of."""
    made_of = (
        f"Dit is berekend uit de tellers en noemers van {_count(delen)}." if len(delen) > 1 else TELLER_DOOR_NOEMER
    )
    return _join(made_of, _explain_weights(recipe), _explain_split(delen))


def explain_hidden(delen: Sequence[Deel], *, is_estimated: bool) -> str:
    """Say of which parts the figure is hidden, so that the whole lies between bounds."""
    hidden = f"Van {_names(delen)} toont CBS dit cijfer niet. Het juiste cijfer ligt tussen de grenzen."
    return _join(hidden, "De schatting is het midden daarvan." if is_estimated else "")


def explain_no_bound(delen: Sequence[Deel]) -> str:
    """Say why a share or mean can be anything."""
    return GEEN_GRENS if any(deel.is_split for deel in delen) else GEEN_GRENS_VAN_WEINIG


def _explain_weights(recipe: Recipe) -> str:
    if recipe.teller is not None or recipe.noemer is None:
        return ""
    teller, divisor = _TELLER.get(recipe.indicator.optelbaar, ""), _explain_divisor(recipe.indicator, recipe.noemer)
    return _join(teller, divisor, _explain_bounds_of_noemer(recipe.indicator) if recipe.has_stand_in else "")


def explain_missing(delen: Sequence[Deel]) -> str:
    """Say which parts have no figure."""
    return f"Dit cijfer is niet bekend, want het ontbreekt voor {_names(delen)}."


def _explain_divisor(indicator: Indicator, divisor: Indicator) -> str:
    if divisor.code == indicator.noemer:
        return ""
    return f"Het juiste aantal om door te delen is niet bekend. Teller en noemer gaan over: {divisor.naam.lower()}."


def _explain_bounds_of_noemer(indicator: Indicator) -> str:
    """Say what the bounds rest on where the true noemer is not known."""
    if indicator.noemer_aandeel is not None:
        least, most = (f"{share * 100:g}" for share in indicator.noemer_aandeel)
        return f"We nemen aan dat het juiste aantal daar {least} tot {most}% van is."
    if indicator.noemer_minstens:
        return "Uit de leeftijden volgt hoe groot het juiste aantal minstens en hoogstens is."
    return ""


def _explain_split(delen: Sequence[Deel]) -> str:
    split = [deel for deel in delen if deel.is_split]
    if not split:
        return ""
    return f"Van {_names(split)} hoort maar een deel bij dit gebied. Dat deel is geschat met de oppervlakte."


def _count(delen: Sequence[Deel]) -> str:
    wijken = sum(deel.gebied.soort is Soort.WIJK for deel in delen)
    counts = [_counted(wijken, "wijk", "wijken"), _counted(len(delen) - wijken, "buurt", "buurten")]
    return " en ".join(count for count in counts if count)


def _counted(number: int, singular: str, plural: str) -> str:
    return f"{number} {singular if number == 1 else plural}" if number else ""


def _names(delen: Sequence[Deel]) -> str:
    more = len(delen) - _MOST_NAMED
    names = [deel.gebied.naam for deel in delen[:_MOST_NAMED]]
    names += [f"{more} andere gebieden"] if more > 0 else []
    return f"{', '.join(names[:-1])} en {names[-1]}" if len(names) > 1 else names[0]


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
