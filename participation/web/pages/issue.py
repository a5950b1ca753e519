"""What the page of one issue shows. Signed out: numbers and MRC, no one's words."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain import people as people_verbs
from accounts.models import Person, Territory
from accounts.rules.capacity import Capacity
from common.dates import local_day
from common.typography import floor_of_five
from participation.domain import issue_versions
from participation.domain import issues as issue_verbs
from participation.domain.queries import concerns as concern_queries
from participation.domain.queries import issues as queries
from participation.domain.queries import season_votes as seasons
from participation.models import Concern, Issue
from participation.rules import outcome_words, visibility
from participation.web.pages import consultation, priorities, spokespersons, text_flags


def issue_page(issue: Issue, *, viewer: Person | AnonymousUser, capacity: Capacity, now: datetime) -> dict:
    is_member = visibility.sees_names(capacity)
    joined = list(queries.concerns_of(issue))
    places = list(issue.territories.all())
    count = len(places)
    asked = consultation.of_issue(issue, capacity, today=local_day(now))
    return {
        "asked": asked,
        "flag_url": text_flags.flag_url(issue, capacity),
        "beside": priorities.beside(issue, capacity),
        "lead": _("The Table asks us. We talk about it, then we answer.")
        if asked
        else _("We said it in « I ». We say it again in « we »."),
        "places": ngettext("%(count)d MRC", "%(count)d MRCs", count) % {"count": count},
        "concerns": [with_author(concern) for concern in joined] if is_member else [],
        "public_words": _public_words(joined, places) if joined or not asked else "",
        "thread_url": reverse("deliberation:thread", args=[issue.thread_id])
        if is_member and issue.thread_id
        else "",
        "links": [*_voted(issue), *_links(issue)],
        "text_url": _text_url(issue, viewer, now),
        "versions": queries.versions_of(issue).count(),
        "acts": _acts(issue, viewer, capacity, now),
    }


def _public_words(joined: list[Concern], places: list[Territory]) -> str:
    names = ", ".join(place.name for place in places)
    words = {"count": floor_of_five(len(joined)), "places": names}
    return _("%(count)s concerns, from people of %(places)s.") % words


def with_author(concern: Concern) -> Concern:
    """The concern with `shown_author`, the borrowed name or « Ancien membre », and how its words came."""
    concern.helped_line = concern_queries.helped_line(concern)
    concern.shown_author = people_verbs.shown_name(concern.author)
    return concern


def _voted(issue: Issue) -> list[dict]:
    """The last vote on this issue alone, with what comes next."""
    voted = issue.decisions.filter(recorded_at__isnull=False).select_related("vote", "issue")
    last = voted.order_by("-pk").first()
    if last is None:
        return []
    said = last.get_outcome_display() or last.vote.get_state_display()
    return [
        {
            "label": f"{said}. {outcome_words.next_of_question(last)}".strip(),
            "url": reverse("voting:vote", args=[last.vote_id]),
            "title": last.vote.question,
        }
    ]


def _links(issue: Issue) -> list[dict]:
    vote = seasons.vote_that_chose(issue)
    links = (
        [
            {
                "label": _("Chosen to start with:"),
                "url": reverse("voting:vote", args=[vote.pk]),
                "title": vote.title,
            }
        ]
        if vote is not None
        else []
    )
    links += [
        {
            "label": _("An initiative came from it:"),
            "url": reverse("participation:initiative", args=[initiative.pk]),
            "title": initiative.title,
        }
        for initiative in issue.initiatives.not_withdrawn().newest_first()
    ]
    links += [
        {
            "label": _("Sent to the Table:"),
            "url": reverse("participation:transmission", args=[sent.pk]),
            "title": sent.title,
        }
        for sent in issue.transmissions.sent().newest_first()
    ]
    return links + spokespersons.links(issue=issue.pk)


def _text_url(issue: Issue, viewer: Person | AnonymousUser, now: datetime) -> str:
    """The door of whoever may write the text today; none for the others."""
    may = isinstance(viewer, Person) and issue_versions.may_rewrite(by=viewer, issue=issue, now=now)
    return reverse("participation:issue_rewrite", args=[issue.pk]) if may else ""


def _acts(issue: Issue, viewer: Person | AnonymousUser, capacity: Capacity, now: datetime) -> list[dict]:
    if not capacity.is_facilitator or not isinstance(viewer, Person):
        return []
    acts = [
        {"url": reverse("participation:issue_share", args=[issue.pk]), "label": _("Work on this issue")},
        {"url": reverse("participation:priority_vote", args=[issue.pk]), "label": _("Vote on this priority")},
    ]
    if issue_verbs.may_close(by=viewer, issue=issue, now=now):
        url = reverse("participation:issue_close", args=[issue.pk])
        acts.append({"url": url, "label": _("End this issue")})
    return acts
