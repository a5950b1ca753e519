"""The quotes of a sending being prepared, each with where its consent is. Never whose words they are."""

from django.utils.translation import gettext_lazy

from participation.enums import GroupingAnswer
from participation.models import Transmission

CONSENT = {
    GroupingAnswer.WAITING: ("horloge", gettext_lazy("Their author did not answer yet.")),
    GroupingAnswer.ACCEPTED: ("coche", gettext_lazy("Their author agrees.")),
    GroupingAnswer.DECLINED: ("attention", gettext_lazy("Their author said no. Take it out.")),
}


def of_prepared(sent: Transmission) -> list[dict]:
    return [
        {
            "pk": one.pk,
            "words": one.words,
            "icon": CONSENT[GroupingAnswer(one.answer)][0],
            "consent": CONSENT[GroupingAnswer(one.answer)][1],
            "is_waiting": one.answer == GroupingAnswer.WAITING,
        }
        for one in sent.quotes.in_order()
    ]
