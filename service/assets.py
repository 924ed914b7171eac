"""The NHS design system's CSS, JavaScript and images, made ready to be served from our own origin and no other.

`python -m service.assets node_modules service/static/vendor` copies them from the npm package.
"""

import re
import shutil
import sys
from pathlib import Path

STYLE, SCRIPT = "nhsuk-frontend.min.css", "nhsuk-frontend.min.js"

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=[^\s*]+(\s*\*/)?")
_FOREIGN = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//[^)\"';]*", re.IGNORECASE)


class ForeignReference(Exception):
    """A style sheet that would have the browser fetch something from another host."""


def own_style(css: str) -> str:
    """The style sheet without web fonts, its images beside it. Raises ForeignReference where another host is left."""
    own = _SOURCE_MAP.sub("", _FONT_FACE.sub("", css)).replace("url(/assets/", "url(assets/")
    if foreign := _FOREIGN.search(own):
        raise ForeignReference(f"The style sheet still refers to another host: {foreign.group()}")
    return own


def build(node_modules: Path, target: Path) -> None:
    """Fills `target` from the npm package, in place of what was there. Raises ForeignReference."""
    package = node_modules / "nhsuk-frontend"
    source = package / "dist" / "nhsuk"
    style = own_style((source / STYLE).read_text(encoding="utf-8"))
    script = _SOURCE_MAP.sub("", (source / SCRIPT).read_text(encoding="utf-8"))
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source / "assets", target / "assets")
    for licence in package.glob("LICEN[CS]E*"):
        shutil.copy(licence, target)
    (target / STYLE).write_text(style, encoding="utf-8")
    (target / SCRIPT).write_text(script, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Runs from the command line; 1 where the assets cannot be made."""
    try:
        node_modules, target = map(Path, arguments)
        build(node_modules, target)
    except ValueError:
        sys.stderr.write("Usage: python -m service.assets NODE_MODULES TARGET\n")
    except (ForeignReference, OSError) as error:
        sys.stderr.write(f"The page assets could not be made. {error}\n")
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
