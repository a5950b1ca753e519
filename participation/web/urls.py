"""Addresses of the Espace's pages, in French."""

from django.urls import path

from participation.web import staff_urls
from participation.web.views import (
    concerns,
    following,
    home,
    initiatives,
    issues,
    proposing,
    revising,
    saying,
    versions,
)

app_name = "participation"

urlpatterns = [
    path("", home.home, name="home"),
    path("mon-accueil/", home.my_home, name="my_home"),
    path("dire/", saying.start, name="say"),
    path("dire/<int:pk>/mots/", saying.words, name="say_words"),
    path("dire/<int:pk>/titre/", saying.title, name="say_title"),
    path("dire/<int:pk>/sujet/", saying.theme, name="say_theme"),
    path("dire/<int:pk>/mrc/", saying.place, name="say_place"),
    path("dire/<int:pk>/lecteurs/", saying.readers, name="say_readers"),
    path("dire/<int:pk>/verifier/", saying.check, name="say_check"),
    path("dire/<int:pk>/merci/", saying.thanks, name="say_thanks"),
    path("preoccupations/", concerns.concerns, name="concerns"),
    path("preoccupations/<int:pk>/", concerns.concern, name="concern"),
    path("preoccupations/<int:pk>/moi-aussi/", concerns.support, name="concern_support"),
    path("preoccupations/<int:pk>/moi-aussi/reprendre/", concerns.unsupport, name="concern_unsupport"),
    path("preoccupations/<int:pk>/lecteurs/", concerns.readers, name="concern_readers"),
    path("preoccupations/<int:pk>/retirer/", concerns.withdraw, name="concern_withdraw"),
    path("preoccupations/<int:pk>/quitter-l-enjeu/", concerns.leave_group, name="concern_leave_group"),
    path("preoccupations/<int:pk>/reprendre/", concerns.reopen, name="concern_reopen"),
    path("regroupements/<int:pk>/", concerns.answer_grouping, name="grouping_answer"),
    path("suivi/", following.follow, name="follow"),
    path("enjeux/", issues.issues, name="issues"),
    path("enjeux/<int:pk>/", issues.issue, name="issue"),
    path("proposer/", proposing.start, name="propose"),
    path("proposer/verifier/", proposing.check, name="propose_check"),
    path("proposer/<int:pk>/merci/", proposing.thanks, name="propose_thanks"),
    path("proposer/<slug:step>/", proposing.step, name="propose_step"),
    path("initiatives/", initiatives.board, name="board"),
    path("initiatives/<int:pk>/", initiatives.initiative, name="initiative"),
    path("initiatives/<int:pk>/versions/", versions.initiative_versions, name="initiative_versions"),
    path("initiatives/<int:pk>/appuyer/", initiatives.support, name="initiative_support"),
    path("initiatives/<int:pk>/appuyer/reprendre/", initiatives.unsupport, name="initiative_unsupport"),
    path("initiatives/<int:pk>/verification/", initiatives.send_to_review, name="initiative_to_review"),
    path("initiatives/<int:pk>/retirer/", initiatives.withdraw, name="initiative_withdraw"),
    path("initiatives/<int:pk>/changer/", revising.revise, name="initiative_revise"),
    *staff_urls.urlpatterns,
]
