"""Which files of the npm packages do our pages serve? They go to webapp/static/vendor/."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import resvg_py

PROJECT = Path(__file__).resolve().parent.parent
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/variables.css"
LEAFLET_FILES = {"dist/leaflet.js": "leaflet.js", "dist/leaflet.css": "leaflet.css", "LICENSE": "leaflet-LICENSE.txt"}

ICON_SIZES_PX = (192, 512)
# The sign on a plain ground with room around it, so that a phone may cut any shape out of it.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 56 56"><path fill="#fff" d="M-12-12h56v56h-56z"/>{}</svg>'
)
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
NEGATION = re.compile(r":not\([^()]*\)")
DESIGN_CLASS = re.compile(r"(?<![\w-])utrecht-[\w-]+")
DYNAMIC_CLASS = re.compile(r"(utrecht-[\w-]*-)(?=\{\{)")

LICENCE = re.compile(r"/\*(?:(?!\*/).)*@license.*?\*/", re.DOTALL)
TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.+?);\s*(?:/\*.*\*/)?$", re.MULTILINE)
TOKEN_USE = re.compile(r"var\(\s*(--[\w-]+)")
OUTSIDE_REQUEST = re.compile(r"@import[^;]*|url\(\s*[\"']?\s*(?:[a-z]+:)?//[^)]*", re.IGNORECASE)


class OutsideRequestError(Exception):
    """A stylesheet would make the browser talk to another host."""


def find_used_tokens(css: str, tokens: Mapping[str, str]) -> dict[str, str]:
    """The tokens that `css` uses, and those that they are made of in turn."""
    used: dict[str, str] = {}
    wanted = TOKEN_USE.findall(css)
    while new := {name: tokens[name] for name in wanted if name in tokens and name not in used}:
        used |= new
        wanted = TOKEN_USE.findall(" ".join(new.values()))
    return used


def split_selectors(text: str) -> Iterator[str]:
    """At the commas that stand in no brackets."""
    depth, begin = 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield text[begin:place]
            begin = place + 1
    yield text[begin:]


def keep_used(css: str, *, pages: str) -> str:
    """The rules without selectors for classes of the design system that the source of our pages does not name."""
    named, begun = frozenset(DESIGN_CLASS.findall(pages)), tuple(set(DYNAMIC_CLASS.findall(pages)))

    def is_used(selector: str) -> bool:
        wanted = DESIGN_CLASS.findall(NEGATION.sub("", selector))
        return all(name in named or name.startswith(begun) for name in wanted)

    def kept(rule: re.Match[str]) -> str:
        selectors, block = rule.groups()
        wanted = ",".join(filter(is_used, split_selectors(selectors)))
        return f"{wanted}{{{block}}}" if wanted else ""

    return RULE.sub(kept, css)


def make_stylesheet(components: list[str], *, tokens: str, also_used_in: str, pages: str | None = None) -> str:
    """The components' CSS, as far as `pages` use it, and on `:root` the tokens that it and `also_used_in` use."""
    css = "\n".join(components)
    css = css if pages is None else keep_used(css, pages=pages)
    used = find_used_tokens(css + also_used_in, dict(TOKEN.findall(tokens)))
    declarations = "".join(f"{name}:{value};" for name, value in sorted(used.items()))
    return f"{css}\n:root{{{declarations}}}\n"


def check_no_outside_request(css: str) -> None:
    if found := OUTSIDE_REQUEST.search(css):
        raise OutsideRequestError(f"the CSS asks another host: {found[0]}")


def component_folders(node_modules: Path) -> Iterator[Path]:
    """The folders of the design system's components, in the order of package.json."""
    dependencies = json.loads((node_modules.parent / "package.json").read_text())["dependencies"]
    return (node_modules / name for name in dependencies if name.startswith("@utrecht/"))


def read_licences(folders: list[Path]) -> list[str]:
    """The different licence comments; the minified files lack them."""
    comments = (LICENCE.findall((folder / "dist/index.css").read_text()) for folder in folders)
    return list(dict.fromkeys(comment for found in comments for comment in found))


def read_stylesheet(project: Path) -> str:
    node_modules = project / "node_modules"
    folders = list(component_folders(node_modules))
    components = [(folder / "dist/index.min.css").read_text() for folder in folders]
    own_css = _read_all(project / "webapp/static/css", "*.css")
    pages = (
        own_css + _read_all(project / "webapp/templates", "*.html") + _read_all(project / "webapp/static/js", "*.js")
    )
    css = make_stylesheet(components, tokens=(node_modules / TOKENS).read_text(), also_used_in=own_css, pages=pages)
    return "\n".join([*read_licences(folders), css])


def _read_all(folder: Path, pattern: str) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob(pattern)))


def make_icons(sign: Path, folder: Path) -> None:
    """The sign of the site as a phone shows it among its applications."""
    drawing = sign.read_text(encoding="utf-8")
    svg = ICON.format(drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")])
    for size_px in ICON_SIZES_PX:
        (folder / f"icon-{size_px}.png").write_bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size_px))


def make_vendor(project: Path, folder: Path) -> None:
    """Leaflet as it was published, the design system's CSS as one file, and our icons."""
    leaflet = project / "node_modules/leaflet"
    shutil.copytree(leaflet / "dist/images", folder / "images")
    for source, name in LEAFLET_FILES.items():
        shutil.copyfile(leaflet / source, folder / name)
    (folder / "nlds.css").write_text(read_stylesheet(project))
    make_icons(project / "webapp/static/img/icon.svg", folder)
    for stylesheet in folder.glob("*.css"):
        check_no_outside_request(stylesheet.read_text())


def swap_in(new: Path, folder: Path) -> None:
    """Replaces a folder by a finished one, so that a half-made one is never served."""
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def main() -> None:
    static = PROJECT / "webapp/static"
    new = static / ".vendor-new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    make_vendor(PROJECT, new)
    swap_in(new, static / "vendor")


if __name__ == "__main__":
    main()
