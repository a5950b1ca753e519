"""What waits to be told, as lines, cards and groups of people; the words are in `participation.rules.notice_words`."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import ContactPath
from accounts.models import ContactDetails
from accounts.rules.visibility import shown_name
from common import dates
from participation.domain.queries.notices import ToTell
from participation.enums import NoticeKind, TalkNews
from participation.models import Notice
from participation.rules import notices as rules
from participation.rules.notice_words import about, sentence, words

WAY_WORDS = {
    rules.UNKNOWN: ("c-rose", "attention", gettext_lazy("We do not know how to reach them")),
    ContactPath.PHONE: ("c-ochre", "tel", gettext_lazy("To call")),
    ContactPath.POST: ("c-river", "courrier", gettext_lazy("To post")),
    ContactPath.MEETING: ("c-moss", "ronde", gettext_lazy("To tell at a meeting")),
}


def lines(
    notices: Iterable[Notice], *, sees_private: bool, on_paper: bool = False, is_for_them: bool = False
) -> list[dict]:
    return [
        {
            "sentence": sentence(one, sees_private=sees_private, on_paper=on_paper, is_for_them=is_for_them),
            "about": about(one, sees_private=sees_private, on_paper=on_paper),
            "words": words(one, sees_private=sees_private, on_paper=on_paper, is_for_them=is_for_them),
            "on": one.created_at,
            "link": one.link if is_for_them else "",
            "talk_url": one.link if sees_private and not on_paper and _is_read_by_facilitation(one) else "",
            "is_vote": one.vote_id is not None,
            "outcome": one.get_outcome_display(),
            "delivered_at": one.delivered_at,
        }
        for one in notices
    ]


def _is_read_by_facilitation(one: Notice) -> bool:
    """A thread or a round that the caller opens to say it whole; what somebody was drawn to read again is theirs."""
    return one.kind == NoticeKind.TALK and one.state != TalkNews.DRAWN


def letters_sent(posted: Iterable[Notice]) -> list[dict]:
    """What was posted to one person in one go is one letter."""
    sent: dict[tuple, dict] = {}
    for one in posted:
        letter = sent.setdefault(
            (one.person_id, one.delivered_at),
            {
                "person": one.person,
                "name": shown_name(one.person),
                "on": one.delivered_at,
                "pks": [],
                "lines": [],
            },
        )
        letter["pks"].append(one.pk)
        letter["lines"] += lines([one], sees_private=False, on_paper=True)
    return list(sent.values())


def clock(due_on: date, today: date) -> tuple[str, str]:
    """Family and words of a day to tell it by."""
    late = dates.days_between(due_on, today)
    if late > 0:
        return "c-rose", _("Late for %(days)s") % {"days": dates.duration(late)}
    return ("c-ochre" if late > -2 else "c-river"), _("By %(when)s") % {"when": dates.day(due_on)}


def item(one: ToTell, *, today: date, sees_private: bool) -> dict:
    """One person on the list: how long they have waited, and what there is to tell them."""
    family, clock_words = clock(one.due_on, today)
    _family, icon, _title = WAY_WORDS[one.way]
    last = one.tries[0] if one.tries else None
    return {
        "family": family,
        "clock": clock_words,
        "icon": icon,
        "name": shown_name(one.person),
        "place": one.person.territory.name if one.person.territory else _("no fixed address"),
        "lines": lines(one.notices, sees_private=sees_private),
        "last": _last(last) if last else "",
        "url": reverse("participation:tell_person", args=[one.person.pk]),
        "action": _action(one.way),
    }


def _last(tried) -> str:
    said = {"what": tried.get_outcome_display(), "when": dates.day_time(tried.at)}
    return _("Last try: %(what)s, %(when)s.") % said


def _action(way: str) -> str:
    return {
        rules.UNKNOWN: _("See what we can do"),
        ContactPath.PHONE: _("Make the call"),
        ContactPath.POST: _("Prepare the letter"),
        ContactPath.MEETING: _("Tell it"),
    }[way]


def groups(found: list[ToTell], *, today: date, sees_private: bool) -> list[dict]:
    """By way; who cannot be reached first."""
    made = []
    for way, (_family, icon, title) in WAY_WORDS.items():
        people = [item(one, today=today, sees_private=sees_private) for one in found if one.way == way]
        if people:
            made.append({"way": str(way), "title": title, "icon": icon, "people": people})
    return made


def reach(details: ContactDetails | None) -> dict:
    """How to reach the person, once the look is written in their journal."""
    phone = details.phone if details else ""
    return {
        "phone": phone,
        "phone_link": quote("".join(sign for sign in phone if sign.isdigit() or sign == "+")),
        "call_name": details.call_name if details else "",
        "may_leave_message": bool(details and details.may_leave_message),
        "address": details.postal_address if details else "",
    }


def facts(found: list[ToTell], *, told_this_month: int) -> list[dict]:
    def count(way: str) -> int:
        return sum(1 for one in found if one.way == way)

    return [
        {"label": capfirst(_("To call")), "value": count(ContactPath.PHONE)},
        {"label": _("To post"), "value": count(ContactPath.POST)},
        {"label": _("To tell at a meeting"), "value": count(ContactPath.MEETING)},
        {"label": _("Told this month"), "value": told_this_month},
    ]
