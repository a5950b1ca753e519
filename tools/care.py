"""Writes in the browser's gentle look the very patterns of the server's: `python tools/care.py [--check]`."""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from common import private_words  # noqa: E402

SCRIPT = ROOT / "scripts" / "alone" / "care.js"
PLACE = re.compile(r"(  var SHAPES = \[\n).*?(\n  \];)", re.S)


def written() -> str:
    """The script, with the patterns as they are in Python today."""
    rows = ",\n".join(f"    {json.dumps(shape, ensure_ascii=False)}" for shape in private_words.for_browser())
    return PLACE.sub(lambda found: found[1] + rows + found[2], SCRIPT.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> int:
    wanted = written()
    if "--check" in arguments:
        return 0 if SCRIPT.read_text(encoding="utf-8") == wanted else 1
    SCRIPT.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
