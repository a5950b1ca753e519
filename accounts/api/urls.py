from django.urls import path

from accounts.api import views

urlpatterns = [
    path("token/", views.TokenView.as_view(), name="api-token"),
    path("me/", views.MeView.as_view(), name="api-me"),
]
