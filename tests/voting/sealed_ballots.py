"""Looking into an urn, as only somebody who holds every key could: the tests hold the platform's own."""

from accounts.models import Person
from voting.crypto import ballots as ballot_format
from voting.crypto import group, verify
from voting.domain import board, sealing
from voting.domain import urn as urns
from voting.domain.queries import boards
from voting.enums import EventKind
from voting.models import BoardEvent, Right, RollEntry, Urn, Vote
from voting.rules import stubs


def count(vote: Vote | None = None) -> int:
    """Rights whose ballot is on the board."""
    events = BoardEvent.objects.filter(kind=EventKind.BALLOT)
    if vote is not None:
        events = events.filter(urn__vote=vote)
    return events.values("urn", "right_digest").distinct().count()


def choice_of(person: Person, vote: Vote) -> str:
    """The answer that the person's last ballot ticks, opened with the platform's key."""
    event = urns.last_of(RollEntry.objects.get(vote=vote, person=person))
    assert event is not None
    secret = int(sealing.unseal(vote.urn.sealed_secret))
    ballot = ballot_format.read(urns.record_of(bytes(event.content)))
    options = vote.options.order_by("position")
    ticked = [
        option.value
        for option, (alpha, beta) in zip(options, ballot.answers[0], strict=True)
        if beta == group.power(alpha, secret) * group.G % group.P
    ]
    return "+".join(ticked)


def made_outside(person: Person, vote: Vote, *choices: str) -> bytes:
    """The ballot as the person's own device makes it."""
    urn = Urn.objects.get(vote=vote)
    right = Right.objects.get(urn=urn, roll_entry__person=person)
    return urns.encrypt(urn, right, urns.row_of(vote, choices))


def archive(vote: Vote) -> bytes:
    return b"".join(boards.archive(Urn.objects.get(vote=vote)))


def election(vote: Vote):
    return board.election_of(Urn.objects.get(vote=vote))


def stub() -> str:
    return stubs.new_number()


def add_by_hand(vote: Vote, person: Person, choice: str = "pour", *, receipt: str = "") -> BoardEvent:
    """Straight into the table, as somebody with the database would."""
    urn = Urn.objects.get(vote=vote)
    right = Right.objects.filter(urn=urn, roll_entry__person=person).first()
    content = b"\0" * 512
    digest = right.digest if right else "a" * 43
    return BoardEvent.objects.create(
        urn=urn,
        height=urn.height,
        kind=EventKind.BALLOT,
        content=content,
        right_digest=digest,
        tracker=f"{choice}{urn.height}",
        receipt=receipt or f"phare {choice} {urn.height}",
    )


def all_choices() -> list[tuple[str, str]]:
    """The login and the last choice of everybody whose ballot is on a board, and that each board checks."""
    for vote in Vote.objects.exclude(urn=None):
        report = verify.verify(archive(vote))
        assert (report.verdict, report.voters) == ("ok", count(vote)), report.reason
    rights = Right.objects.select_related("roll_entry__person", "roll_entry__vote")
    return [
        (right.roll_entry.person.username, choice_of(right.roll_entry.person, right.roll_entry.vote))
        for right in rights
        if urns.last_of(right.roll_entry) is not None
    ]
