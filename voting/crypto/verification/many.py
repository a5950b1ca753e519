"""Every ballot of an archive, on several cores when asked."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from voting.crypto.verification import numbers, sealed
from voting.crypto.verification.records import Wrong, need
from voting.crypto.verification.sealed import Checked, Tables
from voting.crypto.verification.setup import Setup

# So many ballots are tested together for « of the group »; a core that has finished takes the next ones.
CHUNK = 500
# Below, starting other processes takes longer than the work.
WORTH_SHARING = 400


class _Bench:
    """What one process needs to check ballots of this vote."""

    def __init__(self, setup: Setup, ballots: int) -> None:
        self.setup, self.tables = setup, Tables(setup.vote.key, ballots=ballots)

    def check(self, contents: Sequence[bytes]) -> tuple[list[Checked], str]:
        """The ballots up to the first wrong one, and the code of what is wrong with it, or nothing."""
        found: list[Checked] = []
        code = ""
        for content in contents:
            try:
                checked = sealed.check(
                    content, vote=self.setup.vote, credentials=self.setup.credentials, tables=self.tables
                )
            except Wrong as wrong:
                code = wrong.code
                break
            found.append(checked)
        if numbers.all_members([value for checked in found for value in checked.numbers()]):
            return found, code
        return [], "not_in_group"


def check_all(contents: Sequence[bytes], setup: Setup, *, workers: int = 1) -> list[Checked]:
    """The ballots in their order. Refused (Wrong): what `sealed.check` refuses, not_in_group, replay."""
    found: list[Checked] = []
    alphas: set[int] = set()
    for checked, code in _parts(contents, setup, workers):
        for ballot in checked:
            for alpha in (alpha for answer in ballot.answers for alpha, _beta in answer):
                need(alpha not in alphas, "replay")
                alphas.add(alpha)
        need(not code, code)
        found += checked
    return found


def _parts(contents: Sequence[bytes], setup: Setup, workers: int) -> Iterator[tuple[list[Checked], str]]:
    chunks = [contents[at : at + CHUNK] for at in range(0, len(contents), CHUNK)]
    if workers == 1 or len(contents) < WORTH_SHARING:
        bench = _Bench(setup, len(contents))
        for chunk in chunks:
            yield bench.check(chunk)
        return
    size = min(CHUNK, -(-len(contents) // workers))
    chunks = [contents[at : at + size] for at in range(0, len(contents), size)]
    # Fresh processes, not copies of this one: a copy of a server with threads may never wake up.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, fresh, _prepare, (setup, len(contents))) as pool:
        yield from pool.map(_check, chunks)


_bench: list[_Bench] = []


def _prepare(setup: Setup, ballots: int) -> None:
    _bench[:] = [_Bench(setup, ballots)]


def _check(contents: Sequence[bytes]) -> tuple[list[Checked], str]:
    return _bench[0].check(contents)
