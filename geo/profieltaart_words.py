"""In which Dutch words does a profieltaart speak?"""

GUNSTIGER = "gunstiger dan gemiddeld"
MINDER_GUNSTIG = "minder gunstig dan gemiddeld"
MISSCHIEN_GUNSTIGER = "misschien gunstiger, niet zeker"
MISSCHIEN_MINDER_GUNSTIG = "misschien minder gunstig, niet zeker"
INTERVAL = "de score ligt hiertussen"
ONVOLDOENDE = "onvoldoende gegevens"
NEDERLAND = "Nederland"


def wijken_van(gemeente: str) -> str:
    return f"de buurten en wijken van {gemeente}"


def title(naam: str, jaar: int | None) -> str:
    return f"Profieltaart van {naam}, {jaar}"


def gemiddelde_van(vergeleken_met: str) -> str:
    return f"gemiddelde van {vergeleken_met} (50)"


def stad_score(naam: str) -> str:
    return f"score van {naam}"


def introduction(vergeleken_met: str, stad: str | None) -> str:
    """Say how to read the picture, for who cannot see it."""
    ring = f" De stad is {stad}." if stad else ""
    scale = f"Hoger is gunstiger en 50 is het gemiddelde van {vergeleken_met}."
    return f"Een score is een getal van 0 tot 100. {scale}{ring}"


def sentence(thema: str, *, score: str, bekend: int, aantal: int, stad: float | None) -> str:
    """Say one slice, for who cannot see it."""
    known = "" if bekend == aantal else f" Bekend: {bekend} van de {aantal} cijfers."
    beside = "" if stad is None else f" De stad heeft score {number(stad)}."
    return f"{thema}: {score}.{known}{beside}"


def score_in_words(score: float | None, least: float | None, most: float | None) -> str:
    """Say a score, and its interval where it has one."""
    if score is None:
        return ONVOLDOENDE
    between = "" if least is None or most is None else f" ({number(least)} tot {number(most)})"
    return f"score {number(score)}{between}"


def score_in_label(score: float | None, least: float | None, most: float | None) -> list[str]:
    """Write a score beside its slice, in lines as short as the room is."""
    if score is None:
        return ONVOLDOENDE.split()
    return [number(score)] if least is None or most is None else [number(score), f"{number(least)} tot {number(most)}"]


def short(thema: str, score: float | None, *, is_certain: bool) -> str:
    """Say one slice in a list of pictures."""
    if score is None:
        return f"{thema.lower()} onbekend"
    return f"{thema.lower()} {number(score)}{'' if is_certain else ' (niet zeker)'}"


def number(value: float) -> str:
    """Write a score: without decimals, which it cannot bear."""
    return f"{value:.0f}"
