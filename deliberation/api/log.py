"""« What moderation did », for anybody: no name, no words."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer
from deliberation.api.waiting_shapes import LogPageSerializer, LogSerializer
from deliberation.domain.queries import moderation_log


class ModerationLog(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="moderation_log_retrieve",
        summary="The public log of moderation: what, why, which day; never who nor whose",
        parameters=[LogPageSerializer],
        responses={200: LogSerializer, 422: BadInputSerializer},
    )
    def get(self, request: Request) -> Response:
        asked = LogPageSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data.get("page")
        told = moderation_log.told(capacity_of(request), now=clock.now(), wanted=wanted)
        return Response(LogSerializer(told).data)
