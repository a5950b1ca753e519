"""Puts the small files of `scripts/` together into the one script that every page asks for.

    python tools/scripts.py            write static/js/page.js
    python tools/scripts.py --check    say whether it is up to date (exit 1 when it is not)

Standard library only. Whole lines of comments and the margins go; no line is read as JavaScript, so nothing can be
misread. A source therefore keeps its comments on their own lines or at the end of one, and no string over two lines.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts"
BUNDLE = ROOT / "static" / "js" / "page.js"


def shortened(source: str) -> str:
    source = re.sub(r"^\s*/\*.*?\*/\s*$", "", source, flags=re.S | re.M)
    lines = (line.strip() for line in source.splitlines())
    kept = (re.sub(r" // .*$", "", line) for line in lines if not line.startswith("//"))
    return "\n".join(line for line in kept if line)


def bundle() -> str:
    """Every source, by name. Each stands alone: their order says nothing."""
    return (
        "\n".join(shortened(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.glob("*.js"))) + "\n"
    )


def main(arguments: list[str]) -> int:
    wanted = bundle()
    if "--check" in arguments:
        if BUNDLE.read_text(encoding="utf-8") == wanted:
            return 0
        print("static/js/page.js is older than scripts/: run python tools/scripts.py", file=sys.stderr)
        return 1
    BUNDLE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
