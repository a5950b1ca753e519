"""The rows of accounts and of threads; the others are in `table.py`."""

from tests.routes.rows import (
    AUTHOR,
    AUTHOR_AND_FACILITATION,
    CITIZENS,
    FACILITATION,
    HIDING,
    MEMBERS,
    MISSING,
    STAFF,
    behind,
    entered,
    everyone,
    members,
    only,
    public,
)

ACCOUNTS = {
    "accounts:enter": {None: everyone(302) | {"anonymous": 200}},
    "accounts:email_code_ask": {None: everyone(302) | {"anonymous": 200}},
    "accounts:email_code": {None: everyone(302)},
    "accounts:comfort": public(None),
    # Whoever works here is already through; a citizen has no second step.
    "accounts:second_step": {None: everyone(302)},
    "accounts:second_step_set_up": {None: entered(200) | dict.fromkeys(("unwelcomed", *CITIZENS), 403)},
    "accounts:passkeys": {None: entered(200)},
    "accounts:passkey_add": {None: entered(200)},
    # Only right after the NIP.
    "accounts:passkey_make": {None: entered(302)},
    "accounts:passkey_remove": {MISSING: entered(404)},
    "accounts:recovery_codes": {None: entered(200) | dict.fromkeys(("unwelcomed", *CITIZENS), 403)},
    # Somebody inside, or without the right of a code just typed, is sent elsewhere.
    "accounts:first_visit": {None: everyone(302) | {"anonymous": 200}},
    "accounts:first_visit_name": {None: everyone(302)},
    "accounts:first_visit_pin": {None: everyone(302)},
    "accounts:first_visit_done": {None: everyone(302)},
    "accounts:sign_up": {None: everyone(302) | {"anonymous": 200}},
    **{f"accounts:sign_up_{step}": {None: everyone(302)} for step in ("place", "reach", "login", "done")},
    "accounts:forgotten": {None: everyone(302) | {"anonymous": 200}},
    "accounts:forgotten_new": {None: everyone(302)},
    "accounts:journal": {None: entered(200)},
    "accounts:journal_paper": {None: entered(200)},
    # A line that somebody else wrote in one's own journal.
    "accounts:not_me": {"own_line": only("unwelcomed", refused=404), MISSING: entered(404)},
    "accounts:not_me_done": public(None),
    "accounts:staff_code": behind("admin", works_here=200, card_holder=404),
    "participation:recovery": {
        "card_holder": only("facilitator", support=404),
        MISSING: only("facilitator", "support", status=404),
    },
    "accounts:profile": {None: entered(200)},
    "accounts:profile_name": {None: only("unwelcomed", *CITIZENS)},
    "accounts:profile_pin": {None: only("unwelcomed", *CITIZENS)},
    "accounts:kept": {None: entered(200)},
    "accounts:contact": {None: entered(200)},
    # Nothing to check yet: the first question.
    "accounts:contact_check": {None: entered(302)},
    "accounts:contact_question": {"question_phone": entered(200), MISSING: entered(404)},
    "accounts:devices": {None: entered(200)},
    "accounts:cards": {None: only(*FACILITATION)},
    "accounts:card_new": {None: only(*FACILITATION)},
    "accounts:card": behind(*FACILITATION, card_holder=200),
    "accounts:card_reach": behind(*FACILITATION, card_holder=200),
    "accounts:card_paper": behind(*FACILITATION, card_holder=200),
    "accounts:card_pdf": behind(*FACILITATION, card_holder=200),
    "accounts:workshops": {None: only(*FACILITATION)},
    "accounts:workshop_new": {None: only(*FACILITATION)},
    "accounts:workshop": behind(*FACILITATION, workshop=200),
    "accounts:workshop_cancel": behind(*FACILITATION, workshop=200),
    "accounts:roles": {None: only("admin")},
    "accounts:role_give": {None: only("admin")},
    "accounts:mandates_of": behind("admin", card_holder=200),
    "accounts:lost_step": behind("admin", card_holder=200),
    "accounts:who_does_what": public(None),
    "accounts:mandate_end": behind("admin", support_mandate=200),
    "accounts:role_proposals": {None: only("admin", "facilitator")},
    "accounts:role_proposal": behind("admin", "facilitator", proposal=200),
    "accounts:table_seats": {None: only("admin")},
    "accounts:table_seat": behind("admin", seat=200),
    "accounts:seat_appoint": behind("admin", seat=200),
    "participation:circle": public(None),
    "participation:circle_appoint": behind(*FACILITATION, mrc=200),
    "participation:circle_leave": behind(*FACILITATION, delegation=200),
    "participation:circle_absence": behind(*FACILITATION, delegation=200),
    "participation:welcomes": {None: only(*STAFF)},
    "participation:welcome_second": behind(*STAFF, waiting_welcome=200),
    "participation:welcome": behind(*FACILITATION, card_holder=200),
    "accounts:quick_exit": {None: everyone(302)},
    "health": public(None),
}
DELIBERATION = {
    # There is a public thread.
    "deliberation:threads": {None: everyone(200)},
    "deliberation:thread": members("thread")
    | {
        "private_thread": AUTHOR_AND_FACILITATION,
        "staff_thread": only(*STAFF, refused=404),
        "public_thread": everyone(200),
    },
    # Where a message is: its thread.
    "deliberation:message": {
        "message": only(*MEMBERS, refused=404, status=302),
        "hidden_message": only(*MEMBERS, refused=404, status=302),
        "private_message": only("author", "facilitator", refused=404, status=302),
        "staff_message": only(*STAFF, refused=404, status=302),
        "public_message": everyone(302),
        MISSING: entered(404),
    },
    # One's own message is taken back, somebody else's is flagged; one that nobody reads, neither.
    "deliberation:flag": members("message")
    | {
        "message": only(*MEMBERS, refused=404) | {"author": 403},
        "hidden_message": only(*MEMBERS, refused=404, status=409),
        "private_message": only("facilitator", refused=404, author=403),
        "public_message": only(*MEMBERS, refused=404) | {"author": 403},
    },
    "deliberation:round": members("round"),
    "deliberation:round_new": {
        "thread": HIDING | {"facilitator": 200},
        "private_thread": only("facilitator", refused=404, author=403),
        MISSING: entered(404),
    },
    "deliberation:guard": {
        "thread": HIDING | {"facilitator": 200},
        "private_thread": only("facilitator", refused=404, author=403),
        MISSING: entered(404),
    },
    # Their words do not ring.
    "deliberation:help_now": {"message": entered(404), MISSING: entered(404)},
    "deliberation:summaries": members("thread") | {"private_thread": AUTHOR_AND_FACILITATION},
    # These messages are twelve days old, and never changed.
    "deliberation:edit": {
        "message": HIDING | {"facilitator": 403, "author": 409},
        "private_message": only("author", refused=404, status=409, facilitator=403),
        MISSING: entered(404),
    },
    "deliberation:history": {"message": entered(404), "private_message": entered(404), MISSING: entered(404)},
    "deliberation:fold": {
        "message": HIDING | {"facilitator": 200, "author": 200},
        "hidden_message": HIDING | {"facilitator": 409},
        "private_message": AUTHOR_AND_FACILITATION,
        MISSING: entered(404),
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
    "deliberation:move": behind(*FACILITATION, message=200, hidden_message=409),
    "deliberation:bring_back": behind(*FACILITATION, message=409, moved_message=200),
    "deliberation:remind": behind(*FACILITATION, message=403, steering_message=200),
    "deliberation:mode": behind(*FACILITATION, thread=200, private_thread=200),
    "deliberation:close_word": {
        "word": only("author", refused=404),
        "thread": entered(404),
        MISSING: entered(404),
    },
    # Nor do those that wait.
    "deliberation:help_waiting": {"submission": entered(404), MISSING: entered(404)},
    "deliberation:submission": {"submission": AUTHOR_AND_FACILITATION, MISSING: entered(404)},
    "deliberation:flagged": behind(*FACILITATION, flag=200),
    "deliberation:moderation_log": public(None),
    "deliberation:queue": {None: only(*FACILITATION)},
    "deliberation:my_word": {
        None: entered(404)
        | dict.fromkeys(("citizen", "support", "crd_agent", "mrc_resource"), 200)
        | dict.fromkeys(("author", "facilitator"), 302)
    },
    "deliberation:word_with": behind(*FACILITATION, citizen_person=200),
    "deliberation:ask_pause": behind(*FACILITATION, citizen_person=200),
    "deliberation:pause": {
        "pause": AUTHOR_AND_FACILITATION,
        "asked_pause": only("facilitator", refused=404),
        MISSING: entered(404),
    },
    "participation:appeal_message": {
        "hidden_of_author": AUTHOR,
        "message": only("author", refused=404, status=409),
        MISSING: entered(404),
    },
    "participation:appeal_submission": {
        "submission": only("author", refused=404, status=409),
        MISSING: entered(404),
    },
    # In their place, nobody has anything to ask.
    "participation:appeal_reason": {"reason": entered(404), MISSING: entered(404)},
    "participation:appeal_objection": {"open_objection": entered(404), MISSING: entered(404)},
    "participation:appeal_pause": {
        "pause": only("author", refused=404, status=409),
        "asked_pause": entered(404),
        MISSING: entered(404),
    },
    "participation:appeal": {"appeal": only("facilitator", refused=404), MISSING: entered(404)},
    "deliberation:state": {
        "thread": HIDING | {"facilitator": 200},
        "private_thread": only("facilitator", refused=404, author=403),
        "word": only("facilitator", "author", refused=404, status=403),
        MISSING: entered(404),
    },
}
