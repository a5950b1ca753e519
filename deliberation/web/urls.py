from django.urls import path

from deliberation.web.views import messages, moderation, threads

app_name = "deliberation"

urlpatterns = [
    path("fils/", threads.threads, name="threads"),
    path("fils/<int:pk>/", threads.thread, name="thread"),
    path("fils/<int:pk>/ecrire/", messages.post, name="post"),
    path("fils/<int:pk>/etat/", moderation.state, name="state"),
    path("messages/<int:pk>/signaler/", messages.flag, name="flag"),
    path("messages/<int:pk>/retirer/", messages.withdraw, name="withdraw"),
    path("messages/<int:pk>/cacher/", moderation.hide, name="hide"),
    path("messages/<int:pk>/remontrer/", moderation.show_again, name="show_again"),
]
