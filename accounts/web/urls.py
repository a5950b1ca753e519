from django.urls import path

from accounts.web.views import comfort, entering, language

app_name = "accounts"

urlpatterns = [
    path("entrer/", entering.enter, name="enter"),
    path("quitter/", entering.leave, name="leave"),
    path("sortir/", entering.quick_exit, name="quick_exit"),
    path("affichage/", comfort.choose, name="comfort"),
    path("langue/", language.choose, name="language"),
]
