"""Check a whole archive from its bytes alone: `verify(archive)`. It never raises; what is wrong is in the report.

What the archive alone cannot tell needs something that was written down before: the hash of the list of rights, the
fingerprint of the vote, an older copy. The code is in `verification`; the standalone `tools/verifier.py` answers the same.
"""

from dataclasses import dataclass

from voting.crypto.verification import counting, events, many, records, setup
from voting.crypto.verification.counting import Factors
from voting.crypto.verification.events import Story
from voting.crypto.verification.records import Wrong, need
from voting.crypto.verification.sealed import Checked
from voting.crypto.verification.setup import Setup


@dataclass(frozen=True)
class Report:
    """`verdict` is « ok » or « refused »; `reason` is the code of the first thing that does not hold, or nothing."""

    verdict: str
    reason: str = ""
    result: list[list[int]] | None = None
    uuid: str = ""
    registered: int = 0
    ballots: int = 0
    voters: int = 0
    trustees: int = 0
    is_ended: bool = False
    head: str = ""
    fingerprint: str = ""
    credentials_hash: str = ""
    # The tracking number of every ballot, in the order of the board, and of those that are counted.
    trackers: tuple[str, ...] = ()
    counted: frozenset[str] = frozenset()

    @property
    def is_ok(self) -> bool:
        return self.verdict == "ok"


def verify(
    archive: bytes,
    *,
    credentials_hash: str | None = None,
    fingerprint: str | None = None,
    previous: bytes | None = None,
    require_result: bool = False,
    workers: int = 1,
) -> Report:
    """The report on this archive, compared with what is given besides. With several `workers`, ballots are checked in as
    many processes; a web server keeps to one.
    """
    try:
        story = events.read_story(records.records(archive))
        found = setup.read_setup(story.setup)
        ballots = many.check_all(story.ballots, found, workers=workers)
        last = {ballot.credential: ballot for ballot in ballots}
        result = _result(story, found, list(last.values()))
        # An empty copy proves nothing: it would be the beginning of anything.
        need(previous is None or (bool(previous) and archive.startswith(previous)), "rewritten")
        told = (credentials_hash or "").strip().lower()
        need(credentials_hash is None or told == found.credentials_hash, "credentials_hash")
        told = (fingerprint or "").strip().rstrip("=")
        need(fingerprint is None or told == found.vote.fingerprint, "fingerprint")
        need(result is not None or not require_result, "no_result")
    except Wrong as wrong:
        return Report("refused", wrong.code)
    return _report(story, found, ballots, last, result)


def _result(story: Story, found: Setup, kept: list[Checked]) -> list[list[int]] | None:
    """What the ballots give, once the published sum, shares and result are the same."""
    if not story.tally:
        return None
    total = counting.add_up(found.vote, kept)
    counting.check_sum(total, len(kept), story.tally)
    shares: dict[int, Factors] = {}
    for data in story.shares:
        owner, factors = counting.check_share(found, total, data)
        need(owner not in shares, "decryption_twice")
        shares[owner] = factors
    if not story.result:
        return None
    need(len(shares) == len(found.trustees), "keys_missing")
    result = counting.conclude(total, list(shares.values()), len(kept))
    counting.check_result(result, story.result[0])
    return result


def _report(
    story: Story,
    found: Setup,
    ballots: list[Checked],
    last: dict[str, Checked],
    result: list[list[int]] | None,
) -> Report:
    return Report(
        "ok",
        result=result,
        uuid=found.vote.uuid,
        registered=len(found.credentials),
        ballots=len(ballots),
        voters=len(last),
        trustees=len(found.trustees),
        is_ended=story.is_ended,
        head=story.head,
        fingerprint=found.vote.fingerprint,
        credentials_hash=found.credentials_hash,
        trackers=tuple(ballot.tracker for ballot in ballots),
        counted=frozenset(ballot.tracker for ballot in last.values()),
    )
