"""What is each text of a page in another language?

The catalogs are kept as people write them (.po) and read when a language is first asked for: so a fresh clone and an
installed package need no step that compiles them, and none can be forgotten.
"""

from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Babel, Domain, get_locale

FOLDER = Path(__file__).parent / "translations"


class Catalogi(Domain):
    """The texts of this request's language."""

    def get_translations(self) -> NullTranslations:
        return read_translations(str(get_locale() or ""))


class Vertalers(Babel):
    """Flask-Babel over catalogs that nobody compiled."""

    @cached_property
    def domain_instance(self) -> Catalogi:
        return Catalogi(domain=self.domain)  # type: ignore[no-untyped-call] # the library has no types


@cache
def read_translations(taal: str) -> NullTranslations:
    """Of a language without catalog, such as Dutch, every text stays as it stands in the code."""
    path = path_of(taal)
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalog(path))  # leaves out what is marked as doubtful
    compiled.seek(0)
    return Translations(compiled)


def read_catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def path_of(taal: str) -> Path:
    return FOLDER / taal / "LC_MESSAGES" / "messages.po"
