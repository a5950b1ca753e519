"""What the database refuses about the sealed urn: a board only grows, and only as the state of its vote allows."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from common.triggers import append_only
from voting.trigger_sql import RECOVERED_COLUMNS, cannot_decide, hold, recovered_since, refuse, vote_is_not

_VOTE = "(SELECT u.vote_id FROM voting_urn u WHERE u.id = {}.urn_id)"
_RIGHT = """SELECT {} FROM voting_right r JOIN voting_rollentry e ON e.id = r.roll_entry_id
    WHERE r.urn_id = NEW.urn_id AND r.digest = NEW.right_digest"""

# The ballot of somebody who signed and may still vote; on paper, once closed and before the end of the board.
_BALLOT_REFUSED = f"""NOT EXISTS (
    SELECT 1 FROM voting_right r
    JOIN voting_rollentry e ON e.id = r.roll_entry_id
    JOIN voting_vote v ON v.id = e.vote_id
    JOIN voting_urn u ON u.id = r.urn_id AND u.vote_id = v.id
    WHERE r.urn_id = NEW.urn_id AND r.digest = NEW.right_digest AND NOT u.is_ended
      AND e.voted_on IS NOT NULL AND e.barred_on IS NULL AND NEW.tracker <> '' AND NEW.receipt <> ''
      AND ((v.state = 'ouvert' AND e.channel <> 'papier' AND NOT {cannot_decide("e.person_id", "e.voted_on")})
        OR (v.state = 'ferme' AND e.channel = 'papier')))"""
_AGAIN = "EXISTS (SELECT 1 FROM voting_boardevent b WHERE b.urn_id = NEW.urn_id AND b.right_digest = NEW.right_digest)"
_NOT_AGAIN = f"""({_AGAIN} AND EXISTS (
    SELECT 1 FROM voting_right r
    JOIN voting_rollentry e ON e.id = r.roll_entry_id
    JOIN voting_vote v ON v.id = e.vote_id
    WHERE r.urn_id = NEW.urn_id AND r.digest = NEW.right_digest
      AND (NOT v.may_change OR e.channel = 'papier'
        OR {recovered_since("e.vote_id", "e.person_id", "e.voted_on")})))"""

# Which states of the vote each other event comes in.
_STATES = {
    "Setup": ("prepare",),
    "EndBallots": ("ferme", "sans_quorum"),
    "EncryptedTally": ("ferme",),
    "PartialDecryption": ("ferme",),
    "Result": ("ferme",),
}
_ENDED = "(SELECT u.is_ended FROM voting_urn u WHERE u.id = NEW.urn_id)"
_EVENT_REFUSED = " OR ".join(
    f"(NEW.kind = '{kind}' AND {vote_is_not(_VOTE.format('NEW'), *states)})"
    for kind, states in _STATES.items()
)
_URN_HOLD = hold(_VOTE.format("NEW"), f"({_RIGHT.format('e.person_id')})")

SEALED = (
    refuse(
        "voting_board_ballot",
        "voting_boardevent",
        "INSERT",
        f"NEW.kind = 'Ballot' AND ({_BALLOT_REFUSED} OR {_NOT_AGAIN})",
        "this ballot is refused",
        f"IF NEW.kind = 'Ballot' THEN {_URN_HOLD} END IF;",
        needs=RECOVERED_COLUMNS,
    ),
    refuse(
        "voting_board_event",
        "voting_boardevent",
        "INSERT",
        f"""NEW.kind NOT IN ('Ballot', {", ".join(f"'{kind}'" for kind in _STATES)})
            OR (NEW.kind <> 'Ballot' AND (NEW.right_digest <> '' OR NEW.tracker <> '' OR NEW.receipt <> ''))
            OR NEW.height <> (SELECT u.height FROM voting_urn u WHERE u.id = NEW.urn_id)
            OR (NEW.kind IN ('Ballot', 'EndBallots') AND {_ENDED})
            OR (NEW.kind IN ('EncryptedTally', 'PartialDecryption', 'Result') AND NOT {_ENDED})
            OR {_EVENT_REFUSED}""",
        "the board does not take this event now",
    ),
    *append_only("voting_boardevent"),
    *append_only("voting_seenciphertext"),
    refuse(
        "voting_urn_insert",
        "voting_urn",
        "INSERT",
        f"{vote_is_not('NEW.vote_id', 'prepare')} OR NEW.is_ended OR NEW.height <> 0",
        "an urn is made when its vote is announced",
        hold("NEW.vote_id"),
    ),
    refuse(
        "voting_urn_update",
        "voting_urn",
        "UPDATE",
        """NEW.vote_id <> OLD.vote_id OR NEW.uuid <> OLD.uuid OR NEW.election <> OLD.election
            OR NEW.fingerprint <> OLD.fingerprint OR NEW.credentials_hash <> OLD.credentials_hash
            OR NEW.timestamp <> OLD.timestamp OR NEW.height < OLD.height OR NEW.height > OLD.height + 1
            OR (NEW.height = OLD.height AND NEW.head <> OLD.head)
            OR (OLD.first_head <> '' AND NEW.first_head <> OLD.first_head)
            OR (OLD.is_ended AND NOT NEW.is_ended)
            OR (NEW.sealed_secret <> '' AND NEW.sealed_secret <> OLD.sealed_secret)""",
        "an urn is frozen",
    ),
    *append_only("voting_urn")[1:],
    refuse(
        "voting_right_insert",
        "voting_right",
        "INSERT",
        f"""{vote_is_not(_VOTE.format("NEW"), "prepare")}
            OR NOT EXISTS (SELECT 1 FROM voting_rollentry e JOIN voting_urn u ON u.vote_id = e.vote_id
                           WHERE e.id = NEW.roll_entry_id AND u.id = NEW.urn_id)""",
        "rights to vote are made with the urn, for the people of the roll",
    ),
    refuse("voting_right_update", "voting_right", "UPDATE", "1 = 1", "a right to vote never changes hands"),
    refuse(
        "voting_right_delete",
        "voting_right",
        "DELETE",
        vote_is_not(_VOTE.format("OLD"), "proclame", "sans_quorum", "annule"),
        "rights are erased once the vote is over",
    ),
    refuse(
        "voting_trustee_insert",
        "voting_trustee",
        "INSERT",
        vote_is_not(_VOTE.format("NEW"), "prepare"),
        "the keys of an urn are those of its announcement",
    ),
    refuse(
        "voting_trustee_update",
        "voting_trustee",
        "UPDATE",
        """NEW.urn_id <> OLD.urn_id OR NEW.position <> OLD.position OR NEW.public <> OLD.public
            OR NEW.scrutineer_id IS DISTINCT FROM OLD.scrutineer_id OR OLD.shared_on IS NOT NULL
            OR (OLD.reminded_on IS NOT NULL AND NEW.reminded_on IS DISTINCT FROM OLD.reminded_on)""",
        "the keys of an urn are those of its announcement",
    ),
    *append_only("voting_trustee")[1:],
)
