"""How the API behaves; imported by `config.settings`."""

from datetime import timedelta
from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # The token first: its challenge makes an unknown caller read 401, not 403.
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "common.pagination.Pages",
    "PAGE_SIZE": 20,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "common.refusals.api_exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "L'Espace",
    "DESCRIPTION": "L'Espace régional de participation citoyenne : préoccupations, fils, initiatives, votes, réponses.",
    "VERSION": "1",
    "LICENSE": {"name": "AGPL-3.0-or-later"},
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "AmendmentPartEnum": "participation.enums.AmendmentPart",
        "ConsultationKindEnum": "participation.enums.ConsultationKind",
        "AnswerKindEnum": "participation.api.table_shapes.KINDS",
        "AnswerStateEnum": "participation.enums.AnswerState",
        "ConcernStateEnum": "participation.enums.ConcernState",
        "ContactPathEnum": "accounts.enums.ContactPath",
        "EchoChoiceEnum": "participation.enums.EchoChoice",
        "FlagOutcomeEnum": "deliberation.enums.FlagOutcome",
        "FlagReasonEnum": "deliberation.enums.FlagReason",
        "InitiativeKindEnum": "participation.enums.InitiativeKind",
        "MessageStateEnum": "deliberation.api.serializers.STATES",
        "ResponseKindEnum": "participation.enums.ResponseKind",
        "TransmissionKindEnum": "participation.enums.TransmissionKind",
        "TransmissionStateEnum": "participation.enums.TransmissionState",
        "ViaEnum": "accounts.enums.Via",
        "VoteKindEnum": "voting.enums.VoteKind",
        "VoiceReasonEnum": "accounts.enums.VoiceReason",
    },
}

# Short: a token left on a shared computer must not outlive the day.
REST_KNOX: dict[str, Any] = {
    "TOKEN_TTL": timedelta(hours=10),
    "AUTO_REFRESH": False,
    "TOKEN_LIMIT_PER_USER": 10,
}
