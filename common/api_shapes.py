"""The shape of every API error, for the schema: see `common.refusals`, which writes them."""

from rest_framework import serializers


class RefusalSerializer(serializers.Serializer[dict[str, str]]):
    """A refusal: `code` is for programs, `sentence` for people."""

    code = serializers.CharField()
    sentence = serializers.CharField()


class HelpLineSerializer(serializers.Serializer):
    """A number to call at once."""

    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    number = serializers.CharField(read_only=True)


class BadInputSerializer(RefusalSerializer):
    """What was sent needs a second look; `fields` says where."""

    fields = serializers.DictField(required=False)  # type: ignore[assignment]
