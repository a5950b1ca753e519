"""Whole sealed votes made by our code, with their keys and credentials, for the tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from voting.crypto import ballots, board, group, keys, phrases, questions, tally
from voting.crypto.questions import Question

STAMP = 1_795_392_941
FOUR_ANSWERS = Question("Approuve-t-on l'initiative ?", ("Pour", "Pour, avec réserve", "Contre", "Je passe"))
UP_TO_TWO = Question("Quels sujets d'abord ?", ("Transport", "Logement", "Repas"), least=0, most=2)
WITH_BLANK = Question("Qui parle pour nous ?", ("Ginette", "Étoile", "Réal"), least=1, most=2, has_blank=True)


@dataclass
class Vote:
    election: questions.Election
    secrets: list[int]
    trustees: list[keys.TrusteeKey]
    credentials: list[str]
    archive: bytes = b""
    head: board.Head = field(default_factory=board.Head)
    received: list[ballots.Ballot] = field(default_factory=list)

    def add(self, kind: str, *records: bytes) -> None:
        octets, self.head = board.append(self.head, kind, records, timestamp=STAMP)
        self.archive += octets

    def cast(self, voter: int, *choices: Sequence[int]) -> ballots.Ballot:
        content = ballots.create(election=self.election, credential=self.credentials[voter], choices=choices)
        received = ballots.receive(election=self.election, content=content)
        self.received.append(received)
        self.add("Ballot", content)
        return received

    def close(self) -> tuple[tuple[int, ...], ...]:
        self.add("EndBallots")
        total = tally.add_up(self.election, self.received)
        self.add("EncryptedTally", *total.records())
        shares = []
        for owner, (secret, key) in enumerate(zip(self.secrets, self.trustees, strict=True), start=1):
            share = tally.open_share(election=self.election, total=total, owner=owner, secret=secret)
            tally.check_share(election=self.election, total=total, public=key.public, share=share)
            self.add("PartialDecryption", *share.records())
            shares.append(share)
        result = tally.conclude(total=total, shares=shares)
        self.add("Result", tally.result_record(result))
        return result


def opened(*asked: Question, voters: int = 4, scrutineers: int = 2, whose: Sequence[str] = ()) -> Vote:
    """A vote that receives ballots: keys (of these phrases, or drawn), rights to vote, first event."""
    uuid = questions.new_uuid()
    secrets = [phrases.secret_of(phrase, uuid) for phrase in whose] or [
        1 + group.random_exponent() % (group.Q - 1) for _one in range(scrutineers)
    ]
    trustees = [keys.trustee_key(secret) for secret in secrets]
    election = questions.election_of(
        uuid=uuid,
        name='Guillemets « » " et \\ barre, </script>, 🗳',
        description="",
        questions=asked or (FOUR_ANSWERS,),
        key=keys.joint_key(trustees),
    )
    credentials = [keys.new_credential() for _voter in range(voters)]
    listed = keys.credentials_record(keys.credential_public(one, uuid) for one in credentials)
    vote = Vote(election, secrets, trustees, credentials, archive=board.opening(STAMP))
    vote.add("Setup", *board.setup_records(election, keys.trustees_record(trustees), listed))
    return vote
