"""One's own account, for programs."""

from rest_framework import serializers

from accounts.enums import AccountEventKind, AgeGroup, ContactPath, IdentityPart
from accounts.rules.signing_up import UNDER_AGE


class SignUpSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=80, help_text="The borrowed name that others see.")
    login = serializers.CharField(max_length=80, help_text="The name to enter with; nobody else sees it.")
    pin = serializers.CharField(
        max_length=128,
        write_only=True,
        trim_whitespace=False,
        help_text="6 digits, or a password of 10 characters at least.",
    )
    territory = serializers.SlugField(max_length=80, help_text="The slug of an MRC.")
    age_group = serializers.ChoiceField(choices=[UNDER_AGE, *AgeGroup.values])
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    email = serializers.CharField(max_length=254, required=False, allow_blank=True, default="")


class SignedUpSerializer(serializers.Serializer):
    display_name = serializers.CharField()
    login = serializers.CharField()
    token = serializers.CharField(help_text="Send it as « Authorization: Token … ».")
    expires_at = serializers.DateTimeField()


class ContactSerializer(serializers.Serializer):
    """What is left out is erased, as on the page."""

    path = serializers.ChoiceField(choices=ContactPath.choices)
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    call_name = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    may_leave_message = serializers.BooleanField(required=False, default=False)
    postal_address = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")
    email = serializers.CharField(max_length=254, required=False, allow_blank=True, default="")


class DoorSerializer(serializers.Serializer):
    what = serializers.CharField(help_text="Names it for the address that closes it.")
    kind = serializers.ChoiceField(choices=["session", "program", "device"])
    name = serializers.CharField(help_text="Its kind and its browser, and nothing more.")
    since = serializers.DateTimeField(allow_null=True)
    is_here = serializers.BooleanField()


class ClosedSerializer(serializers.Serializer):
    closed = serializers.IntegerField()


class JournalLineSerializer(serializers.Serializer):
    id = serializers.IntegerField(allow_null=True, help_text="For « It was not me »; null for a look.")
    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=[*AccountEventKind.values, "look"])
    part = serializers.ChoiceField(choices=IdentityPart.values, allow_null=True)
    sentence = serializers.CharField(help_text="What happened, or what was looked at.")
    detail = serializers.CharField(allow_blank=True)
    is_mine = serializers.BooleanField(help_text="Done by the person themself.")
    who = serializers.CharField(allow_blank=True, help_text="The name and the badge of whoever works here.")
    may_say_not_me = serializers.BooleanField()


class NotMeSerializer(serializers.Serializer):
    pin = serializers.CharField(
        max_length=128,
        required=False,
        allow_blank=True,
        default="",
        write_only=True,
        trim_whitespace=False,
        help_text="The NIP of now, when it is the one that is disputed: then nobody enters with it any more.",
    )
