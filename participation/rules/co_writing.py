"""Who writes an initiative: who invites, who joins, who leaves."""

import re
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput, IllegalTransition, Refused
from participation.models import Initiative
from participation.rules import revising

CODE_DIGITS = 9
# A week: time for a call, and for a lift to the library.
LIFE = timedelta(days=7)


def check_code_digits(text: str) -> str:
    """The nine digits, without what was put between them."""
    digits = re.sub(r"[\s\u00a0.-]", "", text)
    if not re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", digits):
        raise BadInput("code", _("An invitation code has 9 digits."))
    return digits


def check_may_invite(initiative: Initiative, *, is_author: bool) -> None:
    """Refused: somebody else's text; a text being checked, voted or carried out."""
    if not is_author:
        raise Refused("authors_only", _("Only an author invites others to write."))
    _check_is_written(initiative)


def check_may_join(initiative: Initiative, *, is_author: bool) -> None:
    """Refused: who already writes it; a text that nobody writes now."""
    if is_author:
        raise IllegalTransition("already_author", _("You already write this initiative."))
    _check_is_written(initiative)


def check_may_leave(*, is_author: bool, authors: int) -> None:
    """Refused: who does not write it; the last one."""
    if not is_author:
        raise Refused("authors_only", _("You are not one of its authors."))
    if authors < 2:
        raise IllegalTransition(
            "last_author", _("You write it alone. Invite somebody first, or withdraw the initiative.")
        )


def may_invite(initiative: Initiative, *, is_author: bool) -> bool:
    try:
        check_may_invite(initiative, is_author=is_author)
    except Refused:
        return False
    return True


def _check_is_written(initiative: Initiative) -> None:
    if initiative.state not in revising.FREE | revising.BACK_TO_DISCUSSION:
        raise IllegalTransition("text_fixed", _("Its text cannot change at this step."))
