"""Other words for a text in discussion: proposed by a citizen, accepted or declined by its authors."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit
from common import text as words_of_people
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition
from participation.domain import circle, initiatives, stages, telling_of_texts
from participation.enums import AmendmentPart, AmendmentState
from participation.models import Amendment, Initiative
from participation.rules import amending, speaking
from participation.rules import sheet as sheets
from participation.rules.sheet import Sheet


def check_may_propose(*, by: Person, initiative: Initiative, now: datetime) -> None:
    """Refused as in `propose`, before anything is typed."""
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    circle.check_takes_part(by, now=now)
    voices.check_may_write(by, now)
    amending.check_may_propose(initiative, is_author=stages.is_author(by, initiative))


@transaction.atomic
def propose(
    *, by: Person, initiative: Initiative, part: str, words: str, why: str, now: datetime
) -> Amendment:
    """Other words for one part of the text of today, and why; its authors are told.

    Refused: anybody but citizens; an author; a step without discussion; the words of today; no reason; a second
    proposal of the same person for the same part while the first one waits (409).
    """
    check_may_propose(by=by, initiative=initiative, now=now)
    if part not in AmendmentPart.values:
        raise BadInput("part", _("Choose one of the answers."))
    words = words_of_people.plain(words)
    amending.check_words(sheets.current_sheet(initiative), part, words)
    assert initiative.current is not None
    try:
        with transaction.atomic():
            made = Amendment.objects.create(
                initiative=initiative,
                version=initiative.current,
                part=part,
                words=words,
                why=_reason(why, "why"),
                author=by,
                proposed_at=now,
            )
    except IntegrityError as error:
        raise IllegalTransition(
            "already_proposed", _("You already proposed a change to this part. Take it back first.")
        ) from error
    audit.record("amendment.proposed", by=by, subject=made, now=now, part=str(part))
    telling_of_texts.amendment_proposed(made, now=now)
    return made


def may_propose(*, by: Person, initiative: Initiative, now: datetime) -> bool:
    return initiatives.may(check_may_propose, by=by, initiative=initiative, now=now)


def check_may_accept(*, by: Person, amendment: Amendment, now: datetime) -> None:
    """Refused as in `accept`, before anything is typed."""
    amending.check_move(amendment.state, AmendmentState.ACCEPTED, _roles(by, amendment))
    initiatives.check_may_revise(by=by, initiative=amendment.initiative, now=now)


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
    initiative = Initiative.objects.get(pk=held.initiative_id)
    before = sheets.current_sheet(initiative)
    if amending.is_text(held.part):
        sheet = amending.amended(before, held.part, held.words)
    elif sheet is None:
        raise BadInput("sheet", _("Change the sheet itself: this part is not only words."))
    else:
        amending.check_carries(held.part, before=before, after=sheet)
    reason = words_of_people.plain(reason)[: amending.MAX_REASON]
    version = initiatives.revise(
        by=by, initiative=initiative, sheet=sheet, reason=reason or held.why, now=now
    )
    said = "" if reason == held.why else reason
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
    return Amendment.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=amendment.pk)


def _roles(by: Person, amendment: Amendment) -> set[str]:
    roles = {"amender"} if amendment.author_id == by.pk else set()
    return roles | ({"author"} if stages.is_author(by, amendment.initiative) else set())


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
