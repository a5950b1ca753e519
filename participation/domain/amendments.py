"""Other words for a text in discussion: proposed by a citizen, accepted or declined by its authors.

The text is an initiative's, or a change of rule's (another value, another reason).
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit
from common import text as words_of_people
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Refused
from common.record_words import in_the_espaces_language
from participation.domain import circle, initiatives, rule_changes, stages, telling_of_texts
from participation.domain.queries import discussed
from participation.domain.queries import rules as rule_queries
from participation.enums import AmendmentPart, AmendmentState
from participation.models import Amendment, Initiative, RuleChange
from participation.models.amendment import OF_A_RULE
from participation.rules import amending, rule_wording, speaking
from participation.rules import sheet as sheets
from participation.rules.defaults import ADOPTION
from participation.rules.discussed import Subject
from participation.rules.sheet import Sheet


def check_may_propose(*, by: Person, subject: Subject, now: datetime) -> None:
    """Refused as in `propose`, before anything is typed."""
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    circle.check_takes_part(by, now=now)
    voices.check_may_write(by, now)
    amending.check_may_propose(subject, is_author=stages.is_author(by, subject))


@transaction.atomic
def propose(
    *, by: Person, initiative: Initiative, part: str, words: str, why: str, now: datetime
) -> Amendment:
    """Other words for one part of the text of today, and why; its authors are told.

    Refused: anybody but citizens; an author; a step without discussion; the words of today; no reason; a second
    proposal of the same person for the same part while the first one waits (409).
    """
    check_may_propose(by=by, subject=initiative, now=now)
    if part not in amending.OF_A_SHEET:
        raise BadInput("part", _("Choose one of the answers."))
    words = words_of_people.plain(words)
    amending.check_words(sheets.current_sheet(initiative), part, words)
    assert initiative.current is not None
    text = {"initiative": initiative, "version": initiative.current, "words": words}
    return _propose(by=by, part=part, why=why, now=now, **text)


@transaction.atomic
def propose_to_rule(
    *, by: Person, change: RuleChange, part: str, why: str, now: datetime, value: Any = None, words: str = ""
) -> Amendment:
    """Another value for the same rule (`value`), or another reason (`words`), and why; whoever proposed it is told.

    Refused: anybody but citizens; whoever proposed it; a step without discussion; a value as in
    `rule_changes.check_value`, or the one proposed today; the reason of today; no why; a second proposal of the same
    person for the same part while the first one waits (409).
    """
    held = RuleChange.objects.select_for_update().get(pk=change.pk)
    check_may_propose(by=by, subject=held, now=now)
    if part not in OF_A_RULE or (part == AmendmentPart.VALUE and held.key == ADOPTION):
        raise BadInput("part", _("Choose one of the answers."))
    if part == AmendmentPart.VALUE:
        if value is None:
            raise BadInput("value", _("Write what you propose."))
        rule = rule_queries.current(now)[held.key]
        rule_changes.check_value(rule, value, now=now)
        if value == held.proposed_value:
            raise BadInput("value", _("This is what is proposed today. Change something."))
        words = in_the_espaces_language(lambda: rule_wording.words_of(rule, value))[: amending.MAX_WORDS]
    else:
        value, words = None, words_of_people.plain(words)
        amending.check_words_of_rule(words, today=held.reason)
    text = {"rule_change": held, "rule_version": discussed.wording_of(held), "words": words}
    return _propose(by=by, part=part, why=why, now=now, value=value, **text)


def _propose(*, by: Person, part: str, why: str, now: datetime, **text: Any) -> Amendment:
    why = _reason(why, "why")
    try:
        with transaction.atomic():
            made = Amendment.objects.create(part=part, why=why, author=by, proposed_at=now, **text)
    except IntegrityError as error:
        if not Amendment.objects.waiting().filter(part=part, author=by, **_of(text)).exists():
            raise
        raise IllegalTransition(
            "already_proposed", _("You already proposed a change to this part. Take it back first.")
        ) from error
    audit.record("amendment.proposed", by=by, subject=made, now=now, part=str(part))
    telling_of_texts.amendment_proposed(made, now=now)
    return made


def _of(text: dict[str, Any]) -> dict[str, Any]:
    return {name: text[name] for name in ("initiative", "rule_change") if name in text}


def may_propose(*, by: Person, subject: Subject, now: datetime) -> bool:
    try:
        check_may_propose(by=by, subject=subject, now=now)
    except Refused:
        return False
    return True


def check_may_accept(*, by: Person, amendment: Amendment, now: datetime) -> None:
    """Refused as in `accept`, before anything is typed."""
    amending.check_move(amendment.state, AmendmentState.ACCEPTED, _roles(by, amendment))
    subject = amendment.subject
    if isinstance(subject, RuleChange):
        rule_changes.check_may_revise(by=by, change=subject, now=now)
    else:
        initiatives.check_may_revise(by=by, initiative=subject, now=now)


@transaction.atomic
def accept(
    *, by: Person, amendment: Amendment, now: datetime, reason: str = "", sheet: Sheet | None = None
) -> Amendment:
    """An author says yes: a new version carries it, with the amender's reason or theirs. Of an older text: put in today's.

    `sheet`: the whole new sheet, for a part that is not text. Refused: anybody but an author; already answered; a text
    that may not change now; a sheet that leaves the part as it was.
    """
    held = _held(amendment)
    amending.check_move(held.state, AmendmentState.ACCEPTED, _roles(by, held))
    reason = words_of_people.plain(reason)[: amending.MAX_REASON]
    said = "" if reason == held.why else reason
    if held.rule_change is not None:
        # Held before it is read: of two answers at once, the second one keeps what the first one changed.
        change = RuleChange.objects.select_for_update().get(pk=held.rule_change.pk)
        reworded = rule_changes.revise(
            by=by, change=change, because=reason or held.why, now=now, **_put_in(held, change)
        )
        return _settle(
            held, AmendmentState.ACCEPTED, by=by, now=now, answer_reason=said, rule_resulting=reworded
        )
    assert held.initiative is not None
    initiative = Initiative.objects.select_for_update().get(pk=held.initiative.pk)
    before = sheets.current_sheet(initiative)
    if amending.is_text(held.part):
        sheet = amending.amended(before, held.part, held.words)
    elif sheet is None:
        raise BadInput("sheet", _("Change the sheet itself: this part is not only words."))
    else:
        amending.check_carries(held.part, before=before, after=sheet)
    version = initiatives.revise(
        by=by, initiative=initiative, sheet=sheet, reason=reason or held.why, now=now
    )
    return _settle(held, AmendmentState.ACCEPTED, by=by, now=now, answer_reason=said, resulting=version)


@transaction.atomic
def decline(*, by: Person, amendment: Amendment, reason: str, now: datetime) -> Amendment:
    """An author says no, and why. Refused: anybody but an author; already answered; no reason."""
    held = _held(amendment)
    amending.check_move(held.state, AmendmentState.DECLINED, _roles(by, held))
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    voices.check_may_write(by, now)
    return _settle(held, AmendmentState.DECLINED, by=by, now=now, answer_reason=_reason(reason, "reason"))


@transaction.atomic
def withdraw(*, by: Person, amendment: Amendment, now: datetime) -> Amendment:
    """Whoever proposed it takes it back, until it is answered."""
    held = _held(amendment)
    amending.check_move(held.state, AmendmentState.WITHDRAWN, _roles(by, held))
    return _settle(held, AmendmentState.WITHDRAWN, by=by, now=now)


def _held(amendment: Amendment) -> Amendment:
    """Of two answers at once, the second one finds the first."""
    found = Amendment.objects.select_for_update(of=("self",)).select_related("initiative", "rule_change")
    return found.get(pk=amendment.pk)


def _put_in(amendment: Amendment, change: RuleChange) -> dict[str, Any]:
    """What the proposal says with this change, in the place of what it says today."""
    if amendment.part == AmendmentPart.VALUE:
        return {"value": amendment.value, "reason": change.reason}
    return {"value": change.proposed_value, "reason": amendment.words}


def _roles(by: Person, amendment: Amendment) -> set[str]:
    roles = {"amender"} if amendment.author_id == by.pk else set()
    return roles | ({"author"} if stages.is_author(by, amendment.subject) else set())


def _settle(
    amendment: Amendment, to: AmendmentState, *, by: Person, now: datetime, **answer: Any
) -> Amendment:
    fields = {"state": to, "answered_by": by, "answered_at": now, **answer}
    for name, value in fields.items():
        setattr(amendment, name, value)
    amendment.save(update_fields=list(fields))
    audit.record(f"amendment.{to.name.lower()}", by=by, subject=amendment, now=now)
    telling_of_texts.amendment_answered(amendment, now=now)
    return amendment


def _reason(text: str, field: str) -> str:
    text = words_of_people.plain(text)[: amending.MAX_REASON]
    if not text:
        raise BadInput(field, _("Say why in one sentence."))
    return text
