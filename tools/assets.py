"""Which files of the npm packages do our pages serve? They go to webapp/static/vendor/."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/variables.css"
LEAFLET_FILES = {"dist/leaflet.js": "leaflet.js", "dist/leaflet.css": "leaflet.css", "LICENSE": "leaflet-LICENSE.txt"}

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


def make_stylesheet(components: list[str], *, tokens: str, also_used_in: str) -> str:
    """The components' CSS, and on `:root` the tokens that it and `also_used_in` use."""
    css = "\n".join(components)
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
    own_css = "".join(path.read_text() for path in (project / "webapp/static/css").glob("*.css"))
    css = make_stylesheet(components, tokens=(node_modules / TOKENS).read_text(), also_used_in=own_css)
    return "\n".join([*read_licences(folders), css])


def make_vendor(project: Path, folder: Path) -> None:
    """Leaflet as it was published, and the design system's CSS as one file."""
    leaflet = project / "node_modules/leaflet"
    shutil.copytree(leaflet / "dist/images", folder / "images")
    for source, name in LEAFLET_FILES.items():
        shutil.copyfile(leaflet / source, folder / name)
    (folder / "nlds.css").write_text(read_stylesheet(project))
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
