"""The technical administration in a real browser: every page it opens, on a phone and in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from accounts.models import Organisation, Person
from tests import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Contrast of 7:1, which the levels above do not ask.
STRICTER = {"color-contrast-enhanced": {"enabled": True}}
MODELS = (
    "accounts_person",
    "accounts_mandate",
    "accounts_accesscard",
    "accounts_organisation",
    "accounts_territory",
    "accounts_body",
    "accounts_seat",
    "deliberation_thread",
    "participation_initiative",
    "participation_transmission",
    "participation_operatingrule",
    "participation_calendarevent",
    "participation_fundingyear",
    "voting_vote",
)
ADDED = MODELS[:7]
TOO_SMALL = """() => [...document.querySelectorAll('main a, main button, main summary, main select, main input')]
  .filter(one => one.type !== 'hidden' && !one.closest('label') && one.getBoundingClientRect().height < 43.5
    && one.getBoundingClientRect().width > 0).map(one => one.outerHTML)"""
OWN_STYLES = "() => document.querySelectorAll('[style], style, script:not([src])').length"
TOO_WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"


def addresses() -> list[str]:
    person, place = Person.objects.earliest("pk"), Organisation.objects.earliest("pk")
    return [
        reverse("admin:index"),
        reverse("admin:app_list", args=["accounts"]),
        reverse("admin:password_change"),
        *(reverse(f"admin:{name}_changelist") for name in MODELS),
        *(reverse(f"admin:{name}_add") for name in ADDED),
        reverse("admin:accounts_person_change", args=[person.pk]),
        reverse("admin:accounts_person_history", args=[person.pk]),
        reverse("admin:accounts_organisation_change", args=[place.pk]),
        reverse("admin:accounts_person_changelist") + "?q=personne-de-ce-nom",
    ]


@pytest.fixture
def signed_in(client):
    technical = cast.admin()
    cast.citizens(3)
    cast.sign_in(client, technical)
    return client.cookies["sessionid"].value


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), pytest.param(1200, "dark", marks=pytest.mark.night)]
)
def test_every_page_of_the_administration_is_for_everyone(chromium, live_site, signed_in, width, scheme):
    context = chromium.new_context(
        locale="fr-CA", viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    context.add_cookies([{"name": "sessionid", "value": signed_in, "url": live_site}])
    page, said, wrong = context.new_page(), [], {}
    # A refused style or script is an error; the browser's own advice is not.
    page.on("console", lambda it: said.append(it.text) if it.type in ("error", "warning") else None)

    for address in addresses():
        said.clear()
        response = page.goto(live_site + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = Axe().run(page, options={"runOnly": RULES, "rules": STRICTER}).response["violations"]
        seen = {
            "status": response.status if response.status != 200 else None,
            "axe": [(one["id"], one["nodes"][0]["html"]) for one in found],
            "console": list(said),
            "small": page.evaluate(TOO_SMALL),
            "styles": page.evaluate(OWN_STYLES),
            "wide": page.evaluate(TOO_WIDE),
            "lang": None if page.get_attribute("html", "lang") == "fr-CA" else "another",
            "h1": page.locator("h1").count() - 1,
            "phone": page.locator("header a[href^='tel:']").count() - 1,
        }
        if any(seen.values()):
            wrong[address] = {name: value for name, value in seen.items() if value}
    context.close()

    assert wrong == {}


def test_a_refused_form_leads_to_its_fields(client, signed_in):
    answer = client.post(reverse("admin:accounts_organisation_add"), {"name": ""})

    html = answer.content.decode()
    assert ('id="erreurs"' in html, 'href="#name"' in html, 'id="name_error"' in html) == (True, True, True)


def test_no_widget_of_django_that_needs_a_script(client, signed_in):
    html = client.get(reverse("admin:accounts_mandate_add")).content.decode()

    assert ("jsi18n" in html, "select2" in html, "related-widget" in html) == (False, False, False)
    assert '<select name="person"' in html
