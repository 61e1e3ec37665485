"""Do our own pages get the map and the design system whole, small and from no other host?"""

import gzip
import re

import pytest
from PIL import Image

from tools.assets import (
    LICENCE,
    PROJECT,
    OutsideRequestError,
    check_no_outside_request,
    find_used_tokens,
    keep_used,
    make_stylesheet,
    split_selectors,
)

VENDOR = PROJECT / "webapp/static/vendor"
TOKENS = """
:root {
  --button-color: var(--brand);
  --brand: var( --blue, black);
  --blue: #00f;
  --arrow: url("data:image/svg+xml;utf8,<svg/>"); /* [code-only] */
  --nobody-uses-this: red;
}
"""


def test_a_token_brings_the_tokens_it_is_made_of() -> None:
    tokens = {"--a": "var(--b)", "--b": "calc(1px + var(--c))", "--c": "2px", "--d": "red"}
    assert find_used_tokens("p{margin:var(--a)}", tokens).keys() == {"--a", "--b", "--c"}


def test_tokens_made_of_each_other_come_to_an_end() -> None:
    assert find_used_tokens("p{margin:var(--a)}", {"--a": "var(--b)", "--b": "var(--a)"}).keys() == {"--a", "--b"}


def test_a_token_in_the_fallback_of_another_is_used() -> None:
    assert find_used_tokens("p{margin:var(--unknown, var( --a))}", {"--a": "1px"}) == {"--a": "1px"}


def test_a_stylesheet_holds_only_tokens_that_are_used() -> None:
    css = make_stylesheet(["b{color:var(--button-color)}"], tokens=TOKENS, also_used_in="")
    assert css.endswith(":root{--blue:#00f;--brand:var( --blue, black);--button-color:var(--brand);}\n")


def test_a_token_that_only_our_own_css_uses_is_kept() -> None:
    assert "--blue:#00f;" in make_stylesheet([], tokens=TOKENS, also_used_in="p{color:var(--blue)}")


def test_a_value_with_a_semicolon_stays_whole() -> None:
    css = make_stylesheet(["i{background:var(--arrow)}"], tokens=TOKENS, also_used_in="")
    assert '--arrow:url("data:image/svg+xml;utf8,<svg/>");' in css


@pytest.mark.parametrize(
    ("css", "pages", "kept"),
    [
        (".utrecht-a{x:1}.utrecht-b{x:2}", '<p class="utrecht-a">', ".utrecht-a{x:1}"),
        (".utrecht-a,.utrecht-b{x:1}", '<p class="utrecht-b">', ".utrecht-b{x:1}"),
        (".utrecht-a.utrecht-b{x:1}", '<p class="utrecht-a">', ""),
        ("@media print{.utrecht-b{x:1}p{x:2}}", "", "@media print{p{x:2}}"),
        (".utrecht-a:is(.utrecht-c,:hover){x:1}", "utrecht-a utrecht-c", ".utrecht-a:is(.utrecht-c,:hover){x:1}"),
        (".utrecht-a:not(:disabled,.utrecht-b){x:1}", "utrecht-a", ".utrecht-a:not(:disabled,.utrecht-b){x:1}"),
        (".utrecht-a--info{x:1}", "utrecht-a--{{ category }}", ".utrecht-a--info{x:1}"),
        ("p{x:1}", "", "p{x:1}"),
    ],
)
def test_only_what_our_pages_name_is_kept_of_the_design_system(css: str, pages: str, kept: str) -> None:
    assert keep_used(css, pages=pages) == kept


def test_a_comma_within_brackets_does_not_end_a_selector() -> None:
    assert list(split_selectors("a:is(b,:not(c,d)),e")) == ["a:is(b,:not(c,d))", "e"]


@pytest.mark.parametrize("size_px", [192, 512])
def test_an_icon_has_the_size_that_it_says(size_px: int) -> None:
    with Image.open(VENDOR / f"icon-{size_px}.png") as icon:
        assert icon.size == (size_px, size_px)


@pytest.mark.parametrize(
    "css",
    [
        "p{background:url(https://example.org/a.png)}",
        "p{background:url( '//example.org/a.png' )}",
        "@import 'other.css';",
    ],
)
def test_css_that_asks_another_host_is_refused(css: str) -> None:
    with pytest.raises(OutsideRequestError):
        check_no_outside_request(css)


@pytest.mark.parametrize("css", ["p{background:url(images/a.png)}", 'p{background:url("data:image/svg+xml;x=//")}'])
def test_css_with_its_own_images_is_accepted(css: str) -> None:
    check_no_outside_request(css)


@pytest.mark.parametrize("name", ["nlds.css", "leaflet.css"])
def test_what_we_serve_asks_no_other_host(name: str) -> None:
    check_no_outside_request((VENDOR / name).read_text())


@pytest.mark.parametrize("component", ["button", "textbox", "radio-button", "table", "alert", "skip-link"])
def test_what_we_serve_has_the_component(component: str) -> None:
    assert re.search(rf"\.utrecht-{component}\b[^{{}}]*{{", (VENDOR / "nlds.css").read_text())


def test_every_token_that_a_kept_token_is_made_of_is_served_too() -> None:
    root = (VENDOR / "nlds.css").read_text().rpartition(":root{")[2]
    served = set(re.findall(r"(--[\w-]+):", root))
    assert set(re.findall(r"var\((--[\w-]+)\)", root)) <= served


def test_our_own_css_uses_only_tokens_that_are_served() -> None:
    own = "".join(path.read_text() for path in (VENDOR.parent / "css").glob("*.css"))
    defined = set(re.findall(r"(--[\w-]+)\s*:", own + (VENDOR / "nlds.css").read_text()))
    assert set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", own)) <= defined


def test_the_design_system_is_small_to_send() -> None:
    assert len(gzip.compress((VENDOR / "nlds.css").read_bytes())) < 13_000


def test_the_licence_of_the_design_system_is_served_with_it() -> None:
    assert LICENCE.search((VENDOR / "nlds.css").read_text())


def test_the_licence_of_leaflet_is_served_with_it() -> None:
    assert "BSD 2-Clause" in (VENDOR / "leaflet-LICENSE.txt").read_text()


def test_leaflet_finds_its_images() -> None:
    images = re.findall(r"url\((images/[\w.-]+)\)", (VENDOR / "leaflet.css").read_text())
    assert images
    assert all((VENDOR / image).is_file() for image in images)
