"""What the pages of scrutineers, and of who keeps a vote going, need in the world of the table."""

from datetime import timedelta

from accounts.models import Person
from tests import cast
from tests.voting import ballots, scrutineers
from voting.domain import closing, contesting, joint_acts, paper_desk, scrutiny
from voting.enums import Choice
from voting.models import Vote


def urn_to_open(scrutineer: Person, voters: list[Person], facilitator: Person) -> dict[str, int]:
    """A closed vote whose urn waits for this scrutineer, and their season; what two people are asked there."""
    season = scrutineers.season(held_by={"maison-rivage": scrutineer}, facilitator=facilitator)
    closes_at = cast.NOW - timedelta(days=4)
    vote = ballots.opened(
        "Le goûter de la rencontre",
        opens_at=ballots.OPENS_AT,
        closes_at=closes_at,
        custody=scrutineers.SCRUTINEERS,
        # From five people on, so that « at least the quorum » is no small number.
        quorum_min=5,
    )
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR), now=ballots.OPENS_AT)
    closing.close(vote=vote, now=closes_at + timedelta(hours=1))
    assert vote.urn.is_ended
    asked, silent = scrutineers.trustees(vote)
    scrutiny.remind(by=None, trustee=asked, now=closes_at + timedelta(hours=2))
    ask = {"by": facilitator, "reason": "Personne ne répond.", "now": cast.NOW}
    dropped = joint_acts.ask_to_annul(vote=vote, **ask)
    joint_acts.drop(by=facilitator, act=dropped, now=cast.NOW)
    return {
        "urn_to_open": vote.pk,
        "season": season.pk,
        "waited_key": asked.pk,
        "silent_key": silent.pk,
        "act_dropped": dropped.pk,
        "annulling_asked": joint_acts.ask_to_annul(vote=vote, **ask).pk,
        "sheet_asked": joint_acts.ask_to_open_sheet(trustee=asked, **ask).pk,
        "seat_of_season": season.scrutineers.get(person=scrutineer).pk,
    }


def ballot_to_post(citizen: Person, vote: Vote) -> int:
    """Asked for while there was time."""
    return paper_desk.ask_by_post(by=citizen, vote=vote, now=vote.opens_at + timedelta(days=1)).pk


def contest(citizen: Person, vote: Vote) -> int:
    """Just after the result, waiting for an answer."""
    assert vote.proclaimed_at is not None
    return contesting.contest(by=citizen, vote=vote, reason="Il manque un talon.", now=vote.proclaimed_at).pk
