"""Every address. Each app keeps its own under its own namespace."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from config.docs import api_docs, api_group
from config.gallery.views import gallery
from config.health import health

handler400 = "common.errors.bad_request"
handler403 = "common.errors.permission_denied"
handler404 = "common.errors.not_found"
handler500 = "common.errors.server_error"

api_v1 = [
    path("", include("accounts.api.urls")),
    path("", include("deliberation.api.urls")),
    path("", include("voting.api.urls")),
    path("", include("participation.api.urls")),
]

urlpatterns = [
    path("sante/", health, name="health"),
    path("composants/", gallery, name="gallery"),
    path("composants/<slug:part>/", gallery, name="gallery-part"),
    path("api/", api_docs, name="api-docs"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/v1/", include(api_v1)),
    path("api/<slug:group>/", api_group, name="api-group"),
    path("admin/", admin.site.urls),
    path("", include("accounts.web.urls")),
    path("", include("deliberation.web.urls")),
    path("", include("voting.web.urls")),
    path("", include("participation.web.urls")),
]
