from django.urls import path

from deliberation.api.acts import MessageDetail, ReactionDetail, ReadMarkDetail, VersionList
from deliberation.api.log import ModerationLog
from deliberation.api.moderation import FlagHandle, FlagList, FlagRaise, Hiding, ThreadState
from deliberation.api.moving import Moved, Reminder
from deliberation.api.private_words import MyWord, WordsWaiting, WordWith
from deliberation.api.rounds import PauseAsking, PauseDecision, RoundClosing, RoundTurn, ThreadRound
from deliberation.api.submissions import SubmissionDetail, SubmissionList
from deliberation.api.threads_care import GuardedNames, ThreadMode
from deliberation.api.views import MessageList, SummaryList, ThreadDetail, ThreadList
from deliberation.enums import ReactionKind

app_name = "deliberation-api"

urlpatterns = [
    path("threads/", ThreadList.as_view(), name="threads"),
    path("threads/<int:pk>/", ThreadDetail.as_view(), name="thread"),
    path("threads/<int:pk>/messages/", MessageList.as_view(), name="messages"),
    path("threads/<int:pk>/read/", ReadMarkDetail.as_view(), name="read"),
    path("messages/<int:pk>/", MessageDetail.as_view(), name="message"),
    path("messages/<int:pk>/versions/", VersionList.as_view(), name="versions"),
    path("messages/<int:pk>/thanks/", ReactionDetail.as_view(kind=ReactionKind.THANKS), name="thanks"),
    path("messages/<int:pk>/me-too/", ReactionDetail.as_view(kind=ReactionKind.ME_TOO), name="me-too"),
    path("messages/<int:pk>/flag/", FlagRaise.as_view(), name="flag"),
    path("messages/<int:pk>/hidden/", Hiding.as_view(), name="hidden"),
    path("flags/", FlagList.as_view(), name="flags"),
    path("flags/<int:pk>/", FlagHandle.as_view(), name="flag-handle"),
    path("threads/<int:pk>/state/", ThreadState.as_view(), name="state"),
    path("threads/<int:pk>/round/", ThreadRound.as_view(), name="round"),
    path("rounds/<int:pk>/turn/", RoundTurn.as_view(), name="turn"),
    path("rounds/<int:pk>/close/", RoundClosing.as_view(), name="round-close"),
    path("pauses/", PauseAsking.as_view(), name="pauses"),
    path("threads/<int:pk>/summaries/", SummaryList.as_view(), name="summaries"),
    path("threads/<int:pk>/mode/", ThreadMode.as_view(), name="mode"),
    path("threads/<int:pk>/guarded-names/", GuardedNames.as_view(), name="guarded-names"),
    path("messages/<int:pk>/moved/", Moved.as_view(), name="moved"),
    path("messages/<int:pk>/reminder/", Reminder.as_view(), name="reminder"),
    path("submissions/", SubmissionList.as_view(), name="submissions"),
    path("submissions/<int:pk>/", SubmissionDetail.as_view(), name="submission"),
    path("private-words/", WordsWaiting.as_view(), name="private-words"),
    path("private-words/mine/", MyWord.as_view(), name="my-word"),
    path("private-words/with/<int:pk>/", WordWith.as_view(), name="word-with"),
    path("moderation-log/", ModerationLog.as_view(), name="moderation-log"),
    path("pauses/<int:pk>/", PauseDecision.as_view(), name="pause"),
]
