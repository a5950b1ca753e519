"""The three tasks of a session with citizens. The words the person reads and what counts as done go together."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

PEOPLE = 5
MINUTES = 10


@dataclass(frozen=True)
class Task:
    """`ask` is read to the person, word for word; `done` is what the observer looks for."""

    title: str | Promise
    ask: str | Promise
    done: str | Promise


TASKS = (
    Task(
        title=gettext_lazy("Say a concern"),
        ask=gettext_lazy("Getting to the food bank takes two hours by bus. Say it in the Espace."),
        done=gettext_lazy("The page « Thank you » with its number is on the screen."),
    ),
    Task(
        title=gettext_lazy("Vote"),
        ask=gettext_lazy("A vote is open. Read the question and give your choice."),
        done=gettext_lazy("The page says that the vote is received."),
    ),
    Task(
        title=gettext_lazy("Find the Table's answer"),
        ask=gettext_lazy("The Espace asked for forms that people can read. Find what the Table answered."),
        done=gettext_lazy("The person reads the answer aloud, or says it in their words."),
    ),
)
