"""Django's forms, allauth's and sets of forms go through our fields, without a word from us at their place."""

import re

import pytest
from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordForm
from django.template import Context, Origin, Template
from django.template.loader import render_to_string
from django.utils import translation

from common.widgets import DateParts, PinInput
from tests import cast
from tests.face.html_checks import house_problems, problems

pytestmark = pytest.mark.django_db


class Sister(forms.Form):
    """A form of somebody who knows nothing of ours."""

    name = forms.CharField(max_length=5, help_text="As on paper.")
    age = forms.IntegerField(min_value=1)
    way = forms.ChoiceField(choices=[("a", "Bus"), ("b", "Walk")], widget=forms.RadioSelect)
    fine = forms.BooleanField()
    on = forms.DateField(required=False, widget=DateParts(years=range(2026, 2029)))


def in_english(form, source="{{ form }}"):
    with translation.override("en"):
        # allauth asks a template for its name.
        return Template(source, origin=Origin("here.html", template_name="here.html")).render(
            Context({"form": form})
        )


def looked_at(html):
    return problems(f"<form>{html}</form>", whole=False) + house_problems(html)


THEIRS = {
    "django enter": lambda request: AuthenticationForm(request, data={}),
    "django new password": lambda request: SetPasswordForm(cast.citizen(), data={}),
    "django forgotten": lambda request: PasswordResetForm(data={}),
    "allauth enter": lambda request: LoginForm(data={}, request=request),
    "allauth join": lambda request: SignupForm(data={}),
    "allauth forgotten": lambda request: ResetPasswordForm(data={}),
    "allauth address": lambda request: AddEmailForm(user=cast.citizen(), data={}),
}


@pytest.fixture
def visit(rf):
    request = rf.get("/")
    request.session = {}
    return request


@pytest.mark.parametrize("name", THEIRS)
def test_a_form_of_somebody_else_looks_like_ours_when_it_comes_back(name, visit):
    html = in_english(THEIRS[name](visit))

    assert looked_at(html) == []
    assert 'id="erreurs" role="alert"' in html
    assert "Error: write an answer." in html
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    assert described != []
    assert all(f'id="{one}"' in html for names in described for one in names.split())


@pytest.mark.parametrize("name", THEIRS)
def test_a_form_of_somebody_else_keeps_its_autocomplete(name, visit):
    form = THEIRS[name](visit)
    wanted = [
        str(field.widget.attrs["autocomplete"])
        for field in form.fields.values()
        if field.widget.attrs.get("autocomplete")
    ]

    assert re.findall(r'autocomplete="([^"]+)"', in_english(form)) == wanted
    assert wanted != []


@pytest.mark.parametrize(
    "call", ["{{ form }}", "{{ form.as_p }}", "{{ form.as_div }}", "{{ form.as_ul }}", "{{ form.as_table }}"]
)
def test_however_a_form_is_asked_for_its_fields_are_ours(call):
    html = in_english(Sister({"name": "Too long a name"}), call)

    assert looked_at(html) == []
    assert '<p class="hint" id="id_name_helptext">As on paper.</p>' in html
    assert "Error: the text is too long. The most is 5 characters." in html
    assert '<a href="#id_way_0">Choose an answer.</a>' in html
    assert 'type="number"' not in html
    assert (
        html.index("id_name_helptext")
        < html.index("id_name_error")
        < html.index('<input type="text" name="name"')
    )


def test_one_field_asked_for_alone_is_ours():
    html = in_english(Sister(), "{{ form.name.as_field_group }}")

    assert looked_at(html) == []
    assert '<div class="field"><label for="id_name">Name</label>' in html


def test_a_hidden_field_stays_hidden():
    class Quiet(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput, initial="t")

    assert in_english(Quiet()).strip() == '<input type="hidden" name="token" value="t" id="id_token">'


def test_a_set_of_forms_has_one_summary_for_all():
    sisters = forms.formset_factory(Sister, extra=0)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}

    html = in_english(sisters(data), "{{ form }}")

    assert looked_at(html) == []
    assert html.count('id="erreurs"') == 1
    assert html.count("<legend>Line ") == 2
    assert '<a href="#id_form-1-name">Write an answer.</a>' in html


def test_a_fresh_set_of_forms_has_no_summary():
    assert "erreurs" not in in_english(forms.formset_factory(Sister)(), "{{ form }}")


def test_a_date_has_three_parts_with_a_word_each_and_a_whole_date_is_read_too():
    asked = {"name": "Lise", "age": "40", "way": "a", "fine": "on"}
    parts = Sister(asked | {"on_day": "3", "on_month": "2", "on_year": "2027"})
    whole = Sister(asked | {"on": "2027-02-03"})
    wrong = Sister(asked | {"on_day": "31", "on_month": "2", "on_year": "2027"})

    assert [parts.is_valid(), whole.is_valid(), wrong.is_valid()] == [True, True, False]
    assert parts.cleaned_data["on"] == whole.cleaned_data["on"]
    html = in_english(wrong)
    assert looked_at(html) == []
    assert '<label for="id_on_day">Day</label>' in html
    assert '<fieldset class="field field-error" aria-describedby="id_on_error"><legend>On</legend>' in html
    assert 'value="31" selected' in html


class Door(forms.Form):
    pin = forms.CharField(widget=PinInput(attrs={"autocomplete": "current-password"}))


def test_a_pin_is_hidden_until_the_address_asks_to_see_it(rf):
    hidden, shown = Door(), Door({"pin": "246810"})
    hidden.fields["pin"].widget.follow(rf.get("/entrer/?next=/voter/"))
    shown.fields["pin"].widget.follow(rf.get("/entrer/?next=/voter/&nip=visible"))

    first, second = in_english(hidden), in_english(shown)

    assert 'type="password" name="pin" autocomplete="current-password"' in first
    assert 'href="?next=%2Fvoter%2F&amp;nip=visible"' in first
    assert "Show what I type</span>" in first
    assert 'type="text" name="pin" autocomplete="off"' in second
    assert 'href="?next=%2Fvoter%2F"' in second
    assert "Hide what I type</span>" in second
    assert "246810" not in second
    assert looked_at(first) + looked_at(second) == []


def test_a_page_of_allauth_wears_our_frame(rf, visit):
    form = LoginForm(data={"login": "x"}, request=visit)
    with translation.override("en"):
        html = render_to_string("account/login.html", {"form": form, "signup_url": "/"}, request=visit)

    assert problems(html) + house_problems(html) == []
    assert "<title>Error: sign In | L'Espace</title>" in html
    assert '<form method="post" action="#erreurs" novalidate>' in html
    assert '<button type="submit" class="btn">' in html
    assert 'id="aide"' in html
    assert 'class="crumb"' in html


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ('{% element button href="/x" tags="secondary" %}Go{% endelement %}', '<a href="/x" class="btn btn-2">Go</a>'),
        ('{% element badge tags="success" %}Fine{% endelement %}', '<span class="pill pill-ok">Fine</span>'),
        ('{% element alert level="success" %}{% slot message %}Kept{% endslot %}{% endelement %}', '<div class="note c-moss">'),
        (
            '{% element field type="radio" name="e" id="e1" value="a" checked=True %}{% slot label %}Mine{% endslot %}{% endelement %}',
            '<label class="choice"><input type="radio" name="e" id="e1" value="a" checked><span><b>Mine</b></span></label>',
        ),
        (
            '{% element field type="text" name="e" id="e1" required=True placeholder="no" %}{% slot label %}Mine{% endslot %}{% slot help_text %}Short{% endslot %}{% endelement %}',
            '<input type="text" name="e" id="e1" aria-describedby="e1_helptext">',
        ),
        (
            '{% element details %}{% slot summary %}More{% endslot %}{% slot body %}<p>x</p>{% endslot %}{% endelement %}',
            "<details><summary>More</summary><p>x</p></details>",
        ),
        (
            '{% element panel %}{% slot title %}Keys{% endslot %}{% slot body %}<p>x</p>{% endslot %}{% endelement %}',
            '<section class="card"><h2>Keys</h2><p>x</p>',
        ),
        (
            "{% element table %}{% element thead %}{% element tr %}{% element th %}Key{% endelement %}{% endelement %}{% endelement %}{% endelement %}",
            '<th scope="col">Key</th>',
        ),
    ],
)  # fmt: skip
def test_an_element_of_allauth_is_one_of_our_pieces(element, expected):
    html = in_english(None, "{% load allauth %}" + element)

    assert expected in html
    assert problems(html, whole=False) == []
