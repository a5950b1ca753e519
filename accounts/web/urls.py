from django.urls import path

from accounts.web.views import cards, comfort, entering, first_visit, language, profile

app_name = "accounts"

urlpatterns = [
    path("entrer/", entering.enter, name="enter"),
    path("premiere-fois/", first_visit.start, name="first_visit"),
    path("premiere-fois/nom/", first_visit.name, name="first_visit_name"),
    path("premiere-fois/nip/", first_visit.pin, name="first_visit_pin"),
    path("premiere-fois/fait/", first_visit.done, name="first_visit_done"),
    path("moi/", profile.me, name="profile"),
    path("moi/nom/", profile.name, name="profile_name"),
    path("moi/nip/", profile.pin, name="profile_pin"),
    path("animation/cartes/", cards.cards, name="cards"),
    path("animation/cartes/nouvelle/", cards.new, name="card_new"),
    path("animation/cartes/<int:pk>/", cards.card, name="card"),
    path("animation/cartes/<int:pk>/papier/", cards.paper, name="card_paper"),
    path("animation/cartes/<int:pk>/coupon/", cards.slip, name="card_slip"),
    path("animation/cartes/<int:pk>/remplacer/", cards.renew, name="card_renew"),
    path("quitter/", entering.leave, name="leave"),
    path("sortir/", entering.quick_exit, name="quick_exit"),
    path("affichage/", comfort.choose, name="comfort"),
    path("langue/", language.choose, name="language"),
]
