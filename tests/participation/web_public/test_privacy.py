"""« Les renseignements gardés » speaks of every model and every field that says something of somebody."""

import html
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import override_settings
from django.urls import reverse

from accounts.models import Person
from accounts.web.inside import DEVICE_SECONDS, OWN_DEVICE_SECONDS
from common import comfort
from participation.models import Concern
from participation.web.pages import kept_data
from participation.web.pages.kept_of_nobody import OF_NOBODY
from tests.participation.web_staff import world
from voting.models import Right, RollEntry

OF_SOMEBODY = (Person, Concern, RollEntry)


def every_model() -> dict[str, type[models.Model]]:
    return {model._meta.label: model for model in apps.get_models()}


def personal_fields() -> set[str]:
    """Every column of a person, and every field elsewhere that points at somebody or their words."""
    found = set()
    for label, model in every_model().items():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            is_of_person = model is Person and not field.primary_key
            if is_of_person or field.related_model in OF_SOMEBODY or field.name == "actor_id":
                found.add(f"{label}.{field.name}")
    return found


def test_every_field_about_somebody_is_on_the_page():
    held = kept_data.held()
    silent = {name for name in personal_fields() if not {name, name.rpartition(".")[0]} & held}

    assert silent == set()


def test_every_model_is_on_the_page_or_known_to_say_nothing_of_anybody():
    spoken_of = {".".join(name.split(".")[:2]) for name in kept_data.held()}

    assert set(every_model()) - spoken_of == OF_NOBODY & set(every_model())
    assert set(every_model()) >= OF_NOBODY


def test_the_page_speaks_of_nothing_that_does_not_exist():
    for name in kept_data.held():
        label, _dot, field = name.partition(".")[0] + "." + name.split(".")[1], "", name.split(".")[2:]
        model = every_model()[label]
        if field:
            model._meta.get_field(field[0])


def test_a_person_is_described_field_by_field():
    assert "accounts.Person" not in kept_data.held()


def test_a_choice_kept_with_a_name_is_said_as_long_as_it_is_so():
    """The day the sealed urn comes, this fails: the sentence then goes away with the table."""
    assert Right._meta.get_field("roll_entry").related_model is RollEntry
    assert "voting.Right" in kept_data.held()


@pytest.mark.django_db
def test_without_a_person_in_charge_the_page_says_so(client):
    page = client.get(reverse("participation:privacy")).content.decode().replace("\u00a0", " ")

    assert "pas encore nommée" in page


@pytest.mark.django_db
@override_settings(PRIVACY_OFFICER="Direction de l'organisme", PRIVACY_PHONE="418 555-0199")
def test_the_person_in_charge_is_named_with_their_phone(client):
    page = client.get(reverse("participation:privacy")).content.decode().replace("\u00a0", " ")

    assert "Direction de l&#x27;organisme" in page
    assert 'href="tel:+14185550199">418 555-0199</a>' in page
    assert "pas encore nommée" not in page


@pytest.mark.django_db
def test_how_long_is_the_value_of_the_rule(client):
    world.rule("retention_months", 18, "Garder les renseignements", unit="mois")
    page = client.get(reverse("participation:privacy")).content.decode().replace("\u00a0", " ")

    assert re.search(r"\b18 mois\b", page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_adopted", "said"), [(False, "Une règle provisoire dit"), (True, "La règle de l'Espace dit")]
)
def test_the_rule_is_said_provisional_until_the_espace_adopts_it(client, is_adopted, said):
    world.rule("rules_adopted", is_adopted)
    page = html.unescape(client.get(reverse("participation:privacy")).content.decode())

    found = [one for one in ("Une règle provisoire dit", "La règle de l'Espace dit") if one in page]
    assert found == [said]


def test_the_cookies_said_are_the_cookies_set():
    """A session that ends within a fortnight, a form key that ends with the browser, language and comfort."""
    assert (settings.SESSION_EXPIRE_AT_BROWSER_CLOSE, OWN_DEVICE_SECONDS) == (True, 14 * 24 * 60 * 60)
    assert settings.CSRF_COOKIE_AGE is None
    assert comfort.COOKIE
    assert DEVICE_SECONDS == 365 * 24 * 60 * 60
    assert len(kept_data.DEVICE) == 4
