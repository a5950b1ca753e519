"""Brings the French catalogue in step with the code: run it after changing a sentence.

    .venv/bin/python tools/catalogue.py

It needs `gettext` (apt-get install gettext); reading the catalogue and testing it do not.
Entries come out in one order, without dates or line numbers, so that two changes seldom meet on one line.
What remains to be written in French is printed.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
# What is said otherwise to whoever works here (see `common.voice`), written by hand.
WITH_VOUS = ROOT / "locale" / "fr_Vous" / "LC_MESSAGES" / "django.po"
NOT_OURS = (".venv", "var", "tests", "scenario/pack", "node_modules")
DATE = "2026-11-23 00:00-0500"  # never the day of the run: it would change with each one
HEADER = {
    "Project-Id-Version": "espace-citoyen",
    "Report-Msgid-Bugs-To": "",
    "POT-Creation-Date": DATE,
    "PO-Revision-Date": DATE,
    "Last-Translator": "L'Espace",
    "Language-Team": "L'Espace",
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}


def main() -> int:
    ignored = [word for name in NOT_OURS for word in ("-i", name)]
    extract = [
        sys.executable,
        "manage.py",
        "makemessages",
        "-l",
        "fr",
        "--no-obsolete",
        "--no-wrap",
        "-e",
        "html,py",
    ]
    done = subprocess.run([*extract, "--add-location", "file", *ignored], cwd=ROOT)
    if done.returncode:
        return done.returncode
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    settle(catalogue)
    catalogue.save(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    gone = lay_over(catalogue)
    missing = [entry.msgid for entry in catalogue if not entry.translated()]
    for msgid in missing:
        print(f"à écrire : {msgid}")
    for msgid in gone:
        print(f"dit avec « vous », mais plus dans le code : {msgid}")
    return 1 if missing or gone else 0


def lay_over(catalogue: polib.POFile) -> list[str]:
    """The whole French said with « vous », for the pages; what it says otherwise and the code says no more."""
    otherwise = {(entry.msgid, entry.msgctxt): entry for entry in polib.pofile(str(WITH_VOUS))}
    for entry in catalogue:
        said = otherwise.pop((entry.msgid, entry.msgctxt), None)
        if said is not None:
            entry.msgstr, entry.msgstr_plural = said.msgstr, said.msgstr_plural
    catalogue.save_as_mofile(str(WITH_VOUS.with_suffix(".mo")))
    return [msgid for msgid, _context in otherwise]


def settle(catalogue: polib.POFile) -> None:
    """The same sentences always give the same file; a guess of gettext is no translation."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from common.typography import french_spaces

    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
        entry.occurrences = sorted({(name, "") for name, _line in entry.occurrences})
        entry.msgstr = french_spaces(entry.msgstr)
        entry.msgstr_plural = {form: french_spaces(said) for form, said in entry.msgstr_plural.items()}
    catalogue.metadata, catalogue.metadata_is_fuzzy = dict(HEADER), []
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))


if __name__ == "__main__":
    sys.exit(main())
