"""What those who write a text together are told: a change is proposed, answered; somebody joins or leaves."""

from datetime import datetime

from accounts.models import Person
from participation.domain import notices
from participation.domain.queries import discussed, taking_part
from participation.domain.queries.paths import path_of_amendment, path_of_authors
from participation.enums import AuthorsNews, NoticeKind
from participation.models import Amendment, AuthorInvitation, Initiative, RuleChangeVersion
from participation.rules.notice_words import ANOTHER_VALUE, PASSED_OVER


def amendment_proposed(amendment: Amendment, *, now: datetime) -> None:
    """To each author: somebody proposes other words."""
    notices.tell(
        people_to_tell=discussed.author_ids(amendment.subject),
        kind=NoticeKind.AMENDMENT,
        event=f"amendment:{amendment.pk}",
        state=amendment.state,
        title=discussed.title_of(amendment.subject, at=now),
        link=path_of_amendment(amendment),
        by=amendment.author,
        now=now,
    )


def amendment_passed_over(amendment: Amendment, *, now: datetime) -> None:
    """To whoever proposed it: the text went on, without an answer."""
    notices.tell(
        people_to_tell=[amendment.author_id],
        kind=NoticeKind.AMENDMENT,
        event=f"amendment:{amendment.pk}:passed",
        state=PASSED_OVER,
        title=discussed.title_of(amendment.subject, at=now),
        link=path_of_amendment(amendment),
        now=now,
    )


def amendment_answered(amendment: Amendment, *, now: datetime) -> None:
    """To whoever proposed it, with the reason; the authors no longer have to be told of it."""
    notices.replace(event=f"amendment:{amendment.pk}")
    notices.tell(
        people_to_tell=[amendment.author_id],
        kind=NoticeKind.AMENDMENT,
        event=f"amendment:{amendment.pk}:{amendment.state}",
        state=amendment.state,
        title=discussed.title_of(amendment.subject, at=now),
        words=amendment.answer_reason,
        link=path_of_amendment(amendment),
        by=amendment.answered_by,
        now=now,
    )


def value_changed(version: RuleChangeVersion, *, by: Person, now: datetime) -> None:
    """To those who support a change of rule: it now proposes another value."""
    change = version.change
    notices.tell(
        people_to_tell=taking_part.supporters(rule_change=change),
        kind=NoticeKind.RULE,
        event=f"rule_change:{change.pk}:value:{version.number}",
        state=ANOTHER_VALUE,
        title=discussed.title_of(change, at=now),
        link=discussed.path_of(change),
        is_own=False,
        by=by,
        now=now,
    )


def author_joined(initiative: Initiative, *, by: Person, now: datetime) -> None:
    """To the other authors."""
    _tell_authors(initiative, AuthorsNews.JOINED, by=by, now=now)


def author_left(initiative: Initiative, *, by: Person, now: datetime) -> None:
    """To those who still write it."""
    _tell_authors(initiative, AuthorsNews.LEFT, by=by, now=now)


def invitation_declined(invitation: AuthorInvitation, *, by: Person, now: datetime) -> None:
    """To whoever invited; who said no is not told."""
    notices.tell(
        people_to_tell=[invitation.invited_by_id],
        kind=NoticeKind.AUTHORS,
        event=f"invitation:{invitation.pk}",
        state=AuthorsNews.DECLINED,
        title=invitation.initiative.title,
        link=path_of_authors(invitation.initiative),
        by=by,
        now=now,
    )


def _tell_authors(initiative: Initiative, news: AuthorsNews, *, by: Person, now: datetime) -> None:
    notices.tell(
        people_to_tell=initiative.authors.values_list("pk", flat=True),
        kind=NoticeKind.AUTHORS,
        event=f"authors:{initiative.pk}:{news}:{by.pk}:{now:%Y%m%d%H%M%S}",
        state=news,
        title=initiative.title,
        link=path_of_authors(initiative),
        by=by,
        now=now,
    )
