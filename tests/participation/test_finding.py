"""Finding what was said: always through who-sees-what, as words are written, hidden and taken back."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.domain.queries import people
from common.models import SearchEntry
from deliberation.domain import messages, moderation
from deliberation.enums import FlagReason
from participation.domain import concerns
from participation.domain.queries import finding
from participation.enums import Readers, Theme
from tests import cast
from tests.deliberation.talk import NOW, say, thread

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def concern(by, text, readers=Readers.TABLE, **more):
    return concerns.say(by=by, text=text, theme=Theme.TRANSPORT, readers=readers, now=NOW, **more)


def found_by(person, asked: str):
    capacity = people.capacity(person, on=NOW.date())
    return finding.found(asked, person, capacity)


def counts(person, asked: str) -> tuple[int, int]:
    seen = found_by(person, asked)
    return len(seen.concerns), len(seen.messages)


def test_a_member_finds_concerns_and_messages_by_word_forms():
    ginette, rejean = cast.citizen(), cast.citizen("Réjean")
    said = concern(ginette, "Mes rendez-vous à l'hôpital sont trop loin.")
    message = say(said.thread, rejean, "Moi aussi, les hôpitaux sont loin.")

    seen = found_by(rejean, "hopital")

    assert [one.pk for one in seen.concerns] == [said.pk]
    assert [hit.message.pk for hit in found_by(rejean, "hôpitaux").messages] == [message.pk]


def test_private_words_drafts_and_withdrawn_words_are_found_by_who_reads_them_only():
    ginette, rejean, elodie = cast.citizen(), cast.citizen("Réjean"), cast.facilitator()
    private = concern(ginette, "Zouavesecret: je dors dans mon auto.", Readers.FACILITATION)
    say(private.thread, ginette, "Zouavesecret encore.")
    draft = concerns.begin(by=ginette, text="Zouavebrouillon, je commence.", now=NOW)

    assert counts(rejean, "zouavesecret") == (0, 0)
    assert counts(ginette, "zouavesecret") == (1, 1)
    assert counts(elodie, "zouavesecret") == (1, 1)
    assert counts(ginette, "zouavebrouillon") == (0, 0)

    concerns.submit(by=ginette, concern=draft, now=NOW)
    assert counts(rejean, "zouavebrouillon") == (1, 0)
    draft.refresh_from_db()
    concerns.withdraw(by=ginette, concern=draft, now=NOW)
    assert counts(rejean, "zouavebrouillon") == (0, 0)


@pytest.mark.parametrize("outsider", [cast.newcomer, cast.signatory, cast.table_member, cast.admin])
def test_outside_the_members_nothing_said_is_found(outsider):
    said = concern(cast.citizen(), "Zouavemembre: mon loyer augmente.")
    say(said.thread, cast.citizen("Réjean"), "Zouavemembre aussi.")

    assert counts(outsider(), "zouavemembre") == (0, 0)


def test_hidden_and_withdrawn_words_leave_the_index_itself():
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    whole, partly, taken = (say(talk, ginette, f"Zouavecache et zouavesalut {n}") for n in range(3))

    moderation.hide_message(by=elodie, message=whole, reason=FlagReason.ATTACK, now=NOW)
    moderation.hide_passage(
        by=elodie, message=partly, passage="Zouavecache", reason=FlagReason.ATTACK, now=NOW
    )
    messages.withdraw(by=ginette, message=taken, now=NOW)

    assert counts(ginette, "zouavecache") == (0, 0)
    assert counts(elodie, "zouavecache") == (0, 0)
    assert [hit.message.pk for hit in found_by(ginette, "zouavesalut").messages] == [partly.pk]
    assert not SearchEntry.objects.filter(tokens__contains="zouavecache").exists()

    moderation.show_again(by=elodie, message=whole, now=NOW)
    assert [hit.message.pk for hit in found_by(ginette, "zouavecache").messages] == [whole.pk]


def test_rebuilding_finds_the_same_and_nothing_hidden():
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    kept, hidden = say(talk, ginette, "Zouavegarde"), say(talk, ginette, "Zouavecache")
    moderation.hide_message(by=elodie, message=hidden, reason=FlagReason.ATTACK, now=NOW)
    SearchEntry.objects.all().delete()

    call_command("rebuild_search", verbosity=0)

    assert [hit.message.pk for hit in found_by(ginette, "zouavegarde").messages] == [kept.pk]
    assert counts(elodie, "zouavecache") == (0, 0)


def test_the_same_few_queries_whatever_is_found(django_assert_num_queries):
    ginette = cast.citizen()
    said = concern(ginette, "Zouavecompte numéro un.")
    capacity = people.capacity(ginette, on=NOW.date())
    with django_assert_num_queries(4):
        finding.found("zouavecompte", ginette, capacity)
    for n in range(30):
        say(said.thread, ginette, f"Zouavecompte {n}")

    with django_assert_num_queries(4):
        seen = finding.found("zouavecompte", ginette, capacity)
        _ = [one.author.display_name for one in seen.concerns]

    assert len(seen.messages) == finding.MOST_OF_EACH


def test_the_page_keeps_the_words_out_of_the_address(client):
    ginette = cast.citizen()
    concern(ginette, "L'autobus ne passe plus dans mon rang.")
    cast.sign_in(client, ginette)

    answer = client.post(reverse("participation:search"), {"words": "autobus"})
    page = client.get(answer.url).content.decode()

    assert answer.url == "/chercher/"
    assert "ne passe plus dans mon rang" in page
    assert client.post(reverse("participation:search"), {"words": ""}).status_code == 422
    assert client.get(answer.url).status_code == 200


def test_words_that_say_nothing_are_told_so_and_nothing_found_too(client):
    cast.sign_in(client, cast.citizen())
    client.post(reverse("participation:search"), {"words": "le de la"})
    assert client.get("/chercher/").status_code == 422
    client.post(reverse("participation:search"), {"words": "xylophone"})

    page = client.get("/chercher/")

    assert page.status_code == 200
    assert "Rien avec «" in page.content.decode()


SAID = "L'autobus ne passe plus dans mon rang. Je manque mes rendez-vous à l'hôpital."


def test_saying_the_same_thing_offers_me_too_and_going_on(client):
    lise, ginette = cast.citizen("Lise"), cast.citizen()
    theirs = concern(lise, SAID)
    concern(lise, "Le loyer a augmenté deux fois cette année.")
    cast.sign_in(client, ginette)

    client.post(
        reverse("participation:say"), {"text": "Il n'y a plus d'autobus dans le rang pour mes rendez-vous."}
    )
    draft = ginette.concerns.get()
    page = client.get(reverse("participation:say_already", args=[draft.pk])).content.decode()

    assert "ne passe plus dans mon rang" in page
    assert "loyer" not in page
    assert reverse("participation:concern_support", args=[theirs.pk]) in page
    assert reverse("participation:say_theme", args=[draft.pk]) in page


def test_folded_words_stay_folded_among_what_was_already_said(client):
    lise, ginette = cast.citizen("Lise"), cast.citizen()
    concern(lise, SAID, title="Chez nous", content_note="isolement")
    cast.sign_in(client, ginette)

    client.post(
        reverse("participation:say"), {"text": "Il n'y a plus d'autobus dans le rang pour mes rendez-vous."}
    )
    page = client.get(reverse("participation:say_already", args=[ginette.concerns.get().pk])).content.decode()

    assert "ne passe plus dans mon rang" not in page
    assert "Ici, on parle de" in page


def test_nothing_alike_goes_straight_to_the_next_question(client):
    concern(cast.citizen("Lise"), SAID)
    ginette = cast.citizen()
    cast.sign_in(client, ginette)
    client.post(reverse("participation:say"), {"text": "Mon chauffage coûte cher l'hiver."})
    draft = ginette.concerns.get()

    answer = client.get(reverse("participation:say_already", args=[draft.pk]))

    assert answer.url == reverse("participation:say_theme", args=[draft.pk])


def test_what_one_may_not_read_is_never_offered_as_already_said():
    ginette = cast.citizen()
    concern(cast.citizen("Lise"), SAID, Readers.FACILITATION)
    concern(ginette, SAID)

    alike = finding.already_said(SAID, ginette, people.capacity(ginette, on=NOW.date()))

    assert alike == []


def test_words_folded_in_their_thread_are_folded_among_what_is_found(client):
    ginette, rejean = cast.citizen(), cast.citizen("Réjean")
    said = concern(ginette, "Zouavefolie. Il m'a frappée.", title="Chez nous", content_note="violence")
    say(said.thread, rejean, "Zouavefolie chez nous aussi.", content_note="violence")
    cast.sign_in(client, rejean)

    client.post(reverse("participation:search"), {"words": "zouavefolie"})
    page = client.get(reverse("participation:search")).content.decode()

    assert page.count("Ici, on parle de") == 2
    assert "frappée" not in page
    assert "chez nous aussi" not in page
    assert "Chez nous" in page


def test_an_excerpt_begins_a_few_words_before_what_was_asked(client):
    ginette = cast.citizen()
    before = " ".join(f"mot{n}" for n in range(40))
    said = concern(ginette, f"{before} puis mes hôpitaux sont loin.", title="Un long texte")
    say(said.thread, cast.citizen("Réjean"), f"{before} Hôpital?")
    cast.sign_in(client, ginette)

    client.post(reverse("participation:search"), {"words": "hopital"})
    page = client.get(reverse("participation:search")).content.decode()

    assert "<p>… mot36 mot37 mot38 mot39 puis mes hôpitaux sont loin.</p>" in page
    assert "mot39 Hôpital?" in page
    assert "mot0" not in page
