from django.urls import path

from accounts.web.views import entering, language

app_name = "accounts"

urlpatterns = [
    path("entrer/", entering.enter, name="enter"),
    path("quitter/", entering.leave, name="leave"),
    path("sortir/", entering.quick_exit, name="quick_exit"),
    path("langue/", language.choose, name="language"),
]
