"""What the database holds of a vote that ends otherwise than by its count: annulled, called off, or contested."""

from voting.trigger_sql import changed, refuse, vote_is_not

# Nobody annuls alone, by raw SQL neither: what two people did together is written first.
_ANNULLED = (
    refuse(
        "voting_vote_annulled",
        "voting_vote",
        "UPDATE",
        """OLD.state <> 'annule' AND NEW.state = 'annule' AND NEW.called_off_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM voting_jointact j
            WHERE j.vote_id = NEW.id AND j.kind = 'annuler' AND j.done_at IS NOT NULL AND j.done_by_id IS NOT NULL)""",
        "two people annul a vote",
        needs=("voting_vote.called_off_at", "voting_jointact.done_at"),
    ),
    refuse(
        "voting_joint_act_done",
        "voting_jointact",
        "UPDATE",
        f"""OLD.done_at IS NOT NULL AND ({changed("vote_id", "kind", "reason", "asked_by_id", "done_by_id", "done_at")})""",
        "what two people did stays written",
    ),
    refuse(
        "voting_joint_act_stays",
        "voting_jointact",
        "DELETE",
        "OLD.done_at IS NOT NULL",
        "what two people did stays written",
    ),
)

# A vote is contested once its result is out, for one person; what two people answered stays as it is.
_CONTESTS = (
    refuse(
        "voting_contest_after_result",
        "voting_contest",
        "INSERT",
        vote_is_not("NEW.vote_id", "proclame", "sans_quorum"),
        "a vote is contested after its result",
    ),
    refuse(
        "voting_contest_stays",
        "voting_contest",
        "UPDATE",
        f"""({changed("vote_id", "person_id", "asked_on")})
            OR (OLD.answered_by_id IS NOT NULL AND ({changed("reason", "noted_by_id")})) OR (OLD.confirmed_on IS NOT NULL AND
            ({changed("finding", "answer", "answered_by_id", "confirmed_by_id", "confirmed_on")}))""",
        "what two people did stays written",
    ),
    refuse(
        "voting_contest_no_delete",
        "voting_contest",
        "DELETE",
        "1 = 1",
        "what was contested stays written",
    ),
)

# Annulled by nobody but the withdrawal of its subject, before it opens, once.
_CALLED_OFF = (
    refuse(
        "voting_vote_born_called_off",
        "voting_vote",
        "INSERT",
        "NEW.called_off_at IS NOT NULL",
        "a vote begins by being prepared",
        needs=("voting_vote.called_off_at",),
    ),
    refuse(
        "voting_vote_called_off",
        "voting_vote",
        "UPDATE",
        f"""({changed("called_off_at")}) AND NOT (
            OLD.called_off_at IS NULL AND OLD.state = 'annonce' AND NEW.state = 'annule'
            AND NEW.called_off_at < OLD.opens_at)""",
        "only an announced vote is called off",
        needs=("voting_vote.called_off_at",),
    ),
)

ENDINGS = (*_ANNULLED, *_CONTESTS, *_CALLED_OFF)
