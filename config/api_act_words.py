"""What each act of the life of concerns, issues and initiatives does, for people: see `config.api_words`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

GROUPS: dict[str, Promise] = {
    "follow": gettext_lazy("Follow my concern by its number"),
    "groupings": gettext_lazy("Joining a concern to an issue"),
    "help-offers": gettext_lazy("Personal help"),
    "reports": gettext_lazy("Reports"),
    "reviews": gettext_lazy("The rules of the fund"),
}
SUMMARIES: dict[str, Promise] = {
    "concerns_withdraw": gettext_lazy("Take one's own concern back, until it goes to the Table."),
    "concerns_support_destroy": gettext_lazy("Take back one's « me too »."),
    "concerns_readers_update": gettext_lazy("Change who reads one's own concern."),
    "concerns_leave_issue": gettext_lazy("Take one's own concern out of its issue."),
    "concerns_reopen": gettext_lazy("« It starts again »: open one's own finished concern."),
    "concerns_to_read_list": gettext_lazy("What waits to be read. For facilitation."),
    "concerns_publish": gettext_lazy("Let the members read it. For facilitation."),
    "concerns_hold": gettext_lazy("Call its author before publishing. For facilitation."),
    "concerns_asks_help": gettext_lazy("Note that its author asked for personal help."),
    "concerns_refer": gettext_lazy("Send it to an MRC, or ask its author first. For facilitation."),
    "concerns_close": gettext_lazy("End it with a word to its author. For facilitation."),
    "concerns_help_offers_list": gettext_lazy("The help offered to the author of a concern."),
    "concerns_help_offers_create": gettext_lazy("Offer personal help; for support and facilitation."),
    "help_offers_answer": gettext_lazy("Say yes or no to the help that is offered."),
    "help_offers_done": gettext_lazy("Say that the help is given."),
    "follow_create": gettext_lazy("Where is my concern? By the number of its slip, without an account."),
    "groupings_list": gettext_lazy("What I am asked: could my concern join this issue?"),
    "groupings_answer": gettext_lazy("Say yes or no to joining an issue."),
    "groupings_note": gettext_lazy("Note what the author said, by phone or in person. For facilitation."),
    "issues_propose": gettext_lazy(
        "Ask the authors whether their concerns make one issue. For facilitation."
    ),
    "issues_groupings_list": gettext_lazy("What the authors answered. For facilitation."),
    "issues_share": gettext_lazy("The issue becomes everybody's. For facilitation."),
    "issues_vote_create": gettext_lazy("Announce a vote about a shared issue. For facilitation."),
    "initiatives_withdraw": gettext_lazy("Take one's own initiative back, until its vote opens."),
    "initiatives_support_destroy": gettext_lazy("Take back one's support."),
    "initiatives_versions_list": gettext_lazy("Every version of its text."),
    "initiatives_revise": gettext_lazy("Publish a new version, and say why. For its authors."),
    "initiatives_refer": gettext_lazy("Send an idea of one MRC there, or ask an author. For facilitation."),
    "initiatives_renewal_agreements_list": gettext_lazy("Which of the three groups agree, and since when."),
    "initiatives_renewal_agreements_create": gettext_lazy("Note that a group agrees. For facilitation."),
    "initiatives_carrier_update": gettext_lazy("Confirm which organisation carries it. For facilitation."),
    "initiatives_vote_create": gettext_lazy("Announce the vote on an initiative. For facilitation."),
    "initiatives_review_create": gettext_lazy("Answer on the rules of the fund. For the signatory."),
    "initiatives_agreement_create": gettext_lazy("Write that the agreement is signed. For the signatory."),
    "initiatives_start": gettext_lazy("It begins. For the organisation that carries it."),
    "initiatives_reports_create": gettext_lazy("Send a report. For the organisation that carries it."),
    "reports_answer": gettext_lazy("Say whether a report is whole. For the signatory."),
    "reviews_list": gettext_lazy("What waits for the check of the fund's rules. For the signatory."),
    "rule_changes_vote_create": gettext_lazy("Announce the vote on a change of rule. For facilitation."),
    "transmissions_vote_create": gettext_lazy("Announce the vote on a recommendation. For facilitation."),
}
