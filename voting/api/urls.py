from django.urls import path

from voting.api import views

urlpatterns = [
    path("votes/", views.VoteList.as_view(), name="api-votes"),
    path("votes/<int:pk>/", views.VoteDetail.as_view(), name="api-vote"),
    path("votes/<int:pk>/cast/", views.VoteCast.as_view(), name="api-vote-cast"),
    path("votes/<int:pk>/result/", views.VoteResult.as_view(), name="api-vote-result"),
]
