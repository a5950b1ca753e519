"""What the database refuses between an initiative that its authors withdraw and the vote announced on it."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from dataclasses import replace

from common.triggers import refusal

VOTE, INITIATIVE = "voting_vote", "participation_initiative"
READS = ("participation_decision", INITIATIVE)

_ITS_SUBJECT_IS_WITHDRAWN = f"""EXISTS (
    SELECT 1 FROM participation_decision AS d JOIN {INITIATIVE} AS i ON i.id = d.initiative_id
    WHERE d.vote_id = NEW.id AND i.state = 'retiree')"""

NOT_OPENED = replace(
    refusal(
        "participation_vote_of_the_withdrawn",
        VOTE,
        "update",
        f"NEW.state = 'ouvert' AND OLD.state = 'annonce' AND {_ITS_SUBJECT_IS_WITHDRAWN}",
        "vote_withdrawn: nobody votes on what its authors withdrew",
    ),
    reads=READS,
)
CALLED_OFF = replace(
    refusal(
        "participation_vote_called_off",
        VOTE,
        "update",
        f"NEW.called_off_at IS NOT NULL AND OLD.called_off_at IS NULL AND NOT {_ITS_SUBJECT_IS_WITHDRAWN}",
        "vote_called_off: only what its authors withdrew is called off",
    ),
    reads=READS,
    needs=(f"{VOTE}.called_off_at",),
)
NOT_WITHDRAWN = replace(
    refusal(
        "participation_initiative_in_a_vote",
        INITIATIVE,
        "update",
        """NEW.state = 'retiree' AND OLD.state <> 'retiree' AND EXISTS (
            SELECT 1 FROM participation_decision AS d JOIN voting_vote AS v ON v.id = d.vote_id
            WHERE d.initiative_id = NEW.id AND v.state IN ('ouvert', 'ferme', 'compte'))""",
        "initiative_in_a_vote: what is being voted is not withdrawn",
    ),
    reads=("participation_decision", VOTE),
)

WITHDRAWN_BEFORE_THE_VOTE = (NOT_OPENED, CALLED_OFF, NOT_WITHDRAWN)
