"""What each role does here, what it never does, and who gives it: in plain words, beside the code that holds it.

The page « Qui fait quoi ici » shows these rows; a test compares them with the doors.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role


@dataclass(frozen=True)
class RoleWords:
    """`power` in one sentence; `does` and `never` in short ones; `given` says by which act one becomes it."""

    role: Role
    power: Promise
    does: tuple[Promise, ...]
    never: tuple[Promise, ...]
    given: Promise


DOES_NOT_VOTE = _("Votes, or writes for somebody what they did not say.")
SECONDS_WELCOMES = _("Is the second of two people for a welcome.")
BY_ADMINISTRATION = _("The administration gives it, on a day, with a reason.")
BY_TWO = _("By two people of two employers, on a day, with a reason.")

ROLES = (
    RoleWords(
        Role.CITIZEN,
        _("Decides. Nobody else does."),
        (_("Says what they live, and discusses."), _("Proposes initiatives, and votes.")),
        (_("Sees who somebody is."), _("Has another role here on the same day.")),
        _("By a welcome talk. We ask for no proof."),
    ),
    RoleWords(
        Role.FACILITATOR,
        _("Makes it possible to talk, and to be heard."),
        (
            _("Gives cards and holds the welcome talks."),
            _("Reads concerns before they are published, and takes care of threads."),
            _("Sends to the Table what the Espace decided."),
            _("Sees how to reach people, to tell them things: each look is in their journal."),
        ),
        (DOES_NOT_VOTE, _("Knows a NIP, or enters in somebody's place.")),
        BY_TWO,
    ),
    RoleWords(
        Role.SUPPORT,
        _("Accompanies people."),
        (
            _("Reads and writes in the threads, with a badge."),
            _("Helps to say, with the person's agreement."),
            _("Sees how to reach people, to tell them things: each look is in their journal."),
            _("Is the second of two people for a welcome or a new NIP code."),
        ),
        (DOES_NOT_VOTE, _("Hides the words of others.")),
        BY_ADMINISTRATION,
    ),
    RoleWords(
        Role.CRD_AGENT,
        _("Prepares the files for the Table."),
        (_("Reads what members read."), _("Prepares what leaves for the Table."), SECONDS_WELCOMES),
        (DOES_NOT_VOTE, _("Gives cards, or opens accounts.")),
        BY_ADMINISTRATION,
    ),
    RoleWords(
        Role.MRC_RESOURCE,
        _("Makes the link with an MRC."),
        (
            _("Reads what members read."),
            _("Is the person to talk to in that MRC."),
            _("Helps to say, with the person's agreement."),
            SECONDS_WELCOMES,
        ),
        (DOES_NOT_VOTE, _("Gives cards, or opens accounts.")),
        BY_ADMINISTRATION,
    ),
    RoleWords(
        Role.SIGNATORY,
        _("Checks the rules of the fund."),
        (_("Answers whether an initiative follows the rules of the fund."), _("Signs the agreements.")),
        (DOES_NOT_VOTE, _("Reads the threads of the members.")),
        BY_ADMINISTRATION,
    ),
    RoleWords(
        Role.TABLE_MEMBER,
        _("Answers the Espace in public."),
        (_("Receives what the Espace sends."), _("Answers, with reasons, before a date.")),
        (_("Approves or refuses a decision of the Espace."), _("Reads the threads of the members.")),
        BY_ADMINISTRATION,
    ),
    RoleWords(
        Role.CARRIER,
        _("Carries out an initiative."),
        (_("Says where the initiative stands, and accounts for it."),),
        (DOES_NOT_VOTE, _("Reads the threads of the members.")),
        BY_ADMINISTRATION,
    ),
    RoleWords(
        Role.SCRUTINEER,
        _("Opens the urns, with the other scrutineers."),
        (_("Keeps a phrase of 24 words."), _("Gives their part of the total, once a vote is closed.")),
        (DOES_NOT_VOTE, _("Opens an urn alone.")),
        BY_ADMINISTRATION,
    ),
    RoleWords(
        Role.ADMIN,
        _("Keeps the accounts in order."),
        (_("Gives and ends roles."), _("Takes away a lost second step.")),
        (DOES_NOT_VOTE, _("Sees a ballot, a thread or a concern.")),
        BY_TWO,
    ),
)
