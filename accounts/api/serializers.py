from rest_framework import serializers

from accounts.enums import Role


class EnterSerializer(serializers.Serializer):
    login = serializers.CharField(max_length=80, help_text="A card number (8 digits) or a login name.")
    pin = serializers.CharField(max_length=128, write_only=True, trim_whitespace=False)
    code = serializers.CharField(
        max_length=40,
        write_only=True,
        required=False,
        allow_blank=True,
        default="",
        help_text="For whoever works here: the 6 digits of the application, or a recovery code of 10 digits.",
    )


class TokenSerializer(serializers.Serializer):
    token = serializers.CharField(help_text="Send it as « Authorization: Token … ».")
    expires_at = serializers.DateTimeField()


class TerritorySerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()


class MeSerializer(serializers.Serializer):
    display_name = serializers.CharField()
    territory = TerritorySerializer(allow_null=True)
    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.choices))
