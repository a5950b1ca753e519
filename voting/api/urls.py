from django.urls import path

from voting.api import around, contests, desks, views

urlpatterns = [
    path("votes/", views.VoteList.as_view(), name="api-votes"),
    path("votes/<int:pk>/", views.VoteDetail.as_view(), name="api-vote"),
    path("votes/<int:pk>/cast/", views.VoteCast.as_view(), name="api-vote-cast"),
    path("votes/<int:pk>/right/", views.VoteRight.as_view(), name="api-vote-right"),
    path("votes/<int:pk>/board/", views.VoteBoard.as_view(), name="api-vote-board"),
    path("votes/<int:pk>/result/", views.VoteResult.as_view(), name="api-vote-result"),
    path("votes/<int:pk>/step-back/", around.VoteStepBack.as_view(), name="api-vote-step-back"),
    path("votes/<int:pk>/remark/", around.VoteRemark.as_view(), name="api-vote-remark"),
    path("votes/<int:pk>/by-post/", around.VoteByPost.as_view(), name="api-vote-by-post"),
    path("votes/<int:pk>/paper/", desks.PaperDesk.as_view(), name="api-vote-paper"),
    path("votes/<int:pk>/paper/count/", desks.PaperTotals.as_view(), name="api-vote-paper-count"),
    path("votes/<int:pk>/paper/by-post/", desks.AskedByPost.as_view(), name="api-vote-paper-by-post"),
    path("votes/<int:pk>/key-part/", desks.KeyPart.as_view(), name="api-vote-key-part"),
    path("votes/<int:pk>/joint-acts/", desks.JointActs.as_view(), name="api-vote-joint-acts"),
    path("votes/<int:pk>/contests/", contests.VoteContests.as_view(), name="api-vote-contests"),
    path("votes/<int:pk>/contests/noted/", contests.NotedContests.as_view(), name="api-vote-contests-noted"),
    path(
        "votes/<int:pk>/contests/waiting/",
        contests.ContestsToAnswer.as_view(),
        name="api-vote-contests-waiting",
    ),
    path("contests/<int:pk>/", contests.ContestAnswer.as_view(), name="api-contest"),
    path("joint-acts/<int:pk>/", desks.JointActDetail.as_view(), name="api-joint-act"),
]
