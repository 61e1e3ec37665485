"""In which Dutch words does a profieltaart speak?"""

GUNSTIGER = "gunstiger dan Nederland"
MINDER_GUNSTIG = "minder gunstig dan Nederland"
GEMIDDELD = "gemiddelde van Nederland"
INTERVAL = "het cijfer ligt hiertussen"
ONBEKEND = "niet bekend"


def title(naam: str, jaar: int | None) -> str:
    return f"Profieltaart van {naam}, {jaar}"


def introduction(stad: str | None) -> str:
    """Say how to read the picture, for who cannot see it."""
    ring = f" De stad is {stad}." if stad else ""
    return f"Een score is een getal van 0 tot 100. Hoger is gunstiger en 50 is het gemiddelde van Nederland.{ring}"


def sentence(label: str, *, score: str, naam: str, waarde: str, stad: str | None) -> str:
    """Say one slice, for who cannot see it."""
    beside = f" De stad heeft score {stad}." if stad else ""
    return f"{label}: score {score}. {naam}: {waarde}.{beside}"


def amount(waarde: float | None, decimals: int, eenheid: str) -> str:
    """Write a figure with its unit."""
    if waarde is None:
        return ONBEKEND
    return f"{number(waarde, decimals)}{'' if eenheid == '%' else ' '}{eenheid}"


def score(score: float | None, least: float | None, most: float | None) -> str:
    """Say a score, and its interval where it has one."""
    if score is None:
        return ONBEKEND
    return number(score) if least is None or most is None else f"{number(score)} ({number(least)} tot {number(most)})"


def stad_score(naam: str) -> str:
    return f"score van {naam}"


def number(value: float, decimals: int = 0) -> str:
    """Write a number as Dutch does: 1.234,5."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
