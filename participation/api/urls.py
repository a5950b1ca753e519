from django.urls import path

from participation.api import views

app_name = "participation-api"

urlpatterns = [
    path("concerns/", views.ConcernList.as_view(), name="concerns"),
    path("concerns/<int:pk>/", views.ConcernDetail.as_view(), name="concern"),
    path("concerns/<int:pk>/support/", views.ConcernSupport.as_view(), name="concern-support"),
    path("initiatives/", views.InitiativeList.as_view(), name="initiatives"),
    path("initiatives/<int:pk>/", views.InitiativeDetail.as_view(), name="initiative"),
    path("initiatives/<int:pk>/support/", views.InitiativeSupport.as_view(), name="initiative-support"),
    path("transmissions/", views.TransmissionList.as_view(), name="transmissions"),
    path("transmissions/<int:pk>/", views.TransmissionDetail.as_view(), name="transmission"),
]
