from django.urls import path

from voting.api import views

urlpatterns = [
    path("votes/", views.VoteList.as_view(), name="api-votes"),
    path("votes/<int:pk>/", views.VoteDetail.as_view(), name="api-vote"),
    path("votes/<int:pk>/cast/", views.VoteCast.as_view(), name="api-vote-cast"),
    path("votes/<int:pk>/right/", views.VoteRight.as_view(), name="api-vote-right"),
    path("votes/<int:pk>/board/", views.VoteBoard.as_view(), name="api-vote-board"),
    path("votes/<int:pk>/result/", views.VoteResult.as_view(), name="api-vote-result"),
]
