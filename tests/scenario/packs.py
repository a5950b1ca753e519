"""Packs made for the tests from the project's own: lighter, changed, or with everybody renamed."""

import math
import random
import shutil
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from scenario import dates
from scenario.pack_reader import FILES, OWN_PACK, Pack, read

Files = dict[str, Any]
UNCOUNTED = ("en_cours", "ouverture_refusee")


def changed(directory: Path, change: Callable[[Files], None]) -> Path:
    """A copy of the pack in that directory, its files changed as data."""
    files = deepcopy(read(OWN_PACK).files)
    change(files)
    return written(directory, files)


def written(directory: Path, files: Files) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        text = yaml.safe_dump(files[name], allow_unicode=True, sort_keys=False)
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return directory


def without_a_file(directory: Path, name: str) -> Path:
    shutil.copytree(OWN_PACK, directory)
    (directory / name).unlink()
    return directory


def lighten(files: Files) -> None:
    """Without supports, talk nor attempts: what a test of numbers does not need."""
    for concern in files["concerns"]["concerns"]:
        concern["support_count"] = 0
    files["threads"]["threads"] = []
    files["votes"]["forbidden_attempts"] = []


def by_id(rows: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(row for row in rows if row["id"] == key)


def vote(files: Files, key: str) -> dict[str, Any]:
    return by_id(files["votes"]["votes"], key)


# --- another region that is just as consistent


def renamed(files: Files, *, weeks: int, seed: int) -> Files:
    """Other identifiers, names, dates and ballots; the expectations are recomputed by an oracle of our own."""
    nouns = ("people", "organisations", "concerns", "issues", "initiatives", "transmissions", "threads")
    old = {row["id"] for noun in nouns for row in files[noun][noun]} | {
        row["id"] for row in files["votes"]["votes"]
    }
    files = _renamed(files, {key: f"z-{key}" for key in old})
    for place, person in enumerate(files["people"]["people"]):
        person["display"] = f"Nom{place:02d} {person['role']}"
    shuffle_ballots(files, random.Random(seed))
    calendar = files["calendar"]["events"]
    moved = {name: dates.shift(files[name], weeks=weeks) for name in files if name != "calendar"}
    events = [dates.shift(one, weeks=weeks) if one["source"] == "fictif" else one for one in calendar]
    return moved | {"calendar": {**files["calendar"], "events": events}}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def shuffle_ballots(files: Files, draw: random.Random) -> None:
    """Other voters and other choices in each counted vote, as long as the outcome stays the same."""
    homes = {row["id"]: row.get("territory") for row in files["people"]["people"]}
    roll = files["votes"]["eligible_roll"]
    choices = ["pour", "pour", "pour", "pour_avec_reserve", "contre", "contre", "je_passe"]
    for each in files["votes"]["votes"]:
        expected = each["expected"]
        if expected["outcome"] in UNCOUNTED:
            continue
        eligible = [key for key in roll if key not in {one["person"] for one in each.get("recusals", [])}]
        while True:
            voters = draw.sample(eligible, draw.randint(5, len(eligible)))
            ballots = {key: draw.choice(choices) for key in voters}
            found = counted(ballots, each["rules"], homes, len(eligible))
            if found["outcome"] == expected["outcome"]:
                break
        each["ballots"], each["expected"] = ballots, found | {"eligible": len(eligible)}
        each.pop("reservations", None)
    first = files["votes"]["votes"][0]
    first["channels"] = dict.fromkeys(list(first["ballots"])[:2], "papier")


def counted(
    ballots: dict[str, str], rules: dict[str, Any], homes: dict[str, str], roll: int
) -> dict[str, Any]:
    """The result worked out again, without the product's code."""
    said = list(ballots.values())
    for_, against = said.count("pour") + said.count("pour_avec_reserve"), said.count("contre")
    territories = len({homes[person] for person in ballots})
    needed = max(rules["quorum_min"], math.ceil(Fraction(str(rules["quorum_share"])) * roll))
    quorum = len(said) >= needed and territories >= rules["min_territories"]
    share = {"simple": Fraction(1, 2), "deux_tiers": Fraction(2, 3), "trois_quarts": Fraction(3, 4)}[
        rules["threshold"]
    ]
    expressed = for_ + against
    passes = for_ > against if rules["threshold"] == "simple" else expressed > 0 and for_ >= share * expressed
    outcome = "egalite" if for_ == against else "approuvee" if passes else "non_approuvee"
    return {
        "participation": len(said),
        "for": for_ if quorum else None,
        "against": against if quorum else None,
        "abstain": said.count("je_passe") if quorum else None,
        "territories": territories,
        "quorum": quorum,
        "outcome": outcome if quorum else "quorum_non_atteint",
    }


def pack_of(directory: Path) -> Pack:
    return read(directory)
