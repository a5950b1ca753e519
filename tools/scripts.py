"""Puts the small files of `scripts/` together into the one script that every page asks for; shortens the others.

    python tools/scripts.py            write static/js/page.js, each of `scripts/alone/` under its own name,
                                       and the two of the sealed urn from the pieces of `scripts/sealed/`
    python tools/scripts.py --check    say whether it is up to date (exit 1 when it is not)

Standard library only. Whole lines of comments and the margins go; no line is read as JavaScript, so nothing can be
misread. A source therefore keeps its comments on their own lines or at the end of one, and no string over two lines.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts"
BUNDLE = ROOT / "static" / "js" / "page.js"
CRYPTO = ROOT / "voting" / "crypto"
# Scripts of few pages, made of pieces in this order. « group » and « words » are written here from the protocol's own
# files: a number of 617 figures is never typed again.
TOGETHER = {
    "ballot.js": ("group", "numbers", "ballot", "booth"),
    "scrutineer.js": ("group", "words", "numbers", "phrase", "square_code", "board", "share", "scrutineer"),
}


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


def pieces(names: tuple[str, ...]) -> str:
    return "".join(_written_here(name) or shortened(_source(name)) + "\n" for name in names)


def _source(name: str) -> str:
    return (SOURCES / "sealed" / f"{name}.js").read_text(encoding="utf-8")


def _written_here(name: str) -> str:
    if name == "group":
        numbers = json.loads((CRYPTO / "belenios_2048.json").read_text())
        three = json.dumps({one: str(numbers[one]) for one in "pqg"}, separators=(",", ":"))
        return f"self.sealed = {{ group: {three} }};\n"
    if name == "words":
        words = " ".join((CRYPTO / "mots.txt").read_text(encoding="utf-8").split())
        return f'self.sealed.words = "{words}".split(" ");\n'
    return ""


def built() -> dict[Path, str]:
    """Every script as pages ask for it, by its file. Those of `scripts/alone/` serve few pages, each by itself."""
    alone = sorted((SOURCES / "alone").glob("*.js"))
    return (
        {BUNDLE: bundle()}
        | {BUNDLE.with_name(path.name): shortened(path.read_text(encoding="utf-8")) + "\n" for path in alone}
        | {BUNDLE.with_name(name): pieces(names) for name, names in TOGETHER.items()}
    )


def main(arguments: list[str]) -> int:
    wanted = built()
    if "--check" in arguments:
        if all(path.exists() and path.read_text(encoding="utf-8") == text for path, text in wanted.items()):
            return 0
        print("static/js/ is older than scripts/: run python tools/scripts.py", file=sys.stderr)
        return 1
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
