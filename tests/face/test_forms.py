from http import HTTPStatus

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from common.forms import AccessibleForm, answer


class SayForm(AccessibleForm):
    question = "texte"
    texte = forms.CharField(
        label="What do you live?",
        help_text="In your words.",
        max_length=20,
        widget=forms.Textarea(attrs={"rows": 8, "placeholder": "Write here"}),
        error_messages={"required": "Write at least one sentence."},
    )
    who = forms.ChoiceField(
        label="Who can read?",
        choices=[("espace", "The members"), ("team", "The team")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Your needs",
        required=False,
        choices=[("ride", "A ride"), ("care", "Child care")],
        widget=forms.CheckboxSelectMultiple,
    )
    count = forms.IntegerField(label="How many?", required=False, min_value=1)
    shared = forms.BooleanField(label="This is a shared computer", required=False)
    theme = forms.ChoiceField(label="Theme", required=False, choices=[("", "I don't know")])


def rendered(form, source="{{ form.fields_html }}"):
    with translation.override("en"):
        return Template("{% load espace %}" + source).render(Context({"form": form}))


def test_a_fresh_form_has_no_required_placeholder_or_length_limit():
    html = rendered(SayForm())

    assert [word for word in (" required", "placeholder", "maxlength", "*") if word in html] == []
    assert 'type="number"' not in html
    assert 'inputmode="numeric"' in html


def test_ids_are_the_names_of_the_fields():
    html = rendered(SayForm())

    assert 'id="texte"' in html
    assert '<h1 class="q"><label for="texte">What do you live?</label></h1>' in html
    assert '<label for="count">How many?</label>' in html


def test_the_hint_is_tied_to_its_field():
    html = rendered(SayForm())

    assert '<p class="hint" id="texte_helptext">In your words.</p>' in html
    assert 'aria-describedby="texte_helptext"' in html


def test_an_error_is_tied_to_its_field_and_comes_after_the_word_error():
    html = rendered(SayForm({"texte": ""}), "{% field form.texte %}")

    assert "<span>Error: write at least one sentence. </span>" in html
    assert 'id="texte_error"' in html
    assert 'aria-describedby="texte_helptext texte_error"' in html
    assert 'aria-invalid="true"' in html


def test_an_error_on_radios_is_tied_to_the_group():
    html = rendered(SayForm({"texte": "Words"}), "{% field form.who %}")

    assert '<fieldset class="field field-error" aria-describedby="who_error">' in html
    assert "Error: choose an answer." in html


def test_what_was_typed_is_kept_and_escaped():
    html = rendered(SayForm({"texte": "A <b>long</b> text of more than twenty", "who": "team"}))

    assert "A &lt;b&gt;long&lt;/b&gt; text of more than twenty" in html
    assert 'value="team" id="who_1" checked' in html
    assert "the text is too long. The most is 20 characters." in html


def test_the_words_under_a_choice_are_shown():
    form = SayForm()
    form.fields["who"].choice_hints = {"team": "Only the people who help."}

    html = rendered(form, "{% field form.who %}")

    assert "<b>The team</b><span>Only the people who help.</span>" in html


def test_the_summary_leads_to_each_field_and_to_the_first_radio():
    html = rendered(SayForm({"texte": ""}), "{% error_summary form %}")

    assert 'id="erreurs" role="alert"' in html
    assert '<a href="#texte">Write at least one sentence.</a>' in html
    assert '<a href="#who_0">Choose an answer.</a>' in html
    assert "2 things are missing" in html


def test_a_refusal_of_the_domain_is_in_the_summary_without_a_link():
    form = SayForm({"texte": "Words", "who": "team"})
    form.add_error(None, "The vote is closed.")

    html = rendered(form, "{% error_summary form %}")

    assert "<li>The vote is closed.</li>" in html
    assert "Something to adjust" in html


def test_no_summary_on_a_fresh_form():
    assert rendered(SayForm(), "{% error_summary form %}").strip() == ""


@pytest.mark.django_db
def test_a_form_with_errors_answers_422_and_a_fresh_one_200(rf):
    with translation.override("en"):
        fresh = answer(rf.get("/"), "components/form.html", SayForm())
        refused = answer(rf.post("/"), "components/form.html", SayForm({}), submit="Send")

    assert [fresh.status_code, refused.status_code] == [HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY]
    assert "erreurs-titre" not in fresh.content.decode()
    assert '<button class="btn">Send</button>' in refused.content.decode()
    assert "2 things are missing" in refused.content.decode()
