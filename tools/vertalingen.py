"""Brings the catalogs of translations up to date with the texts in the code, and says what is still to be translated.

    python -m tools.vertalingen

Only what visitors read is translated: the texts of SOURCES, those of the rules that their forms may break, and the
words of the closed lists. A text that is no longer used leaves the catalogs; one that was changed is a new text.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from webapp.catalogi import FOLDER, path_of, read_catalog
from webapp.problems import SENTENCES, VISITORS_RULES
from webapp.taal import NL, TALEN
from webapp.woorden import SHOWN

WEBAPP = FOLDER.parent
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
KEYWORDS |= {"lazy_gettext": None, "lazy_ngettext": (1, 2)}
SOURCES = (
    *(
        "errors.py",
        "show.py",
        "params.py",
        "zoekvraag.py",
        "place.py",
        "wijzigingsvoorstel_form.py",
        "straatnamen.py",
        "woorden.py",
    ),
    *("feeds/*.py", "vindbaar/*.py"),
    *(f"pages/{name}.py" for name in ("bewoner", "wijken", "zoeken", "kaart", "aanbod", "melden", "recept", "feeds")),
    *(f"pages/{name}.py" for name in ("papier", "offline", "privacy", "vindbaar")),
    *(f"views/{name}.py" for name in ("aanbod", "contact", "gebied", "inloop*", "insluiten", "kaart", "opening")),
    "views/schoolvakantie.py",
    *(f"views/{name}.py" for name in ("plaats", "plekken", "papier", "poster", "recept", "rooster", "vertaald")),
    *(
        f"views/{name}.py"
        for name in (
            "leefgebieden",
            "te_doen",
            "voorstel",
            "wanneer",
            "week*",
            "wensen",
            "wijken",
            "wijkweek",
            "zoeken",
        )
    ),
    *(f"templates/{name}.html" for name in ("base", "start", "inloop*", "aanbod", "zoeken", "kaart", "wijken")),
    *(f"templates/{name}.html" for name in ("gebied", "insluiten", "meenemen", "melden", "klopt_niet", "bedankt")),
    *(
        f"templates/{name}.html"
        for name in ("recept", "organisatie", "locatie", "error", "privacy", "insluiten_zoeker", "ingesloten")
    ),
    *("templates/papier/*.html", "templates/offline/*.html", "templates/partials/*.html"),
    *(f"templates/macros/{name}.html" for name in ("plek", "kaart", "plaats", "taal", "versheid", "melden", "forms")),
    *(f"templates/macros/{name}.html" for name in ("pictogram", "wijk*", "week*", "wensen")),
)
OF_FIGURES = frozenset({"templates/partials/cijfers.html"})

Msgid = str | tuple[str, ...]


def texts() -> Iterator[tuple[Msgid, str]]:
    """Every text that visitors read, and where it stands."""
    for path in sorted(_files()):
        method = "jinja2" if path.suffix == ".html" else "python"
        where = path.relative_to(WEBAPP).as_posix()
        for _line, msgid, _comments, _context in extract_from_file(method, str(path), keywords=KEYWORDS):
            yield msgid, where
    yield from ((str(SENTENCES[rule]), "problems.py") for rule in VISITORS_RULES)
    yield from ((word.naam, "woorden.py") for words in SHOWN for word in words)


def _files() -> set[Path]:
    found = {path for source in SOURCES for path in WEBAPP.glob(source)}
    return {path for path in found if path.relative_to(WEBAPP).as_posix() not in OF_FIGURES}


def make_catalog(taal: str, known: Catalog) -> Catalog:
    """All texts, with the translations that there are."""
    catalog = Catalog(locale=taal, project="Wijkbeeld", charset="utf-8", header_comment=HEADER, fuzzy=False)
    for msgid, where in texts():
        before = known.get(msgid)
        string = before.string if before else ""
        catalog.add(msgid, string, locations=[(where, None)])  # type: ignore[list-item] # a line number says nothing
    return catalog


LEFT_OUT = tuple(
    f'"{name}'
    for name in ("POT-Creation", "PO-Revision", "Last-T", "Language-Team", "Report-M", "Generated", "Project")
)
HEADER = "# Texts of Wijkbeeld. `python -m tools.vertalingen` keeps the list of texts; write the translations here."


def main() -> None:
    for taal in TALEN:
        if taal != NL:
            _update(taal)


def _update(taal: str) -> None:
    path = path_of(taal)
    catalog = make_catalog(taal, read_catalog(path) if path.exists() else Catalog(locale=taal))
    write(path, catalog)
    missing = sum(1 for message in catalog if message.id and not is_whole(message.string))
    print(f"{taal}: {len(catalog)} texts, {missing} to be translated")


def write(path: Path, catalog: Catalog) -> None:
    """Without what changes at every run, or tells of a person."""
    written = BytesIO()
    write_po(written, catalog, width=120, sort_output=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line for line in lines if not line.startswith(LEFT_OUT)), encoding="utf-8")


def is_whole(string: object) -> bool:
    """Whether it, or each of its plurals, is translated."""
    return all(string) if isinstance(string, (tuple, list)) and string else bool(string)


if __name__ == "__main__":
    main()
