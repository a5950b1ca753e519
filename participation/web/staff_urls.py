"""Addresses of facilitation, the signatory, carriers and the Table, and of the public pages beside them."""

from django.urls import path

from participation.web.views import (
    about,
    agreements,
    answers,
    calendar,
    carrier,
    facilitation,
    grouping,
    preparing,
    rules,
    seats,
    sending,
    signatory,
    table,
    territories,
    voting_desk,
    welcoming,
)

FACILITATION = [
    path("animation/", facilitation.facilitation, name="facilitation"),
    path("animation/preoccupations/<int:pk>/", facilitation.concern_read, name="concern_read"),
    path("animation/preoccupations/<int:pk>/publier/", facilitation.concern_publish, name="concern_publish"),
    path("animation/preoccupations/<int:pk>/appeler/", facilitation.concern_hold, name="concern_hold"),
    path("animation/preoccupations/<int:pk>/aide/", facilitation.concern_help, name="concern_help"),
    path("animation/preoccupations/<int:pk>/orienter/", facilitation.concern_refer, name="concern_refer"),
    path("animation/preoccupations/<int:pk>/finir/", facilitation.concern_close, name="concern_close"),
    path("animation/accueil/<int:pk>/", welcoming.welcome, name="welcome"),
    path("animation/enjeux/nouveau/", grouping.issue_propose, name="issue_propose"),
    path("animation/enjeux/<int:pk>/partager/", grouping.issue_share, name="issue_share"),
    path("animation/enjeux/<int:pk>/reecrire/", grouping.issue_rewrite, name="issue_rewrite"),
    path("animation/enjeux/<int:pk>/vote/", voting_desk.priority_vote, name="priority_vote"),
    path("animation/regroupements/<int:pk>/", grouping.grouping_note, name="grouping_note"),
    path("animation/initiatives/<int:pk>/orienter/", grouping.initiative_refer, name="initiative_refer"),
    path("animation/initiatives/<int:pk>/accords/", grouping.renewal_agreement, name="renewal_agreement"),
    path("animation/initiatives/<int:pk>/organisme/", grouping.confirm_carrier, name="confirm_carrier"),
    path("animation/initiatives/<int:pk>/vote/", voting_desk.initiative_vote, name="initiative_vote"),
    path("animation/regles/<int:pk>/vote/", voting_desk.rule_vote, name="rule_vote"),
    path("animation/envois/nouveau/", sending.transmission_prepare, name="transmission_prepare"),
    path("animation/envois/<int:pk>/vote/", voting_desk.recommendation_vote, name="recommendation_vote"),
    path("envois/<int:pk>/", sending.transmission, name="transmission"),
    path("envois/<int:pk>/relire/", sending.transmission_reread, name="transmission_reread"),
    path("envois/<int:pk>/envoyer/", sending.transmission_send, name="transmission_send"),
    path("envois/<int:pk>/recrire/", preparing.transmission_rewrite, name="transmission_rewrite"),
    path("envois/<int:pk>/abandonner/", preparing.transmission_drop, name="transmission_drop"),
    path("envois/<int:pk>/douter/", preparing.transmission_doubt, name="transmission_doubt"),
    path("envois/<int:pk>/suivre/", sending.transmission_follow, name="transmission_follow"),
    path("envois/<int:pk>/finir/", sending.transmission_close, name="transmission_close"),
]

INSTITUTIONS = [
    path("signataire/", signatory.reviews, name="reviews"),
    path("signataire/<int:pk>/", signatory.review_answer, name="review_answer"),
    path("signataire/<int:pk>/protocole/", agreements.agreement_sign, name="agreement_sign"),
    path("signataire/bilans/<int:pk>/", agreements.report_answer, name="report_answer"),
    path("organisme/", carrier.carrier_desk, name="carrier_desk"),
    path("organisme/<int:pk>/commencer/", carrier.carrier_start, name="carrier_start"),
    path("organisme/<int:pk>/bilan/", carrier.carrier_report, name="carrier_report"),
    path("table/", table.table_inbox, name="table_inbox"),
    path("table/<int:pk>/accuser/", table.acknowledge, name="acknowledge"),
    path("table/<int:pk>/ordre-du-jour/", table.agenda, name="agenda"),
    path("table/<int:pk>/repondre/", table.respond, name="respond"),
    path("table/<int:pk>/arrimage/", table.linkage, name="linkage"),
    path("table/<int:pk>/levier/", table.lever, name="lever"),
]

PUBLIC = [
    path("reponses/", answers.answers, name="answers"),
    path("regles/", rules.rules, name="rules"),
    path("regles/changements/<int:pk>/", rules.rule_change, name="rule_change"),
    path("regles/changements/<int:pk>/appuyer/", rules.rule_change_support, name="rule_change_support"),
    path("regles/changements/<int:pk>/retirer/", rules.rule_change_withdraw, name="rule_change_withdraw"),
    path("regles/<slug:key>/", rules.rule, name="rule"),
    path("calendrier/", calendar.calendar, name="calendar"),
    path("calendrier.ics", calendar.calendar_ics, name="calendar_ics"),
    path("mrc/", territories.territories, name="territories"),
    path("mrc/<slug:slug>/", territories.territory, name="territory"),
    path("table-regionale/", seats.seats, name="seats"),
    path("aide/", about.help_page, name="help"),
    path("aide/essai/", about.trial_kit, name="trial_kit"),
    path("accessibilite/", about.accessibility, name="accessibility"),
    path("confidentialite/", about.privacy, name="privacy"),
]

urlpatterns = [*FACILITATION, *INSTITUTIONS, *PUBLIC]
