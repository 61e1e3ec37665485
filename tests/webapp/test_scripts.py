"""Do the scripts of one page leave each other alone? Those that are no modules share one room for their names."""

import re
from collections import Counter

import pytest
from flask import Flask

from tests.cast import TEAMLID, sign_in
from webapp.settings import PROJECT

SHARED = re.compile(r'<script src="/static/v-\w+/(js/[\w-]+\.js)" defer>')
DECLARED = re.compile(r"^(?:const|let|class|async function|function) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("path", ["/team/", "/team/aanbod/nieuw", "/team/signalen/nieuw", "/team/verkenning", "/kaart"])
def test_no_two_scripts_of_a_page_declare_the_same_name(reading_app: Flask, path: str) -> None:
    page = sign_in(reading_app.test_client(), TEAMLID).get(path).get_data(as_text=True)
    sources = [(PROJECT / "webapp/static" / name).read_text(encoding="utf-8") for name in SHARED.findall(page)]
    names = Counter(name for source in sources for name in DECLARED.findall(source))
    assert "<script" in page
    assert [name for name, count in names.items() if count > 1] == []
