"""Puts the small files of `styles/` together into the one stylesheet that a page asks for.

    python tools/styles.py            write static/css/espace.css
    python tools/styles.py --check    say whether it is up to date (exit 1 when it is not)

Standard library only. One request and few bytes for the reader, one small file per component for whoever works on it.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "styles"
PARTS = SOURCES / "parts"
BUNDLE = ROOT / "static" / "css" / "espace.css"

# The cascade: what comes later wins. Components are independent of each other, but for the first and the last ones.
BEFORE = ("tokens", "base", "layout", "components/header", "components/scene", "components/footer")
AFTER = ("variants", "print")


def order() -> list[Path]:
    """Every source file, each once: what components stand on, the components by name, what bends them all."""
    named = [SOURCES / f"{name}.css" for name in (*BEFORE, *AFTER)]
    components = sorted(set((SOURCES / "components").glob("*.css")) - set(named))
    return [*named[: len(BEFORE)], *components, *named[len(BEFORE) :]]


def with_parts(css: str) -> str:
    """Each `@include name;` replaced by the declarations of `styles/parts/name.css`: written once, used at several places."""
    return re.sub(
        r"@include (\w+);", lambda found: (PARTS / f"{found[1]}.css").read_text(encoding="utf-8"), css
    )


def shortened(css: str) -> str:
    """Without comments and needless spaces; strings and values keep their meaning."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return css.replace(";}", "}").strip()


def bundle() -> str:
    return "\n".join(shortened(with_parts(path.read_text(encoding="utf-8"))) for path in order()) + "\n"


def main(arguments: list[str]) -> int:
    wanted = bundle()
    if "--check" in arguments:
        if BUNDLE.read_text(encoding="utf-8") == wanted:
            return 0
        print("static/css/espace.css is older than styles/: run python tools/styles.py", file=sys.stderr)
        return 1
    BUNDLE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
