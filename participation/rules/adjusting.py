"""After an approval « sous réserve », what its authors may change for the rules of the fund, and what stays as approved."""

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput, IllegalTransition, Refused, Sentence
from participation.enums import ReviewResult
from participation.rules.sheet import Sheet, fields_of

# Asked before the vote is over, or after: the Espace's approval is never taken back by the answer.
WHAT_COMES: dict[str, Sentence] = {
    ReviewResult.TO_ADJUST: _("Its authors adjust what the fund's rules ask. The approval stays."),
    ReviewResult.NOT_ELIGIBLE: _(
        "The fund cannot pay it as it is written. Its authors may change it. The approval stays."
    ),
}
CHECKED_AGAIN = _("The signatory partner checks the rules of the fund. The approval stays.")


def check_may_adjust(*, is_author: bool, is_asked: bool) -> None:
    """Refused: somebody else's initiative; what the check did not ask to adjust."""
    if not is_author:
        raise Refused("authors_only", _("Only its authors change it. You can answer in the discussion."))
    if not is_asked:
        raise IllegalTransition("text_fixed", _("Its text cannot change at this step."))


def check_was_read(based_on: int, latest: int) -> None:
    """Refused (409): its authors published another version while the signatory read this one."""
    if based_on != latest:
        raise IllegalTransition(
            "text_moved", _("Its text changed while you were reading. Read it again before you answer.")
        )


def check_keeps_what_was_approved(approved: Sheet, *, before: Sheet, after: Sheet) -> None:
    """Refused: another name, idea, aims, kind or project kept going, other MRCs, more money from the fund, fewer people;
    no change."""
    was, now = fields_of(approved), fields_of(after)
    if now["title"] != was["title"]:
        raise BadInput("title", _("The Espace approved this name: it stays."))
    if (now["summary"], now["aims"]) != (was["summary"], was["aims"]):
        field = "aims" if now["summary"] == was["summary"] else "summary"
        raise BadInput(field, _("The Espace approved what it does and what it changes: these words stay."))
    if now["territory_slugs"] != was["territory_slugs"]:
        raise BadInput("territories", _("The Espace approved it for these MRCs: they stay."))
    if now["is_new"] != was["is_new"]:
        raise BadInput("kind", _("A new project stays new, and one that goes on stays so."))
    if now["kind"] != was["kind"]:
        raise BadInput("kind", _("The Espace approved this kind of project: it stays."))
    if now["renews"] != was["renews"]:
        raise BadInput("renews", _("The Espace approved which project it keeps going: it stays."))
    if (now["fund_cents"] or 0) > (was["fund_cents"] or 0):
        raise BadInput("fund_cents", _("The Espace approved an amount: you cannot ask the fund for more."))
    if (now["people_planned"] or 0) < (was["people_planned"] or 0):
        raise BadInput("people_planned", _("The Espace approved a number of people: it cannot reach fewer."))
    if now == fields_of(before):
        raise BadInput("nothing_changed", _("Change what was asked, then publish."))
