from django.urls import path

from accounts.api import own_views, sign_up, views

urlpatterns = [
    path("token/", views.TokenView.as_view(), name="api-token"),
    path("sign-up/", sign_up.SignUp.as_view(), name="api-sign-up"),
    path("me/", views.MeView.as_view(), name="api-me"),
    path("me/contact/", own_views.MyContact.as_view(), name="api-my-contact"),
    path("me/devices/", own_views.MyDevices.as_view(), name="api-my-devices"),
    path("me/devices/<slug:what>/", own_views.MyDevice.as_view(), name="api-my-device"),
    path("me/journal/", own_views.MyJournal.as_view(), name="api-my-journal"),
    path("me/journal/seen/", own_views.JournalSeen.as_view(), name="api-my-journal-seen"),
    path("me/journal/<int:pk>/not-me/", own_views.NotMe.as_view(), name="api-not-me"),
]
