"""The sentences of Django and of its REST framework that people of ours may read, in the French really shown.

Ours comes first: `common.third_party_words` says again those whose French breaks our rules.
"""

from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.utils import translation

from tests.words.extraction import Key, keys_of_python, keys_of_template
from tests.words.reading import as_read, kandel_moles, sentences, words
from tests.words.test_plain_words import BANNED, LEAST_READABLE, MOST_WORDS, WORDS_TO_MEASURE

INSTALLED = Path(django.__file__).parent.parent

# Where a sentence that reaches a page or an answer of the API is written. allauth only counts tries here: it has
# no page of its own (no address of it in config/urls.py); knox and django-filter say nothing of their own.
REACHABLE = (
    "django/forms/fields.py",
    "django/forms/models.py",
    "django/forms/widgets.py",
    "django/core/validators.py",
    "django/db/models/fields/__init__.py",
    "django/utils/timesince.py",
    "django/utils/dates.py",
    "django/contrib/auth/forms.py",
    "django/contrib/auth/models.py",
    "django/contrib/auth/password_validation.py",
    "django/contrib/admin/**/*.py",
    "django/contrib/admin/templates/admin/*.html",
    "django/contrib/admin/templates/registration/logged_out.html",
    "django/contrib/admin/templates/registration/password_change*.html",
    "rest_framework/exceptions.py",
    "rest_framework/fields.py",
    "rest_framework/relations.py",
    "rest_framework/serializers.py",
    "rest_framework/validators.py",
    "rest_framework/authentication.py",
    "rest_framework/pagination.py",
    "knox/auth.py",
)
# Files of these folders that nothing shows here, and why.
NEVER_SHOWN = {
    "500.html": "ours answers",
    "404.html": "ours answers",
    "invalid_setup.html": "only before the database exists",
    "delete_confirmation.html": "nothing is deleted from the administration",
    "delete_selected_confirmation.html": "nothing is deleted from the administration",
}
# Sentences whose case does not happen here, and why.
NOT_HERE = {
    "Please correct the duplicate data for %(field_name)s which must be unique for the %(lookup)s in "
    "%(date_field)s.": "no model is unique for a date",
    "File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s.": "no file is sent",
    "Ensure this value is a multiple of step size %(limit_value)s, starting from %(offset)s, e.g. %(offset)s, "
    "%(valid_value1)s, %(valid_value2)s, and so on.": "no field has a step",
    "Universally unique identifier": "the name of a kind of column, in the documentation of models only",
    "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to "
    "authenticate using other backends, such as Single Sign-On or LDAP.": "our own form makes accounts",
    "Designates whether this user should be treated as active. Unselect this instead of deleting accounts.": "of "
    "Django's own user, which is not ours",
    "Deleting %(class_name)s %(instance)s would require deleting the following protected related objects: "
    "%(related_objects)s": "nothing is deleted from the administration",
    "Invalid basic header. Credentials not correctly base64 encoded.": "only the token opens the API",
    "Invalid basic header. No credentials provided.": "only the token opens the API",
    "Invalid basic header. Credentials string should not contain spaces.": "only the token opens the API",
    "Invalid username/password.": "only the token opens the API",
}


def reachable() -> set[Key]:
    found: set[Key] = set()
    for pattern in REACHABLE:
        files = [path for path in INSTALLED.glob(pattern) if path.name not in NEVER_SHOWN]
        assert files, pattern
        for path in files:
            read = path.read_text()
            found.update(
                keys_of_template(read, path.name) if path.suffix == ".html" else keys_of_python(read)
            )
    return {key for key in found if key[1] not in NOT_HERE}


def shown(key: Key) -> Iterator[str]:
    """The French that a page says, with every catalogue laid over the others as Django does."""
    context, msgid, plural = key
    with translation.override("fr"):
        if plural:
            for count in (1, 3):
                yield (
                    translation.npgettext(context, msgid, plural, count)
                    if context
                    else translation.ngettext(msgid, plural, count)
                )
        else:
            yield translation.pgettext(context, msgid) if context else translation.gettext(msgid)


def what_is_wrong(french: str) -> list[str]:
    text = as_read(french)
    wrong = [f"{len(words(one))} words" for one in sentences(text) if len(words(one)) > MOST_WORDS]
    if len(words(text)) >= WORDS_TO_MEASURE and kandel_moles(text) < LEAST_READABLE:
        wrong.append(f"hard: {kandel_moles(text):.0f}")
    return wrong + BANNED.findall(text) * bool(BANNED.search(text))


def test_the_french_shown_of_others_sentences_is_plain():
    broken = {
        key[1]: (french, wrong)
        for key in reachable()
        for french in shown(key)
        if (wrong := what_is_wrong(french))
    }

    assert broken == {}


def test_no_sentence_of_others_stays_in_english():
    """Whole sentences: a single word may be the same in both languages."""
    english = {
        key[1]
        for key in reachable()
        for french in shown(key)
        if french == key[1] and len(words(as_read(french))) > 3
    }

    assert english == set()


def test_an_exception_names_a_sentence_that_exists():
    every = {
        key[1]
        for pattern in REACHABLE
        for path in INSTALLED.glob(pattern)
        for key in (keys_of_template if path.suffix == ".html" else _python_keys)(path.read_text(), path.name)
    }

    assert set(NOT_HERE) - every == set()


def _python_keys(source: str, _name: str) -> Iterator[Key]:
    return keys_of_python(source)


@pytest.mark.parametrize(
    "bad", ["Veuillez saisir un nom d'utilisateur.", "Je " + "marche et " * 8 + "chante."]
)
def test_the_lint_sees_a_sentence_that_breaks_our_rules(bad):
    assert what_is_wrong(bad) != []


def test_ours_is_said_before_that_of_django():
    assert next(shown((None, "This field is required.", None))) != "Ce champ est obligatoire."
