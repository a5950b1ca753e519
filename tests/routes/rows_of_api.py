"""Rows of the API: see `tests.routes.table`."""

from tests.routes.rows import (
    AUTHOR,
    AUTHOR_AND_FACILITATION,
    FACILITATION,
    HELPERS,
    HIDING,
    MEMBERS,
    MISSING,
    STAFF,
    TABLE,
    VOTES,
    behind,
    entered,
    everyone,
    in_json,
    members_in_json,
    only,
    public,
)

API = {
    "api-docs": public(None),
    "api-group": public("group_concerns"),
    "api-schema": public(None),
    "api-me": {None: everyone(200) | {"anonymous": 401}},
    "api-my-contact": {None: everyone(200) | {"anonymous": 401}},
    "api-my-devices": {None: everyone(200) | {"anonymous": 401}},
    "api-my-journal": {None: everyone(200) | {"anonymous": 401}},
    "api-votes": public(None),
    "participation-api:transmissions-prepared": {None: in_json(entered(200))},
    "api-vote-contests": public("vote_open", "vote_over"),
    "api-vote-contests-waiting": {
        "vote_over": in_json(only(*STAFF)),
        MISSING: in_json(only(*STAFF, status=404)),
    },
    "api-vote": public(*VOTES),
    "api-vote-board": public(*VOTES),
    "api-vote-right": {
        "vote_open": in_json(only("citizen", "author")),
        "vote_over": in_json(entered(403)),
        MISSING: in_json(entered(404)),
    },
    "api-vote-result": {
        "vote_open": everyone(403),
        "vote_announced": everyone(403),
        "vote_over": everyone(200),
        MISSING: everyone(404),
    },
    "deliberation-api:threads": {None: in_json(entered(200))},
    "deliberation-api:thread": members_in_json("thread")
    | {
        "staff_thread": in_json(only(*STAFF, refused=404)),
        "public_thread": in_json(entered(200)),
    }
    | {"private_thread": in_json(AUTHOR_AND_FACILITATION)},
    "deliberation-api:messages": members_in_json("thread")
    | {
        "staff_thread": in_json(only(*STAFF, refused=404)),
        "public_thread": in_json(entered(200)),
    }
    | {"private_thread": in_json(AUTHOR_AND_FACILITATION)},
    "deliberation-api:summaries": members_in_json("thread")
    | {
        "private_thread": in_json(AUTHOR_AND_FACILITATION),
        "staff_thread": in_json(only(*STAFF, refused=404)),
        "public_thread": in_json(entered(200)),
    },
    "deliberation-api:versions": {
        "message": in_json(entered(404)),
        "private_message": in_json(entered(404)),
        MISSING: in_json(entered(404)),
    },
    "deliberation-api:flags": {None: in_json(only(*FACILITATION))},
    "deliberation-api:round": members_in_json("thread"),
    "deliberation-api:pauses": {None: in_json(only(*FACILITATION))},
    "deliberation-api:pause": {
        "pause": in_json(AUTHOR_AND_FACILITATION),
        "asked_pause": in_json(only(*FACILITATION, refused=404)),
        MISSING: in_json(entered(404)),
    },
    "deliberation-api:submissions": {None: in_json(entered(200))},
    "deliberation-api:submission": {
        "submission": in_json(AUTHOR_AND_FACILITATION),
        MISSING: in_json(entered(404)),
    },
    "deliberation-api:guarded-names": {
        "thread": in_json(HIDING | {"facilitator": 200}),
        "private_thread": in_json(only(*FACILITATION, refused=404, author=403)),
        MISSING: in_json(entered(404)),
    },
    "deliberation-api:private-words": {None: in_json(only(*FACILITATION))},
    "deliberation-api:my-word": {None: in_json(only("author", refused=404, facilitator=403))},
    "deliberation-api:word-with": {
        "author_person": in_json(only(*FACILITATION)),
        "citizen_person": in_json(only(*FACILITATION, status=404)),
        MISSING: in_json(only(*FACILITATION, status=404)),
    },
    "deliberation-api:moderation-log": public(None),
    "participation-api:concerns": {None: in_json(entered(200))},
    "participation-api:concern": members_in_json("concern")
    | {
        "private_concern": in_json(AUTHOR_AND_FACILITATION),
        "waiting_concern": in_json(AUTHOR_AND_FACILITATION),
        "draft": in_json(AUTHOR),
    },
    "participation-api:concerns-to-read": {None: in_json(only(*FACILITATION))},
    "participation-api:groupings": {None: in_json(entered(200))},
    "participation-api:issue-groupings": {
        "proposed_issue": in_json(only(*FACILITATION)),
        MISSING: in_json(only(*FACILITATION, status=404)),
    },
    "participation-api:initiative-versions": public("idea", "approved")
    | {"withdrawn_initiative": everyone(404) | {"author": 200, "facilitator": 200}},
    "participation-api:renewal-agreements": public("maintained", "idea"),
    "participation-api:reviews": {None: in_json(only("signatory"))},
    "participation-api:help-offers": {
        "concern": in_json(only("author", *HELPERS, refused=404)),
        "private_concern": in_json(AUTHOR_AND_FACILITATION),
        "waiting_concern": in_json(AUTHOR_AND_FACILITATION),
        MISSING: in_json(entered(404)),
    },
    "participation-api:initiatives": public(None),
    "participation-api:initiative": public("idea", "approved")
    | {"withdrawn_initiative": everyone(404) | {"author": 200, "facilitator": 200}},
    "participation-api:in-motion": public(None),
    "participation-api:issues": public(None),
    **dict.fromkeys(
        ("participation-api:issue", "participation-api:issue-versions"),
        public("issue") | {"proposed_issue": everyone(404) | dict.fromkeys(MEMBERS, 200)},
    ),
    "participation-api:quotes": {None: in_json(entered(200))},
    "participation-api:accords": {None: in_json(entered(200))},
    "participation-api:accords-to-note": {None: in_json(only("facilitator"))},
    "participation-api:authors": members_in_json("idea", "talked"),
    "participation-api:amendments": members_in_json("idea", "talked"),
    "participation-api:amendment": members_in_json("amendment", "rule_amendment"),
    "participation-api:answer-echo": public("answer"),
    "participation-api:drafts": {None: in_json(only(*TABLE))},
    "participation-api:draft": {
        thing: in_json(row) for thing, row in behind(*TABLE, answer_draft=200, adopted_answer=200).items()
    },
    "participation-api:table-clock": public(None),
    "participation-api:table-meetings": {None: in_json(only(*TABLE))},
    "participation-api:table-meeting": {
        thing: in_json(row) for thing, row in behind(*TABLE, meeting=200).items()
    },
    "participation-api:calendar": public(None),
    "participation-api:commitments": public(None),
    "participation-api:consultations": public(None),
    "participation-api:priorities": public(None),
    "participation-api:news": {None: in_json(entered(200))},
    "participation-api:written-for-me": {None: in_json(entered(200))},
    "participation-api:second-looks": {None: in_json(entered(200))},
    "participation-api:second-look": {
        "appeal": in_json(only(*FACILITATION, refused=404)),
        MISSING: in_json(entered(404)),
    },
    "participation-api:voices": {None: in_json(only(*FACILITATION))},
    "participation-api:thread-voices": {
        thing: in_json(row) for thing, row in behind(*FACILITATION, thread=200, private_thread=200).items()
    },
    "participation-api:spoken-meeting": public("spoken_meeting", "past_meeting"),
    "participation-api:reasons": members_in_json("idea", "talked"),
    "participation-api:check-request": members_in_json("idea", "talked"),
    "participation-api:rules": public(None),
    "participation-api:rule": public("rule"),
    "participation-api:rule-changes": public("rule"),
    "participation-api:rule-change": public("rule_change"),
    "participation-api:rule-reasons": members_in_json("rule_change"),
    "participation-api:rule-objections": members_in_json("rule_change"),
    "participation-api:rule-amendments": members_in_json("rule_change"),
    "participation-api:rule-change-versions": public("rule_change"),
    "participation-api:objections": members_in_json("idea", "talked"),
    "api-vote-paper": {
        thing: in_json(row)
        for thing, row in behind(*FACILITATION, vote_open=200, vote_announced=200, vote_over=200).items()
    },
    "api-vote-joint-acts": {
        thing: in_json(row)
        for thing, row in behind(*STAFF, vote_open=200, vote_over=200, urn_to_open=200).items()
    },
    "participation-api:text-flags": {None: in_json(only(*FACILITATION))},
    "participation-api:to-tell": {None: in_json(only(*HELPERS))},
    "participation-api:to-tell-person": {
        "to_call": in_json(only(*HELPERS)),
        MISSING: in_json(only(*HELPERS, status=404)),
    },
    "participation-api:transmissions": public(None),
    "participation-api:transmission": public("sent", "answered") | {"prepared": everyone(404)},
}
