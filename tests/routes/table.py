"""Who gets what from which address: role → status of a GET. An address without a row here fails the tests.

A row: address, what stands behind it (`world.ids`, or MISSING), the status of everybody but the roles named.
"""

from config.gallery.entries import PARTS
from tests.routes import world

MISSING = "missing"
ROLES = (
    "anonymous",
    "unwelcomed",
    "citizen",
    "author",
    "facilitator",
    "support",
    "crd_agent",
    "mrc_resource",
    "signatory",
    "table_member",
    "carrier",
    "admin",
)
CITIZENS = ("citizen", "author")
STAFF = ("facilitator", "support", "crd_agent", "mrc_resource")
MEMBERS = (*CITIZENS, *STAFF)
PREPARERS = ("facilitator", "crd_agent")
Row = dict[str, int]


def everyone(status: int) -> Row:
    return dict.fromkeys(ROLES, status)


def entered(status: int = 200, **apart: int) -> Row:
    """Signed out: to the page to enter."""
    return everyone(status) | {"anonymous": 302} | apart


def only(*roles: str, refused: int = 403, status: int = 200, **apart: int) -> Row:
    return entered(refused) | dict.fromkeys(roles, status) | apart


def public(*things: str | None, missing: int | None = 404) -> dict[str | None, Row]:
    found = {thing: everyone(200) for thing in things}
    return found | ({MISSING: everyone(missing)} if missing and None not in things else {})


def members(*things: str) -> dict[str | None, Row]:
    """Read by members; for everybody else, like a missing thing."""
    return {thing: only(*MEMBERS, refused=404) for thing in things} | {MISSING: entered(404)}


def behind(*roles: str, **rows: int) -> dict[str | None, Row]:
    """Behind a door of roles: each thing with the status those roles get."""
    return {thing: only(*roles, status=status) for thing, status in rows.items()} | {
        MISSING: only(*roles, status=404)
    }


def in_json(row: Row) -> Row:
    """The API tells somebody unknown so, instead of sending them to the page to enter."""
    return row | {"anonymous": 401}


def members_in_json(*things: str) -> dict[str | None, Row]:
    return {thing: in_json(row) for thing, row in members(*things).items()}


FACILITATION = ("facilitator",)
ACTS_ON_WORDS = {"concern": 200, "private_concern": 200, "waiting_concern": 200, "draft": 404}
INITIATIVES = ("idea", "talked", "in_review", "to_adjust", "eligible", "maintained", "approved")
VOTES = ("vote_open", "vote_announced", "vote_over")
AUTHOR_AND_FACILITATION = only("author", "facilitator", refused=404)
AUTHOR = only("author", refused=404)
OF_A_DRAFT = {
    "draft": only("author", citizen=404),
    "concern": only("citizen", "author", status=404),
    MISSING: only("citizen", "author", status=404),
}
HIDING = only("facilitator", refused=404) | dict.fromkeys(MEMBERS, 403)

ACCOUNTS = {
    "accounts:enter": {None: everyone(302) | {"anonymous": 200}},
    "accounts:comfort": public(None),
    # Somebody inside, or without the right of a code just typed, is sent elsewhere.
    "accounts:first_visit": {None: everyone(302) | {"anonymous": 200}},
    "accounts:first_visit_name": {None: everyone(302)},
    "accounts:first_visit_pin": {None: everyone(302)},
    "accounts:first_visit_done": {None: everyone(302)},
    "accounts:profile": {None: entered(200)},
    "accounts:profile_name": {None: only("unwelcomed", *CITIZENS)},
    "accounts:profile_pin": {None: only("unwelcomed", *CITIZENS)},
    "accounts:cards": {None: only(*FACILITATION)},
    "accounts:card_new": {None: only(*FACILITATION)},
    "accounts:card": behind(*FACILITATION, card_holder=200),
    "accounts:card_paper": behind(*FACILITATION, card_holder=200),
    "participation:welcome": behind(*FACILITATION, card_holder=200),
    "accounts:quick_exit": {None: everyone(302)},
    "health": public(None),
}
DELIBERATION = {
    "deliberation:threads": {None: only(*MEMBERS, refused=404, unwelcomed=403)},
    "deliberation:thread": members("thread") | {"private_thread": AUTHOR_AND_FACILITATION},
    # One's own message is taken back, somebody else's is flagged; one that nobody reads, neither.
    "deliberation:flag": members("message")
    | {
        "message": only(*MEMBERS, refused=404) | {"author": 403},
        "hidden_message": only(*MEMBERS, refused=404, status=409),
        "private_message": only("facilitator", refused=404, author=403),
    },
    "deliberation:withdraw": {
        "message": HIDING | {"author": 200},
        "hidden_message": HIDING | {"facilitator": 403},
        "private_message": only("author", refused=404, facilitator=403),
        MISSING: entered(404),
    },
    "deliberation:hide": {
        "message": HIDING | {"facilitator": 200},
        "hidden_message": HIDING | {"facilitator": 409},
        "private_message": only("facilitator", refused=404, author=403),
        MISSING: entered(404),
    },
    "deliberation:show_again": {
        "message": HIDING | {"facilitator": 409},
        "hidden_message": HIDING | {"facilitator": 200},
        "private_message": only("facilitator", refused=404, status=409, author=403),
        MISSING: entered(404),
    },
    "deliberation:state": {
        "thread": HIDING | {"facilitator": 200},
        "private_thread": only("facilitator", refused=404, author=403),
        MISSING: entered(404),
    },
}
VOTING = {
    "voting:votes": public(None),
    "voting:secret": public(None),
    "voting:vote": public(*VOTES),
    "voting:minutes": {
        "vote_open": everyone(403),
        "vote_announced": everyone(403),
        "vote_over": everyone(200),
        MISSING: everyone(404),
    },
    "voting:ballot": {thing: entered(200) for thing in VOTES} | {MISSING: entered(404)},
    "voting:check": {thing: entered(302) for thing in (*VOTES, MISSING)},
    "voting:receipt": {thing: entered(302) for thing in VOTES} | {MISSING: entered(404)},
    "voting:paper": behind(*FACILITATION, vote_open=200, vote_announced=200, vote_over=200),
    "voting:paper_ballots": behind(*FACILITATION, vote_open=200, vote_announced=200, vote_over=409),
    "voting:paper_count": behind(*STAFF, vote_open=409, vote_announced=409, vote_over=409),
}
CITIZENS_PAGES = {
    "participation:home": public(None),
    "participation:my_home": {None: entered(302, unwelcomed=200, citizen=200, author=200)},
    "participation:say": {None: only("citizen", author=302)},
    **{
        f"participation:say_{step}": OF_A_DRAFT
        for step in ("words", "title", "theme", "place", "readers", "check")
    },
    "participation:say_thanks": {
        "draft": only("author", status=302, citizen=404),
        "concern": only("author", citizen=404),
        MISSING: only("citizen", "author", status=404),
    },
    "participation:concerns": {None: entered(200)},
    "participation:concern": members("concern")
    | {
        "private_concern": AUTHOR_AND_FACILITATION,
        "waiting_concern": AUTHOR_AND_FACILITATION,
        "draft": AUTHOR,
    },
    "participation:concern_withdraw": {
        **dict.fromkeys(("concern", "private_concern", "waiting_concern", "draft"), AUTHOR),
        MISSING: entered(404),
    },
    "participation:concern_readers": {
        **dict.fromkeys(("concern", "private_concern", "waiting_concern"), AUTHOR),
        "draft": only("author", refused=404, status=302),
        MISSING: entered(404),
    },
    "participation:follow": public(None),
    "participation:grouping_answer": {"grouping": AUTHOR, MISSING: entered(404)},
    "participation:issues": public(None),
    "participation:issue": public("issue") | {"proposed_issue": everyone(404) | dict.fromkeys(MEMBERS, 200)},
    "participation:propose": {None: only(*CITIZENS)},
    "participation:propose_check": {None: only(*CITIZENS)},
    # Its author's; once it is discussed, its own page says where it is.
    "participation:propose_thanks": {
        "idea": only("author", citizen=404),
        "talked": only("author", status=302, citizen=404),
        MISSING: only(*CITIZENS, status=404),
    },
    "participation:propose_step": behind(*CITIZENS, step=200),
    "participation:board": public(None),
    "participation:initiative": public(*INITIATIVES, "of_one_mrc", "no_carrier")
    | {"withdrawn_initiative": everyone(404) | {"author": 200, "facilitator": 200}},
    "participation:initiative_versions": public(*INITIATIVES)
    | {"withdrawn_initiative": everyone(404) | {"author": 200, "facilitator": 200}},
    "participation:initiative_withdraw": behind(*CITIZENS, idea=200, talked=200)
    | {"withdrawn_initiative": only("author", citizen=404)},
    "participation:initiative_revise": {
        "idea": only("author"),
        "to_adjust": only("author"),
        "in_review": only("author", status=409),
        "approved": only("author", status=409),
        "withdrawn_initiative": only("author", status=409, citizen=404),
        MISSING: only(*CITIZENS, status=404),
    },
}
STAFF_PAGES = {
    "participation:facilitation": {None: only(*STAFF)},
    **{
        f"participation:concern_{act}": behind(*FACILITATION, **ACTS_ON_WORDS)
        for act in ("read", "hold", "refer", "close")
    },
    "participation:issue_propose": {None: only(*FACILITATION)},
    "participation:issue_share": behind(*FACILITATION, issue=200, proposed_issue=200),
    "participation:issue_rewrite": behind(*FACILITATION, issue=200, proposed_issue=200),
    "participation:priority_vote": behind(*FACILITATION, issue=200),
    "participation:initiative_refer": behind(*FACILITATION, of_one_mrc=200, idea=200),
    "participation:renewal_agreement": behind(*FACILITATION, maintained=200),
    "participation:confirm_carrier": behind(*FACILITATION, no_carrier=200),
    "participation:initiative_vote": behind(*FACILITATION, eligible=200, idea=409, in_review=403),
    "participation:rule_vote": behind(*FACILITATION, rule_change=200),
    "participation:transmission_prepare": {None: only(*PREPARERS)},
    "participation:transmission_rewrite": behind(*PREPARERS, prepared=200, sent=404),
    "participation:transmission_drop": behind(*PREPARERS, prepared=200, sent=404),
    "participation:recommendation_vote": behind(*FACILITATION, prepared=200),
    "participation:transmission": public("sent", "answered", "sent_decision")
    | {"prepared": everyone(404) | dict.fromkeys(MEMBERS, 200)},
    "participation:reviews": {None: only("signatory")},
    "participation:agreement_sign": behind("signatory", approved=200, idea=409, withdrawn_initiative=404),
    "participation:report_answer": behind("signatory"),
    "participation:carrier_desk": {None: only("carrier")},
    "participation:carrier_start": behind("carrier", approved=409, withdrawn_initiative=404, no_carrier=404),
    "participation:carrier_report": behind("carrier", approved=409, withdrawn_initiative=404, no_carrier=404),
    "participation:review_answer": behind("signatory", in_review=200, idea=409, withdrawn_initiative=404),
    "participation:table_inbox": {None: only("table_member")},
    "participation:respond": behind("table_member", sent=200, answered=200, sent_decision=403, prepared=404),
    "participation:linkage": behind("table_member", sent=403, sent_decision=200, prepared=404),
    "participation:lever": behind("table_member", sent=403, sent_decision=200, prepared=404),
}
PUBLIC_PAGES = {
    **{
        f"participation:{name}": public(None)
        for name in (
            "answers",
            "rules",
            "calendar",
            "calendar_ics",
            "territories",
            "seats",
            "help",
            "trial_kit",
            "accessibility",
            "privacy",
        )
    },
    "participation:rule": public("rule"),
    "participation:rule_change": public("rule_change"),
    "participation:territory": public("mrc"),
}
# The pieces of a page, for those who build it: like missing pages in production.
GALLERY = {
    "gallery": public(None),
    "gallery-part": public(*(f"part_{slug}" for slug in PARTS)),
}
API = {
    "api-docs": public(None),
    "api-schema": public(None),
    "api-me": {None: everyone(200) | {"anonymous": 401}},
    "api-votes": public(None),
    "api-vote": public(*VOTES),
    "api-vote-result": {
        "vote_open": everyone(403),
        "vote_announced": everyone(403),
        "vote_over": everyone(200),
        MISSING: everyone(404),
    },
    "deliberation-api:threads": {None: in_json(entered(200))},
    "deliberation-api:thread": members_in_json("thread")
    | {"private_thread": in_json(AUTHOR_AND_FACILITATION)},
    "deliberation-api:messages": members_in_json("thread")
    | {"private_thread": in_json(AUTHOR_AND_FACILITATION)},
    "participation-api:concerns": {None: in_json(entered(200))},
    "participation-api:concern": members_in_json("concern")
    | {
        "private_concern": in_json(AUTHOR_AND_FACILITATION),
        "waiting_concern": in_json(AUTHOR_AND_FACILITATION),
        "draft": in_json(AUTHOR),
    },
    "participation-api:initiatives": public(None),
    "participation-api:initiative": public("idea", "approved")
    | {"withdrawn_initiative": everyone(404) | {"author": 200, "facilitator": 200}},
    "participation-api:transmissions": public(None),
    "participation-api:transmission": public("sent", "answered") | {"prepared": everyone(404)},
}
GETS: dict[str, dict[str | None, Row]] = {
    **ACCOUNTS,
    **DELIBERATION,
    **VOTING,
    **CITIZENS_PAGES,
    **STAFF_PAGES,
    **PUBLIC_PAGES,
    **GALLERY,
    **API,
}
# Acts: a POST only. What stands behind each one, for the addresses that need something.
ACTS: dict[str, str | None] = {
    "accounts:language": None,
    "accounts:card_slip": "card_holder",
    "accounts:card_renew": "card_holder",
    "accounts:leave": None,
    "deliberation:post": "thread",
    "voting:cast": "vote_open",
    "voting:recuse": "vote_open",
    "voting:remark": "vote_open",
    "participation:concern_support": "concern",
    "participation:concern_unsupport": "concern",
    "participation:concern_leave_group": "concern",
    "participation:concern_reopen": "concern",
    "participation:initiative_support": "idea",
    "participation:initiative_unsupport": "idea",
    "participation:initiative_to_review": "talked",
    "participation:concern_publish": "waiting_concern",
    "participation:concern_help": "waiting_concern",
    "participation:grouping_note": "grouping",
    "participation:acknowledge": "sent",
    "participation:agenda": "sent",
    "participation:transmission_reread": "prepared",
    "participation:transmission_doubt": "prepared",
    "participation:transmission_send": "prepared",
    "participation:transmission_follow": "answered",
    "participation:transmission_close": "answered",
    "participation:rule_change_support": "rule_change",
    "participation:rule_change_withdraw": "rule_change",
    "api-token": None,
    "api-vote-cast": "vote_open",
    "participation-api:concern-support": "concern",
    "participation-api:initiative-support": "idea",
}


def arguments(thing: str | None, ids: dict[str, int | str], *, is_number: bool) -> list[int | str]:
    if thing is None:
        return []
    if thing == MISSING:
        return [world.MISSING] if is_number else ["nulle-part"]
    return [ids[thing]]
