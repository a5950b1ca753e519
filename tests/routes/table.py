"""Who gets what from which address: role → status of a GET. An address without a row here fails the tests.

A row: address, what stands behind it (`world.ids`, or MISSING), the status of everybody but the roles named.
"""

from config.gallery.entries import PARTS
from tests.routes import world
from tests.routes.acts_of_api import API_ACTS
from tests.routes.rows import (
    ACTS_ON_WORDS,
    AUTHOR,
    AUTHOR_AND_FACILITATION,
    CITIZENS,
    FACILITATION,
    HELPERS,
    INITIATIVES,
    MEMBERS,
    MISSING,
    OF_A_DRAFT,
    PREPARERS,
    ROLES,
    STAFF,
    TABLE,
    VOTES,
    WRITERS,
    Row,
    behind,
    entered,
    everyone,
    members,
    only,
    public,
)
from tests.routes.rows_of_accounts_and_threads import ACCOUNTS, DELIBERATION
from tests.routes.rows_of_api import API

__all__ = ["ACTS", "CITIZENS", "GETS", "MEMBERS", "MISSING", "ROLES", "STAFF", "arguments", "everyone"]

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
    "voting:minutes_pdf": {
        "vote_open": everyone(403),
        "vote_over": everyone(200),
        MISSING: everyone(404),
    },
    "voting:ballot": {thing: entered(200) for thing in VOTES} | {MISSING: entered(404)},
    **dict.fromkeys(
        ("voting:verify", "voting:poster", "voting:vote_secret", "voting:election", "voting:archive"),
        public(*VOTES),
    ),
    "voting:verifier": public(None),
    "voting:scrutineer_program": public(None),
    "voting:words": public(None),
    "voting:scrutiny": {None: only("scrutineer")},
    "voting:phrase": behind("scrutineer", seat_of_season=200),
    "voting:open_urn": behind("scrutineer", urn_to_open=200, vote_open=404),
    "voting:scrutiny_desk": {None: only(*FACILITATION)},
    "voting:season_open": {None: only(*FACILITATION)},
    "voting:scrutineer_name": behind(*FACILITATION, season=200),
    "voting:joint_acts": behind(*STAFF, vote_open=200, vote_over=200, urn_to_open=200),
    "voting:ask_to_annul": behind(*FACILITATION, vote_open=200, vote_over=409, urn_to_open=200),
    # Their organisation holds the other key.
    "voting:ask_to_open_sheet": behind(*STAFF, waited_key=200)
    | {"silent_key": only(*STAFF, status=409, support=403)},
    "voting:joint_act": behind(*STAFF, sheet_asked=200, annulling_asked=200, act_dropped=409),
    "voting:contest": {
        "vote_open": only(*CITIZENS, status=409),
        # Their own, which they read again; for the others, the delay is over.
        "vote_over": only("author", citizen=409),
        MISSING: entered(404),
    },
    "voting:contests": behind(*STAFF, vote_open=200, vote_over=200),
    "voting:contest_note": behind(*FACILITATION, vote_open=409, vote_over=409),
    "voting:contest_answer": behind(*STAFF, contest=200),
    "voting:request_to_post": behind(*FACILITATION, ballot_to_post=200),
    "voting:check": {thing: entered(302) for thing in (*VOTES, MISSING)},
    "voting:receipt": {thing: entered(302) for thing in VOTES} | {MISSING: entered(404)},
    "voting:paper": behind(*FACILITATION, vote_open=200, vote_announced=200, vote_over=200),
    "voting:paper_ballots": behind(*FACILITATION, vote_open=200, vote_announced=200, vote_over=409),
    "voting:post_for": behind(*FACILITATION, vote_open=409, vote_announced=200, vote_over=409),
    "voting:paper_count": behind(*STAFF, vote_open=409, vote_announced=409, vote_over=409),
}
CITIZENS_PAGES = {
    "participation:home": public(None),
    "participation:my_home": {None: entered(302, unwelcomed=200, citizen=200, author=200)},
    "participation:news": {None: entered(200)},
    "participation:not_mine": {"written": AUTHOR, MISSING: entered(404)},
    "participation:ask_again": {"wanting": only("author"), MISSING: only(*CITIZENS, status=404)},
    "participation:say": {None: only("citizen", author=302)},
    **{
        f"participation:say_{step}": OF_A_DRAFT
        for step in ("words", "title", "theme", "place", "readers", "check")
    },
    # Nothing alike: the next question.
    "participation:say_already": {
        "draft": only("author", status=302, citizen=404),
        "concern": only("citizen", "author", status=404),
        MISSING: only("citizen", "author", status=404),
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
    # One's own words are changed or taken back.
    "participation:concern_flag": {
        "concern": only(*MEMBERS, refused=404, author=403),
        MISSING: entered(404),
    },
    "participation:issue_flag": members("issue"),
    "participation:initiative_flag": {
        "idea": only(*MEMBERS, refused=404, author=403),
        MISSING: entered(404),
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
    "participation:in_motion": public(None),
    "participation:search": public(None),
    # Whoever holds the link, entered or not.
    "participation:stop_mail": public("stop_link"),
    "participation:receipt": public("receipt_link"),
    "participation:grouping_answer": {"grouping": AUTHOR, MISSING: entered(404)},
    "participation:referral_accord": {"accord": AUTHOR, MISSING: entered(404)},
    "participation:quote_consent": {"quote": AUTHOR, MISSING: entered(404)},
    "participation:issues": public(None),
    "participation:issue": public("issue", "consulted_issue")
    | {"proposed_issue": everyone(404) | dict.fromkeys(MEMBERS, 200)},
    "participation:issue_versions": public("issue")
    | {"proposed_issue": everyone(404) | dict.fromkeys(MEMBERS, 200)},
    # Those whose concern is in it, with facilitation; for the others, an issue only proposed is not there.
    "participation:issue_rewrite": {
        "issue": only("facilitator", "author"),
        "proposed_issue": entered(404) | dict.fromkeys(MEMBERS, 403) | {"facilitator": 200},
        MISSING: entered(404),
    },
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
    "participation:amendments": members("idea", "talked", "approved")
    | {"withdrawn_initiative": AUTHOR_AND_FACILITATION},
    "participation:initiative_to_review": {
        "talked": only("author", "facilitator"),
        "idea": only("author", "facilitator", status=409),
        "withdrawn_initiative": only("author", "facilitator", refused=404, status=409),
        MISSING: entered(404),
    },
    # Its authors change the text itself.
    "participation:amendment_propose": {
        "talked": only("citizen"),
        "to_adjust": only("citizen"),
        "idea": only("citizen", status=409),
        "withdrawn_initiative": only(citizen=404),
        MISSING: only(*CITIZENS, status=404),
    },
    "participation:amendment": members("amendment", "rule_amendment"),
    "participation:authors": members("idea", "talked", "approved"),
    "participation:author_leave": {
        "idea": only("author", status=409),
        "written_together": only("author"),
        MISSING: only(*CITIZENS, status=404),
    },
    "participation:author_code": {None: only(*CITIZENS)},
    # Before a code was typed, there is nothing to answer.
    "participation:author_answer": {None: only(*CITIZENS, status=404)},
    "participation:initiative_round": members("idea", "talked", "eligible", "approved"),
    "participation:initiative_reasons": members("idea", "talked", "approved"),
    "participation:initiative_step_backs": {
        "talked": only("facilitator", *CITIZENS),
        "approved": only(*CITIZENS, status=409, facilitator=200),
        "withdrawn_initiative": only("facilitator", "author", status=200, citizen=404) | {"author": 409},
        MISSING: only("facilitator", *CITIZENS, status=404),
    },
    "participation:objection_answer": {
        "objection": only("author"),
        "open_objection": only("author"),
        MISSING: only(*CITIZENS, status=404),
    },
    **{
        f"participation:{name}": {
            thing: only("facilitator", status=status),
            MISSING: only("facilitator", status=404),
        }
        for name, thing, status in (
            ("objection_out", "open_objection", 200),
            ("objection_back", "open_objection", 409),
            ("reason_out", "reason", 200),
            ("reason_back", "reason", 409),
        )
    },
    "participation:step_back_answer": {"step_back_asked": AUTHOR_AND_FACILITATION, MISSING: entered(404)},
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
    "participation:text_flag": {MISSING: only(*FACILITATION, status=404)},
    "participation:desk": {None: only(*WRITERS)},
    "participation:desk_new": {None: only(*FACILITATION)},
    # Before somebody is chosen, back to the first screen.
    "participation:desk_words": {None: only(*WRITERS, status=302)},
    "participation:desk_read_back": {None: only(*WRITERS, status=302)},
    "participation:desk_done": {
        "written": only("support", facilitator=404, mrc_resource=404),
        MISSING: only(*WRITERS, status=404),
    },
    "participation:to_tell": {None: only(*HELPERS)},
    "participation:tell_person": behind(*HELPERS, to_call=200),
    "participation:call_sheet": {None: only(*HELPERS)},
    "participation:letters": {None: only(*HELPERS)},
    "participation:letters_posted": {None: only(*HELPERS)},
    **{
        f"participation:concern_{act}": behind(*FACILITATION, **ACTS_ON_WORDS)
        for act in ("read", "hold", "refer", "close")
    },
    "participation:help_offer": {
        "concern": only(*HELPERS),
        "private_concern": only("facilitator", support=404),
        "waiting_concern": only("facilitator", status=409, support=404),
        MISSING: only(*HELPERS, status=404),
    },
    "participation:voices": {None: only(*FACILITATION)},
    "participation:thread_voices": behind(*FACILITATION, thread=200, private_thread=200, staff_thread=200),
    "participation:thread_open": {None: only(*FACILITATION)},
    "participation:issue_propose": {None: only(*FACILITATION)},
    "participation:issue_share": behind(*FACILITATION, issue=200, proposed_issue=200),
    "participation:issue_close": behind(*FACILITATION, issue=200, proposed_issue=409, consulted_issue=409),
    "participation:concern_join": behind(*FACILITATION, concern=200, private_concern=403)
    | {"waiting_concern": only(*FACILITATION, status=409), "draft": only(*FACILITATION, status=404)},
    "participation:issue_priorities": behind(*PREPARERS, issue=200, consulted_issue=200),
    "participation:priority_vote": behind(*FACILITATION, issue=200),
    "participation:initiative_refer": behind(*FACILITATION, of_one_mrc=200, idea=200),
    "participation:renewal_agreement": behind(*FACILITATION, maintained=200),
    "participation:confirm_carrier": behind(*FACILITATION, no_carrier=200),
    "participation:initiative_vote": behind(*FACILITATION, eligible=200, idea=409, in_review=403),
    "participation:trial_vote": {None: only(*FACILITATION)},
    "participation:season_vote": {None: only(*FACILITATION)},
    "participation:rule_vote": behind(*FACILITATION, rule_change=200),
    "participation:transmission_prepare": {None: only(*PREPARERS)},
    "participation:transmission_rewrite": behind(*PREPARERS, prepared=200, sent=404),
    "participation:quote_propose": behind(*PREPARERS, quoting=200, sent=404),
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
    **{
        f"participation:commitment_{act}": behind("secretary", commitment=200)
        for act in ("kept", "date", "question")
    },
    "participation:calendar_plan": {None: only(*FACILITATION)},
    "participation:calendar_change": behind(*PREPARERS, espace_date=200)
    | {"meeting": only("secretary"), "founding_date": only(refused=403), MISSING: entered(404)},
    "participation:clock_accept": {None: only("secretary")},
    "participation:table_meeting_plan": {None: only("secretary")},
    "participation:consultation_ask": {None: only("secretary")},
    "participation:consultation_decline": behind(*FACILITATION, consultation=200, consultation_kept=409),
    "participation:dossier_question": behind("secretary", sent=200, prepared=404),
    "participation:question_answer": behind(*FACILITATION, question=200),
    "participation:table_inbox": {None: only(*TABLE)},
    "participation:respond": behind("secretary", sent=200, answered=200, sent_decision=403, prepared=404)
    | {"draft_sending": only("secretary", status=302)},
    "participation:meeting": behind(*TABLE, meeting=200),
    "participation:meeting_pdf": behind(*TABLE, meeting=200),
    "participation:transmission_pdf": public("sent", "answered") | {"prepared": everyone(404)},
    "participation:answer_correct": behind("secretary", answer=200),
    "participation:answer_draft": behind(*TABLE, answer_draft=200, adopted_answer=200),
    "participation:answer_rewrite": behind("secretary", answer_draft=200, adopted_answer=409),
    "participation:answer_opinion": behind(*TABLE, answer_draft=200, adopted_answer=409),
    "participation:answer_adopt": behind("secretary", answer_draft=200, adopted_answer=409),
    "participation:answer_publish": behind("secretary", answer_draft=409, adopted_answer=200),
    "participation:linkage": behind(*TABLE, sent=403, sent_decision=200, prepared=404),
    "participation:lever": behind(*TABLE, sent=403, sent_decision=200, prepared=404),
    "participation:mrc_desk": {None: only("mrc_resource")},
    # Its own MRC only: another one's is not there.
    "participation:referral_answer": behind("mrc_resource", referred=200, referred_elsewhere=404),
    "participation:spoken_carry": behind("author", *FACILITATION, spoken_meeting=200)
    | {"past_meeting": only(*CITIZENS, *FACILITATION, status=409)}
    | {MISSING: only(*CITIZENS, *FACILITATION, status=404)},
    "participation:spoken_bring_back": behind("author", *FACILITATION, past_meeting=200)
    | {"spoken_meeting": only(*CITIZENS, *FACILITATION, status=409)}
    | {MISSING: only(*CITIZENS, *FACILITATION, status=404)},
    "participation:mrc_priorities": behind("mrc_resource", own_mrc=200, mrc=404),
    "participation:table_priorities": {None: only("secretary")},
    "participation:mrc_deposit": behind("mrc_resource", own_mrc=200, mrc=404),
}
PUBLIC_PAGES = {
    **{
        f"participation:{name}": public(None)
        for name in (
            "answers",
            "commitments",
            "consultations",
            "priorities",
            "spokespersons",
            "rules",
            "calendar",
            "calendar_ics",
            "founding",
            "founding_ics",
            "territories",
            "seats",
            "help",
            "trial_kit",
            "accessibility",
            "privacy",
        )
    },
    "participation:spoken_meeting": public("spoken_meeting", "past_meeting"),
    "participation:commitment": public("commitment"),
    "participation:rule": public("rule"),
    "participation:rule_reasons": members("rule_change"),
    "participation:rule_round": members("rule_change"),
    "participation:rule_amendments": members("rule_change"),
    "participation:rule_change_versions": public("rule_change"),
    "participation:rule_change_revise": {
        "rule_change": only("author", status=200),
        MISSING: only(*CITIZENS, status=404),
    },
    "participation:rule_amendment_propose": {
        "rule_change": only("citizen"),
        MISSING: only(*CITIZENS, status=404),
    },
    "participation:rule_change": public("rule_change"),
    "participation:territory": public("mrc"),
}
# The pieces of a page, for those who build it: like missing pages in production.
GALLERY = {
    "gallery": public(None),
    "gallery-part": public(*(f"part_{slug}" for slug in PARTS)),
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
    "accounts:journal_seen": None,
    "participation:recovery_ask": "card_holder",
    "participation:recovery_code": "card_holder",
    "participation:recovery_cancel": "card_holder",
    "participation:recovery_settle": "card_holder",
    "accounts:card_renew": "card_holder",
    "accounts:workshop_codes": "workshop",
    "accounts:leave": None,
    "accounts:devices_close": None,
    "accounts:contact_erase": None,
    "accounts:kept_discard": "kept_words",
    "deliberation:post": "thread",
    "deliberation:read": "thread",
    "deliberation:round_join": "round",
    "deliberation:round_pass": "round",
    "deliberation:round_close": "round",
    "deliberation:thank": "message",
    "deliberation:me_too": "message",
    "voting:cast": "vote_open",
    "voting:recuse": "vote_open",
    "voting:remark": "vote_open",
    "voting:by_post": "vote_open",
    "voting:sheet_sealed": "seat_of_season",
    "voting:scrutineer_remind": "silent_key",
    "voting:joint_act_drop": "sheet_asked",
    "participation:not_mine_handled": "not_recognised",
    "participation:concern_support": "concern",
    "participation:concern_unsupport": "concern",
    "participation:concern_leave_group": "concern",
    "participation:concern_reopen": "concern",
    "participation:initiative_support": "idea",
    "participation:initiative_unsupport": "idea",
    "participation:author_invite": "idea",
    "participation:author_uninvite": "idea",
    "participation:amendment_accept": "amendment",
    "participation:amendment_withdraw": "amendment",
    "participation:objection_lift": "objection",
    "participation:objection_keep": "objection",
    "participation:concern_publish": "waiting_concern",
    "participation:concern_help": "waiting_concern",
    "participation:help_answer": "help_offered",
    "participation:help_end": "help_offered",
    "participation:grouping_note": "grouping",
    "participation:referral_accord_note": "accord",
    "participation:quote_note": "quote",
    "participation:quote_take_out": "quote",
    "participation:agenda_add": "meeting",
    "participation:agenda_remove": "meeting",
    "participation:answer_circulate": "answer_draft",
    "participation:answer_reopen": "adopted_answer",
    "participation:echo_say": "answer",
    "participation:echo_take_back": "answer",
    "participation:commitment_seen": "commitment",
    "participation:commitment_unseen": "commitment",
    "participation:spokesperson_offer": None,
    "participation:spokesperson_take_back": None,
    "participation:spokesperson_draw": None,
    "participation:spokesperson_leave": "term",
    "participation:spoken_take_off": "carried",
    "participation:acknowledge": "sent",
    "participation:agenda": "sent",
    "participation:transmission_reread": "prepared",
    "participation:transmission_doubt": "prepared",
    "participation:transmission_send": "prepared",
    "participation:transmission_follow": "answered",
    "participation:transmission_close": "answered",
    "participation:rule_change_support": "rule_change",
    "participation:rule_change_unsupport": "rule_change",
    "participation:rule_change_withdraw": "rule_change",
    "accounts:second_step_passkey": None,
    "accounts:passkey_enter": None,
    "accounts:passkey_begin": None,
    "accounts:passkey_add_begin": None,
    **API_ACTS,
}


def arguments(thing: str | None, ids: dict[str, int | str], *, is_number: bool) -> list[int | str]:
    if thing is None:
        return []
    if thing == MISSING:
        return [world.MISSING] if is_number else ["nulle-part"]
    return [ids[thing]]
