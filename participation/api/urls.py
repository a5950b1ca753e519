from django.urls import path

from participation.api import (
    amendments,
    authors,
    before_vote,
    commitments,
    consultations,
    desk_views,
    in_motion_views,
    issue_views,
    second_looks,
    set_asides,
    views,
)

app_name = "participation-api"

urlpatterns = [
    path("concerns/", views.ConcernList.as_view(), name="concerns"),
    path("concerns/<int:pk>/", views.ConcernDetail.as_view(), name="concern"),
    path("concerns/<int:pk>/support/", views.ConcernSupport.as_view(), name="concern-support"),
    path("initiatives/", views.InitiativeList.as_view(), name="initiatives"),
    path("initiatives/<int:pk>/", views.InitiativeDetail.as_view(), name="initiative"),
    path("initiatives/<int:pk>/support/", views.InitiativeSupport.as_view(), name="initiative-support"),
    path("in-motion/", in_motion_views.InMotion.as_view(), name="in-motion"),
    path("issues/", issue_views.IssueList.as_view(), name="issues"),
    path("issues/<int:pk>/", issue_views.IssueDetail.as_view(), name="issue"),
    path("issues/<int:pk>/versions/", issue_views.IssueVersions.as_view(), name="issue-versions"),
    path("initiatives/<int:pk>/amendments/", amendments.OfInitiative.as_view(), name="amendments"),
    path("initiatives/<int:pk>/authors/", authors.Authors.as_view(), name="authors"),
    path("initiatives/<int:pk>/invitation/", authors.Invitation.as_view(), name="author-invite"),
    path("author-invitations/open/", authors.OpenInvitation.as_view(), name="author-code"),
    path("author-invitations/answer/", authors.AnswerInvitation.as_view(), name="author-answer"),
    path("amendments/<int:pk>/", amendments.One.as_view(), name="amendment"),
    path("amendments/<int:pk>/answer/", amendments.Answer.as_view(), name="amendment-answer"),
    path("initiatives/<int:pk>/reasons/", before_vote.Reasons.as_view(), name="reasons"),
    path("initiatives/<int:pk>/objections/", before_vote.Objections.as_view(), name="objections"),
    path("objections/<int:pk>/set-aside/", set_asides.ObjectionOut.as_view(), name="objection-out"),
    path("reasons/<int:pk>/set-aside/", set_asides.ReasonOut.as_view(), name="reason-out"),
    path("objections/<int:pk>/answer/", before_vote.ObjectionAnswer.as_view(), name="objection-answer"),
    path("objections/<int:pk>/lift/", before_vote.ObjectionLift.as_view(), name="objection-lift"),
    path("objections/<int:pk>/keep/", before_vote.ObjectionKeep.as_view(), name="objection-keep"),
    path(
        "initiatives/<int:pk>/step-back-requests/",
        before_vote.StepBackRequests.as_view(),
        name="step-back-requests",
    ),
    path(
        "step-back-requests/<int:pk>/answer/",
        before_vote.StepBackAnswers.as_view(),
        name="step-back-answer",
    ),
    path("transmissions/", views.TransmissionList.as_view(), name="transmissions"),
    path("transmissions/<int:pk>/", views.TransmissionDetail.as_view(), name="transmission"),
    path("commitments/", commitments.CommitmentList.as_view(), name="commitments"),
    path("commitments/<int:pk>/seen/", commitments.CommitmentSeen.as_view(), name="commitment-seen"),
    path("consultations/", consultations.Consultations.as_view(), name="consultations"),
    path("consultations/<int:pk>/decline/", consultations.Decline.as_view(), name="consultation-decline"),
    path("to-tell/", desk_views.PeopleToTell.as_view(), name="to-tell"),
    path("to-tell/<int:pk>/", desk_views.PersonToTell.as_view(), name="to-tell-person"),
    path("to-tell/<int:pk>/tries/", desk_views.TriesToTell.as_view(), name="to-tell-tries"),
    path(
        "messages/<int:pk>/second-look/", second_looks.AskOfMessage.as_view(), name="second-look-of-message"
    ),
    path("second-looks/<int:pk>/", second_looks.TakeBack.as_view(), name="second-look"),
    path("second-looks/<int:pk>/opinion/", second_looks.GiveOpinion.as_view(), name="second-look-opinion"),
    path("written-for/", desk_views.WordsWrittenFor.as_view(), name="written-for"),
]
