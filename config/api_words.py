"""What each operation of the API does, for people: the schema itself stays in English, for programs.

A new operation without its words here fails `tests/api/test_docs.py`.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

GROUPS: dict[str, Promise] = {
    "concerns": gettext_lazy("Concerns"),
    "initiatives": gettext_lazy("Initiatives"),
    "me": gettext_lazy("Who I am"),
    "threads": gettext_lazy("Threads"),
    "token": gettext_lazy("Enter and leave"),
    "transmissions": gettext_lazy("What goes to the Table"),
    "votes": gettext_lazy("Votes"),
}
SUMMARIES: dict[str, Promise] = {
    "concerns_list": gettext_lazy("The concerns this person may read, newest first."),
    "concerns_create": gettext_lazy("Say a concern."),
    "concerns_retrieve": gettext_lazy("One concern."),
    "concerns_support_create": gettext_lazy("« Me too »: support a concern."),
    "initiatives_list": gettext_lazy("The initiatives, newest first."),
    "initiatives_create": gettext_lazy("Propose an initiative."),
    "initiatives_retrieve": gettext_lazy("One initiative."),
    "initiatives_support_create": gettext_lazy("Support an initiative."),
    "me_retrieve": gettext_lazy("What others see of me, and what I may do today."),
    "threads_list": gettext_lazy("The threads this person reads, latest first."),
    "threads_retrieve": gettext_lazy("One thread."),
    "threads_messages_list": gettext_lazy("The messages after a number, in order."),
    "threads_messages_create": gettext_lazy("Write in a thread."),
    "token_create": gettext_lazy(
        "Enter. Five wrong tries in five minutes, then one waits. It lasts 10 hours."
    ),
    "token_destroy": gettext_lazy("Leave."),
    "transmissions_list": gettext_lazy("What was sent to the Table and its answers, without names."),
    "transmissions_retrieve": gettext_lazy("One sending, with its answers."),
    "votes_list": gettext_lazy("The votes announced, open and over, latest first."),
    "votes_retrieve": gettext_lazy("One vote."),
    "votes_cast": gettext_lazy("Vote. Until the end, the last choice counts."),
    "votes_result": gettext_lazy("The result, once the vote is over. Visitors read « fewer than 5 »."),
}
STATUSES: dict[str, Promise] = {
    "200": gettext_lazy("It is done."),
    "201": gettext_lazy("It is made."),
    "204": gettext_lazy("It is done, there is nothing to read."),
    "400": gettext_lazy("The request could not be read."),
    "401": gettext_lazy("Enter first."),
    "403": gettext_lazy("Not for you, or not now."),
    "404": gettext_lazy("It is not here."),
    "409": gettext_lazy("Its state does not allow it."),
    "415": gettext_lazy("Send JSON."),
    "422": gettext_lazy("An answer needs a second look."),
    "429": gettext_lazy("Too many tries. Wait a little."),
}
KINDS: dict[str, Promise] = {
    "string": gettext_lazy("text"),
    "integer": gettext_lazy("whole number"),
    "boolean": gettext_lazy("yes or no"),
    "array": gettext_lazy("list"),
    "object": gettext_lazy("several answers"),
}
