"""Refusals: a stable code for programs, a plain sentence for people."""

from django.utils.functional import Promise

Sentence = str | Promise


class Refused(Exception):
    """Someone asked for something the rules do not allow.

    `code` is what the program decides on; `sentence` is what the person reads.
    """

    status = 403

    def __init__(self, code: str, sentence: Sentence, *, status: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        if status is not None:
            self.status = status

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


class BadInput(Refused):
    """What was typed cannot be understood or kept as it is."""

    status = 422


class IllegalTransition(Refused):
    """The thing is no longer, or not yet, in a state that allows this."""

    status = 409


class Missing(Refused):
    """Not there, or not for this person: the answer is the same on purpose."""

    status = 404
