"""Nothing is deleted through the technical administration: no right, no link, no address that obeys."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db

REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


def pages_of(model, made) -> list[str]:
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    lists = [reverse(f"{base}_changelist")]
    if made is None:
        return lists
    return [*lists, *(reverse(f"{base}_{name}", args=[made.pk]) for name in ("change", "history"))]


def test_no_model_is_deleted_and_no_page_leads_to_it(client):
    with world.frozen():
        world.approved_initiative()
        world.discussed(cast.citizen("Sab"))
    technical = cast.admin()
    request = RequestFactory().get("/admin/")
    request.user = technical
    cast.sign_in(client, technical)
    wrong, opened = [], set()

    with world.frozen():
        for model in REGISTERED:
            base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            made, before = model._default_manager.order_by("pk").first(), model._default_manager.count()
            for address in pages_of(model, made):
                page = client.get(address)
                opened |= {model._meta.label} if page.status_code == 200 else set()
                # A library's own lists stay shut: 403 is as good.
                if page.status_code not in (200, 403) or "/delete/" in page.content.decode():
                    wrong.append((address, page.status_code))
            asked = client.post(
                reverse(f"{base}_changelist"),
                {"action": "delete_selected", "_selected_action": ["1"], "post": "yes"},
            )
            deleted = client.post(reverse(f"{base}_delete", args=[made.pk if made else 1]), {"post": "yes"})
            if admin.site._registry[model].has_delete_permission(request, made):
                wrong.append((model._meta.label, "may delete"))
            if (
                deleted.status_code != 403
                or asked.status_code == 302
                or model._default_manager.count() != before
            ):
                wrong.append((model._meta.label, asked.status_code, deleted.status_code))

    assert wrong == []
    assert {"accounts.Person", "participation.Initiative", "voting.Vote", "deliberation.Thread"} <= opened
