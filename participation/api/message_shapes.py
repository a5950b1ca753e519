"""A message of a thread as it is listed elsewhere than in its thread: the words its reader may read, where it is."""

from rest_framework import serializers


class ListedMessageSerializer(serializers.Serializer):
    """From what its reader sees: hidden words are not in the input. `thread` and `number` lead to it."""

    id = serializers.IntegerField(source="pk")
    thread = serializers.IntegerField(source="thread_id")
    number = serializers.IntegerField()
    author = serializers.CharField(source="author_name")
    role_label = serializers.CharField()
    text = serializers.CharField()
    content_note = serializers.CharField()
    posted_at = serializers.DateTimeField()
