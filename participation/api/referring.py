"""Sending a text to the concertation of an MRC: at once when its author's accord was heard, else asked of them."""

from rest_framework import serializers
from rest_framework.request import Request

from common import clock
from participation.api.serializers import TerritoryField
from participation.domain import accords, concerns, initiatives
from participation.models import Concern, Initiative


class ReferSerializer(serializers.Serializer):
    """`accord_on`: the day its author agreed. Without it, they are asked, and nothing leaves before their yes."""

    territory = TerritoryField()
    plain_reason = serializers.CharField(max_length=300)
    accord_on = serializers.DateField(required=False, allow_null=True)


def refer_or_ask(request: Request, thing: Concern | Initiative) -> None:
    """Refused as `concerns.refer`, `initiatives.refer` and `accords.ask` say."""
    body = ReferSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    said = {"accord_on": None, **body.validated_data}
    to = {"territory": said["territory"], "plain_reason": said["plain_reason"]}
    if said["accord_on"] is None:
        accords.ask(by=request.user, thing=thing, now=clock.now(), **to)
    elif isinstance(thing, Concern):
        concerns.refer(by=request.user, concern=thing, accord_on=said["accord_on"], now=clock.now(), **to)
    else:
        initiatives.refer(
            by=request.user, initiative=thing, accord_on=said["accord_on"], now=clock.now(), **to
        )
