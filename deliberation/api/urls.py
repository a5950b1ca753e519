from django.urls import path

from deliberation.api.views import MessageList, ThreadDetail, ThreadList

app_name = "deliberation-api"

urlpatterns = [
    path("threads/", ThreadList.as_view(), name="threads"),
    path("threads/<int:pk>/", ThreadDetail.as_view(), name="thread"),
    path("threads/<int:pk>/messages/", MessageList.as_view(), name="messages"),
]
