"""What a sealed vote costs: `python bench/votes.py [--rounds 3] [--ballots 1000] [--whole] [--no-http]`.

Four answers, one to choose, as in the decisions of the Table. What is compared is taken in turn, in one run:

- ballot: to make one (as a browser does) and to check one before its receipt.
- board: to write the archive, to add up, open and count, and to check everything again: ours in one process, ours on every
  core, and `belenios-tool election verify` (Debian) on the same file. Each of them is a program started anew.
- 10,000 ballots: by default the sum is that of the ballots above repeated under other rights to vote, which asks for exactly
  as many products; checking is not repeated and not measured. `--whole` makes and checks 10,000 different ones (minutes).
- casting over HTTP, two processes of gunicorn: ballots made beforehand by signed-in people, `POST /votes/N/deposer/` with
  `bulletin`, proofs checked before the receipt; beside it, what the database commits when nothing else is done.

Goals: the whole check in 0.6 of the tool's time at most, 55 verified ballots a second at least (exit 1 when missed).
A time that moves more than 1.5 times between rounds, or a goal that was not measured, concludes nothing (exit 2).
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import votes_http  # noqa: E402  the folder of the repository is on the path from here on
from tests.voting.sealed import elections  # noqa: E402
from voting.crypto import ballots, board, tally  # noqa: E402

SPREAD, GOAL, CAST_GOAL = 1.5, 0.6, 55
MANY = 10_000
CHOICES = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))


def timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def said(times: list[float], unit: float = 1.0, places: int = 1) -> str:
    """The median, and from the best to the worst."""
    middle, low, high = (
        f"{found * unit:.{places}f}" for found in (statistics.median(times), min(times), max(times))
    )
    return f"{middle} ({low} to {high})"


# --- one ballot -------------------------------------------------------------------------------------------------------


def one_ballot(vote: elections.Vote, count: int = 40) -> float:
    """Prints both; gives how many ballots one core checks in a second."""
    election = vote.election
    made, checked = [], []
    for number in range(count):
        credential, choice = vote.credentials[number], CHOICES[number % 4]
        contents: list[bytes] = []
        made.append(
            timed(
                lambda credential=credential, choice=choice, contents=contents: contents.append(
                    ballots.create(election=election, credential=credential, choices=[choice])
                )
            )
        )
        checked.append(
            timed(lambda contents=contents: ballots.receive(election=election, content=contents[0]))
        )
    print(f"one ballot of four answers: made in {said(made, 1000)} ms, checked in {said(checked, 1000)} ms")
    return 1 / statistics.median(checked)


# --- the board --------------------------------------------------------------------------------------------------------


@dataclass
class Board:
    vote: elections.Vote
    path: Path
    tally_s: float


def whole_board(count: int, folder: Path) -> Board:
    """A vote with so many ballots, until its result."""
    vote = elections.opened(voters=count)
    print(f"{count} ballots being made…", flush=True)
    contents = [
        ballots.create(election=vote.election, credential=credential, choices=[CHOICES[at % 4]])
        for at, credential in enumerate(vote.credentials)
    ]
    written = timed(lambda: append_all(vote, contents))
    vote.received = [parsed(content) for content in contents]
    spent = timed(lambda: vote.close())
    path = folder / str(count) / f"{vote.election.uuid}.bel"
    path.parent.mkdir()
    path.write_bytes(vote.archive)
    size = len(vote.archive) / 1e6
    print(f"{count} ballots: archive written in {written:.2f} s ({size:.1f} MB), counted in {spent:.2f} s")
    return Board(vote, path, spent)


def append_all(vote: elections.Vote, contents: list[bytes]) -> None:
    parts = [vote.archive]
    for content in contents:
        octets, vote.head = board.append(vote.head, "Ballot", (content,), timestamp=elections.STAMP)
        parts.append(octets)
    vote.archive = b"".join(parts)


def parsed(content: bytes) -> ballots.Ballot:
    """As the urn keeps it once its proofs were checked."""
    from voting.crypto import group

    told = json.loads(content)
    answers = tuple(
        tuple((group.number(one["alpha"]), group.number(one["beta"])) for one in answer["choices"])
        for answer in told["answers"]
    )
    return ballots.Ballot(content, group.number(told["credential"]), answers)


def many_counted(vote: elections.Vote) -> float:
    """The sum, both keys and the result of 10,000 ballots."""
    received = vote.received
    repeated = [replace(received[at % len(received)], credential=at) for at in range(MANY)]
    total = tally.add_up(vote.election, repeated)  # warm, and kept for the check below
    spent = timed(lambda: count_all(vote, repeated))
    assert total.count == MANY
    print(
        f"{MANY} ballots ({len(received)} of them different): counted in {spent:.2f} s, {len(vote.secrets)} keys"
    )
    return spent


def count_all(vote: elections.Vote, received: list[ballots.Ballot]) -> None:
    total = tally.add_up(vote.election, received)
    total.records()
    shares = []
    for owner, secret in enumerate(vote.secrets, start=1):
        share = tally.open_share(election=vote.election, total=total, owner=owner, secret=secret)
        public = vote.trustees[owner - 1].public
        tally.check_share(election=vote.election, total=total, public=public, share=share)
        shares.append(share)
    assert sum(tally.conclude(total=total, shares=shares)[0]) == len(received)


# --- checking it again ------------------------------------------------------------------------------------------------


def ours(path: Path, workers: int) -> list[str]:
    """A program that starts, reads the file, checks it and ends, as the tool does."""
    program = (
        "import sys; from pathlib import Path; from voting.crypto import verify\n"
        "if __name__ == '__main__':\n"
        f"    report = verify.verify(Path(sys.argv[1]).read_bytes(), require_result=True, workers={workers})\n"
        "    sys.exit(0 if report.is_ok else report.reason)"
    )
    return [sys.executable, "-c", program, str(path)]


def spent_by(command: list[str]) -> tuple[float, float]:
    """Seconds on the clock, seconds of processor with those of its own children."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    after = os.times()
    assert done.returncode == 0, done.stderr
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - started, used


def compared(found: Board, count: int, rounds: int) -> tuple[float, float]:
    """Our whole check over the tool's, as median of the rounds' own ratios; and how much the tool moved."""
    cores = len(os.sched_getaffinity(0))
    ways = {"ours, one process": ours(found.path, 1), f"ours, {cores} processes": ours(found.path, cores)}
    has_tool = shutil.which("belenios-tool") is not None
    if has_tool:
        ways["belenios-tool"] = ["belenios-tool", "election", "verify", "--dir", str(found.path.parent)]
    clock: dict[str, list[float]] = {way: [] for way in ways}
    work: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(1, rounds + 1):
        for way, command in ways.items():
            taken, used = spent_by(command)
            clock[way].append(taken)
            work[way].append(used)
        told = " · ".join(f"{way} {clock[way][-1]:.2f} s ({work[way][-1]:.2f} of processor)" for way in ways)
        print(f"{count} ballots checked, round {number}: {told} · load {os.getloadavg()[0]:.1f}", flush=True)
    if not has_tool:
        print("no belenios-tool here (apt-get install belenios-tool): nothing to compare with")
        return float("nan"), 1.0
    limit = "belenios-tool"
    for way in ways:
        of_clock, of_work = (
            statistics.median(one / other for one, other in zip(table[way], table[limit], strict=True))
            for table in (clock, work)
        )
        print(f"  {way}: {of_clock:.2f} of the tool's time, {of_work:.2f} of its processor time")
    best = min(
        statistics.median(one / other for one, other in zip(clock[way], clock[limit], strict=True))
        for way in ways
        if way != limit
    )
    return best, max(work[limit]) / min(work[limit])


# --- the run ----------------------------------------------------------------------------------------------------------


def main() -> int:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--ballots", type=int, default=1000)
    reader.add_argument(
        "--whole", action="store_true", help="10,000 different ballots, made, counted, checked"
    )
    reader.add_argument("--no-http", action="store_true", help="without the site itself")
    reader.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = reader.parse_args()
    if asked.serve:
        votes_http.serve()
        return 0
    vote = elections.opened(voters=60)
    ballots.create(election=vote.election, credential=vote.credentials[0], choices=[CHOICES[0]])  # warm
    per_core = one_ballot(vote)
    print(f"  one core checks {per_core:.0f} ballots a second, without the site around")
    with tempfile.TemporaryDirectory() as folder:
        found = whole_board(asked.ballots, Path(folder))
        ratio, spread = compared(found, asked.ballots, asked.rounds)
        if asked.whole:
            whole = whole_board(MANY, Path(folder))
            counted = whole.tally_s
            compared(whole, MANY, 1)
        else:
            counted = many_counted(found.vote)
    cast = float("nan") if asked.no_http else votes_http.measure(Path(__file__), asked.rounds)
    told, code = concluded(ratio, cast, counted, spread)
    print("\n".join(told))
    return code


def concluded(ratio: float, cast: float, counted: float, spread: float) -> tuple[list[str], int]:
    """What is said last, and the exit code: 1 when a goal is missed, 2 when nothing can be concluded."""
    missed, unknown = [], []
    if ratio > GOAL:
        missed.append(f"goal missed: the check takes {ratio:.2f} of the tool's time, more than {GOAL}")
    if cast < CAST_GOAL:
        missed.append(f"goal missed: {cast:.1f} verified ballots a second, fewer than {CAST_GOAL}")
    if spread > SPREAD:
        unknown.append(f"the tool's own rounds differ by more than {SPREAD} times (a busy machine?)")
    unknown += [
        f"{name} was not measured"
        for name, value in (("verify_over_tool", ratio), ("cast_verified_per_s", cast))
        if math.isnan(value)
    ]
    last = (
        f"verify_over_tool={measured(ratio, 2)} cast_verified_per_s={measured(cast, 1)}"
        f" tally10k_s={measured(counted, 2)}"
    )
    told = [*missed, *(f"no conclusion: {why}" for why in unknown), last]
    return told, 1 if missed else 2 if unknown else 0


def measured(value: float, places: int) -> str:
    return "not measured" if math.isnan(value) else f"{value:.{places}f}"


if __name__ == "__main__":
    raise SystemExit(main())
