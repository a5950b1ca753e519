"""What is told in the threads of a thing, beside what is told to each person."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common.record_words import in_the_espaces_language
from deliberation.domain import thread_news
from deliberation.models import Thread
from participation.domain.queries import taking_part
from participation.domain.queries.paths import path_of
from participation.enums import ConcernState
from participation.models import Concern, TableResponse, Transmission

ANSWERED, CORRECTED = _("The Table answered"), _("The Table corrected its answer")


def table_answered(response: TableResponse, *, now: datetime) -> None:
    """« La Table a répondu », in its plain words, where people talk of what was sent."""
    title = CORRECTED if response.corrects_id else ANSWERED
    thread_news.say(
        threads=threads_of(response.transmission),
        event=f"answer:{response.pk}",
        title=in_the_espaces_language(lambda: title),
        words=response.plain_words,
        link=path_of(response.transmission),
        now=now,
    )


def threads_of(transmission: Transmission) -> list[Thread]:
    """The thread of its source; also those of the concerns that joined the issue, or that the initiative came from, and
    were not taken back."""
    source = transmission.initiative or transmission.issue or transmission.concern
    found = [source.thread] if source is not None else []
    if transmission.initiative is not None:
        said = taking_part.came_from(transmission.initiative)
    elif transmission.issue is not None:
        said = transmission.issue.concerns.exclude(state=ConcernState.WITHDRAWN)
    else:
        said = Concern.objects.none()
    found += [concern.thread for concern in said.select_related("thread").order_by("pk")]
    return [thread for thread in found if thread is not None]
