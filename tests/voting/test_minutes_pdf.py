"""The decision record as a tagged PDF: as much as the reader may see, no name, nothing before the end."""

import subprocess

import pytest
from django.urls import reverse

from tests import cast as people
from tests.voting import ballots

pytestmark = pytest.mark.django_db


def text_of(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def about(content: bytes) -> str:
    done = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def pdf(client, vote):
    return client.get(reverse("voting:minutes_pdf", args=[vote.pk]))


def test_it_says_the_rules_the_numbers_and_the_hashes_without_a_name(client):
    pytest.importorskip("weasyprint")
    voters = people.citizens(10)
    vote = ballots.proclaimed(voters)

    answer = pdf(client, vote)
    content, said = answer.content, text_of(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    assert "Tagged: yes" in about(content)
    for expected in ("Procès-verbal", "empreintes", vote.urn.uuid, vote.urn.head[:20]):
        assert expected in said
    assert not any(voter.display_name in said for voter in voters)


def test_there_is_none_before_the_end(client):
    vote = ballots.opened()

    assert pdf(client, vote).status_code == 403
