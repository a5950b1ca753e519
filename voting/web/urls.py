from django.urls import path

from voting.web.views import casting, paper, results, votes

app_name = "voting"

urlpatterns = [
    path("votes/", votes.votes, name="votes"),
    path("votes/<int:pk>/", votes.vote, name="vote"),
    path("votes/<int:pk>/retrait/", votes.recuse, name="recuse"),
    path("votes/<int:pk>/bulletin/", casting.ballot, name="ballot"),
    path("votes/<int:pk>/verifier/", casting.check, name="check"),
    path("votes/<int:pk>/deposer/", casting.cast, name="cast"),
    path("votes/<int:pk>/recu/", casting.receipt, name="receipt"),
    path("votes/<int:pk>/remarque/", casting.remark, name="remark"),
    path("votes/<int:pk>/papier/", paper.paper, name="paper"),
    path("votes/<int:pk>/papier/bulletins/", paper.paper_ballots, name="paper_ballots"),
    path("votes/<int:pk>/papier/compte/", paper.paper_count, name="paper_count"),
    path("votes/<int:pk>/proces-verbal/", results.minutes, name="minutes"),
    path("secret/", results.secret, name="secret"),
]
