"""A scrutineer's two pages in a real browser: the phrase is drawn, rehearsed and used there; no word of it ever leaves."""

import json
from urllib.parse import unquote_plus

import pytest
import segno

from tests.voting import boards
from tests.voting.sealed import elections
from tests.voting.sealed.booth import Site, field_of, scrutineer_page
from tests.voting.sealed.test_offline_scrutineer import PHRASES, closed, read_share
from voting.crypto import board, group, keys, phrases, questions, tally
from voting.crypto.ballots import Ballot
from voting.crypto.keys import TrusteeKey

pytestmark = pytest.mark.browser
UUIDS = [questions.new_uuid() for _one in range(5)]


@pytest.fixture
def site(chromium):
    site = Site(chromium)
    site.pages["/vide/"] = (
        '<!doctype html><title>vide</title><script src="/static/js/scrutineer.js"></script>'
    )
    yield site
    site.close()


def nothing_of(phrase: str, site: Site) -> bool:
    """No request holds two words of the phrase, nor its figures."""
    said = " ".join(phrases.bare(unquote_plus(f"{one.path} {one.body}")) for one in site.sent)
    held = [word for word in phrase.split() if phrases.bare(word) in said]
    return len(held) < 2 and phrases.square_code_text(phrase) not in said


# --- the phrase -------------------------------------------------------------------------------------------------------


def test_the_same_phrase_is_the_same_secret_in_both_languages(site):
    page = site.open("/vide/")
    drawn = [phrases.new_phrase() for _one in range(20)]
    given = [[one, phrases.square_code_text(one), phrases.bare(one).upper()] for one in drawn]

    told = page.evaluate(
        """all => all.map(ways => ways.map(typed => {
          const entropy = sealed.phrase.entropyOf(typed);
          return [sealed.phrase.of(entropy).join(" "), String(sealed.phrase.secretOf(entropy, "3WbkV8SPKUqhzy")),
            sealed.phrase.checksumOf(entropy), sealed.phrase.figuresOf(sealed.phrase.of(entropy))];
        }))""",
        given,
    )

    expected = [
        [
            one,
            str(phrases.secret_of(one, "3WbkV8SPKUqhzy")),
            phrases.checksum_of(one),
            phrases.square_code_text(one),
        ]
        for one in drawn
    ]
    assert told == [[one] * 3 for one in expected]


def test_what_is_wrong_is_named_the_same_way(site):
    page = site.open("/vide/")
    words = PHRASES[0].split()
    typed = [
        "",
        " ".join(words[:23]),
        " ".join([*words[:6], "xylophage", *words[7:]]),
        " ".join([*words[:4], words[4][:3], *words[5:]]),
        " ".join([*words[:23], "zoologie"]),
        "9999" * 24,
        " ".join(f"{n}. {word[:4]}," for n, word in enumerate(words, start=1)),
    ]

    told = page.evaluate(
        """all => all.map(typed => { try { sealed.phrase.entropyOf(typed); return null; }
          catch (error) { return [error.code, error.position, error.typed, error.count]; } })""",
        typed,
    )

    assert told == [refusal_of(one) for one in typed]
    assert told[-1] is None


def refusal_of(typed: str) -> list | None:
    try:
        phrases.entropy_of(typed)
    except phrases.PhraseError as refused:
        return [refused.code, refused.position, refused.typed, refused.count]
    return None


def test_the_square_code_is_the_one_of_the_standard(site):
    page = site.open("/vide/")
    for phrase in (PHRASES[0], phrases.new_phrase()):
        figures = phrases.square_code_text(phrase)

        drawn = page.evaluate("figures => sealed.squareCode(figures)", figures)

        known = segno.make(figures, version=3, error="m", mask=0, mode="numeric", boost_error=False)
        assert drawn == [list(row) for row in known.matrix]


# --- the first page ---------------------------------------------------------------------------------------------------


def drawing(site: Site, **context):
    given = {
        "season": "2026-2027",
        "votes_json": json.dumps(UUIDS),
        "send_url": "/scruter/cles/",
        "number": 1,
        "count": 2,
    }
    site.pages |= {
        "/scruter/phrase/": scrutineer_page(
            "phrase", **given | {"keeper": "Le Relais des saisons"} | context
        ),
        "/scruter/cles/": "<h1>Merci</h1>",
    }
    return site.open("/scruter/phrase/")


def words_on(page) -> list[str]:
    return page.locator("[data-part=phrase] [data-words] li").all_inner_texts()


def rehearse(page, words: list[str]) -> None:
    for field in page.locator("[data-asked]").all():
        place = int(field.locator("[data-place]").inner_text())
        field.locator("input").fill(words[place - 1].upper())


def test_draw_print_rehearse_and_send_public_keys_alone(site):
    page = drawing(site)
    words = words_on(page)
    assert phrases.read_phrase(" ".join(words)) == " ".join(words)
    assert page.evaluate("typeof Array.from(document.forms).find(one => one.elements.keys)") == "object"

    page.click("[data-part=phrase] [data-go=sheet]")
    assert page.evaluate("document.activeElement.textContent") == "Fiche de secours"
    assert page.locator("[data-part=sheet] [data-words] li").all_inner_texts() == words
    assert page.inner_text("[data-checksum]") == phrases.checksum_of(" ".join(words))
    page.click("[data-go=rehearsal]")
    rehearse(page, words)
    page.click("[data-send] button.btn")
    page.wait_for_selector("text=Merci")

    told = json.loads(field_of(site.posts("/scruter/cles/")[0], "keys"))
    assert [one["uuid"] for one in told] == UUIDS
    assert field_of(site.posts("/scruter/cles/")[0], "checksum") == phrases.checksum_of(" ".join(words))
    for one in told:
        assert list(one) == ["uuid", "public_key", "pok"]
        assert int(one["public_key"]) == group.powers_of(group.G)(
            phrases.secret_of(" ".join(words), one["uuid"])
        )
        key = TrusteeKey(int(one["public_key"]), int(one["pok"]["challenge"]), int(one["pok"]["response"]))
        shown = group.powers_of(group.G)(key.response) * group.power(key.public, key.challenge) % group.P
        assert group.challenge(f"pok|{group.NAME}|{key.public}|{shown}") == key.challenge
        assert keys.trustees_record([key])
    assert nothing_of(" ".join(words), site)
    assert site.errors == []


def test_a_wrong_word_of_the_rehearsal_is_named_and_nothing_is_sent(site):
    page = drawing(site)
    words = words_on(page)
    page.click("[data-part=phrase] [data-go=sheet]")
    page.click("[data-go=rehearsal]")
    rehearse(page, words)
    second = page.locator("[data-asked]").nth(1)
    place = second.locator("[data-place]").inner_text()
    second.locator("input").fill("abeille" if words[int(place) - 1] != "abeille" else "zoologie")

    page.click("[data-send] button.btn")

    assert f"mot {place}" in second.locator(".error").inner_text().replace("\u00a0", " ")
    assert page.evaluate("document.activeElement.id") == "mot-2"
    assert page.get_attribute("#mot-2", "aria-invalid") == "true"
    assert site.posts() == []


def test_the_whole_phrase_may_be_typed_instead(site):
    page = drawing(site)
    words = words_on(page)
    page.click("[data-part=phrase] [data-go=sheet]")
    page.click("[data-go=rehearsal]")
    page.click("text=Je préfère retaper les 24 mots")
    other = [*words[:4], "zoologie" if words[4] != "zoologie" else "abeille", *words[5:]]
    page.fill("#mots-tous", " ".join(words[:20]))
    page.click("[data-send] button.btn")
    assert "20" in page.inner_text("#mots-tous-e")
    page.fill("#mots-tous", " ".join(other))
    page.click("[data-send] button.btn")
    assert page.is_visible("#mots-tous-e")
    assert site.posts() == []

    page.fill("#mots-tous", " ".join(word[:4] for word in words))
    page.click("[data-send] button.btn")
    page.wait_for_selector("text=Merci")

    assert len(site.posts("/scruter/cles/")) == 1
    assert nothing_of(" ".join(words), site)


def test_another_phrase_replaces_the_first_everywhere(site):
    page = drawing(site)
    first, checksum = words_on(page), page.text_content("[data-checksum]")

    page.click("[data-draw]")

    assert words_on(page) != first
    assert page.text_content("[data-checksum]") == phrases.checksum_of(" ".join(words_on(page))) != checksum


def test_with_scripts_the_program_stays_within_reach(site):
    page = drawing(site)
    page.click("text=Sans réseau, avec notre petit programme")
    page.fill("#keys", "[]")
    page.fill("#checksum", "7F3A 91C2")
    page.click("[data-offline] button")
    page.wait_for_selector("text=Merci")

    sent = site.posts("/scruter/cles/")[0]
    assert (field_of(sent, "keys"), field_of(sent, "checksum")) == ("[]", "7F3A 91C2")


def test_without_scripts_the_page_leads_to_the_program(chromium):
    site = Site(chromium, java_script_enabled=False)
    page = drawing(site)

    assert page.is_visible("[data-no-script]")
    assert not page.is_visible("[data-part=phrase]")
    assert "scrutineer.py new" in page.inner_text("main")
    site.close()


# --- opening ----------------------------------------------------------------------------------------------------------


def opening(site: Site, vote: elections.Vote, owner: int = 0, archive: bytes | None = None, **context):
    given = {
        "ballots": 3,
        "needed": 2,
        "vote_uuid": vote.election.uuid,
        "archive_url": "/votes/7/archive.bel",
        "public_key": str(vote.trustees[owner].public),
        "send_url": "/votes/7/part/",
    }
    site.pages |= {
        "/scruter/7/": scrutineer_page("open", **given | context),
        "/votes/7/archive.bel": vote.archive if archive is None else archive,
        "/votes/7/part/": "<h1>Merci</h1>",
    }
    return site.open("/scruter/7/")


def part_of(site: Site, phrase: str) -> bytes:
    site.page.fill("#phrase", phrase)
    site.page.click("text=Ouvrir avec ma phrase")
    site.page.wait_for_selector("text=Merci")
    return field_of(site.posts("/votes/7/part/")[-1], "part").encode()


def test_the_parts_of_the_browser_open_the_sum(site):
    vote = closed()
    total = tally.add_up(vote.election, vote.received)
    shares = []
    for owner, phrase in enumerate(PHRASES, start=1):
        opening(site, vote, owner - 1)
        content = part_of(site, phrase if owner == 1 else phrases.square_code_text(phrase))
        share = read_share(owner, content)
        public = vote.trustees[owner - 1].public
        tally.check_share(election=vote.election, total=total, public=public, share=share)
        assert share.records()[0] == content
        shares.append(share)
        vote.add("PartialDecryption", *share.records())

    assert tally.conclude(total=total, shares=shares) == ((0, 1, 1, 0), (0, 1, 0))
    assert all(nothing_of(phrase, site) for phrase in PHRASES)
    assert site.errors == []


def test_a_vote_with_a_blank_answer_opens_too(site):
    vote = elections.opened(elections.WITH_BLANK, whose=PHRASES)
    vote.cast(0, (1, 0, 0, 0))
    vote.cast(1, (0, 1, 1, 0))
    total = tally.add_up(vote.election, vote.received)
    vote.add("EndBallots")
    vote.add("EncryptedTally", *total.records())
    opening(site, vote)

    share = read_share(1, part_of(site, PHRASES[0]))

    tally.check_share(election=vote.election, total=total, public=vote.trustees[0].public, share=share)


def test_nobody_voted_and_the_part_still_holds(site):
    vote = elections.opened(whose=PHRASES)
    total = tally.add_up(vote.election, [])
    vote.add("EndBallots")
    vote.add("EncryptedTally", *total.records())
    opening(site, vote)

    share = read_share(1, part_of(site, PHRASES[0]))

    tally.check_share(election=vote.election, total=total, public=vote.trustees[0].public, share=share)


def refusal(site: Site, phrase: str) -> str:
    site.page.fill("#phrase", phrase)
    site.page.click("text=Ouvrir avec ma phrase")
    site.page.wait_for_selector("#phrase-e", state="visible")
    return " ".join(site.page.inner_text("#phrase-e").split())


def test_a_wrong_phrase_is_said_and_kept(site):
    page = opening(site, closed())
    words = PHRASES[0].split()

    assert "Le mot 7 n'est pas dans la liste : « xylophage »" in refusal(
        site, " ".join([*words[:6], "xylophage", *words[7:]])
    )
    assert page.evaluate("document.activeElement.id") == "phrase"
    assert "xylophage" in page.input_value("#phrase")
    assert "23 mots" in refusal(site, " ".join(words[:23]))
    assert "ne vont pas ensemble" in refusal(site, " ".join([*words[:23], "zoologie"]))
    assert "pas la vôtre" in refusal(site, PHRASES[1])
    assert site.posts() == []


def test_an_archive_that_does_not_come_is_said_and_the_phrase_stays(site):
    page = opening(site, closed())
    del site.pages["/votes/7/archive.bel"]

    assert "connexion" in refusal(site, PHRASES[0])
    assert page.input_value("#phrase") == PHRASES[0]


def replayed() -> elections.Vote:
    vote = elections.opened(whose=PHRASES)
    first = vote.cast(0, (1, 0, 0, 0))
    vote.cast(0, (0, 0, 1, 0))
    vote.received.append(first)
    vote.add("Ballot", first.content)
    return ended(vote)


def by_a_stranger() -> elections.Vote:
    vote = elections.opened(whose=PHRASES)
    vote.credentials[0] = keys.new_credential()
    vote.cast(0, (1, 0, 0, 0))
    return ended(vote)


def with_one_ballot_alone_in_the_sum() -> elections.Vote:
    vote = elections.opened(whose=PHRASES)
    vote.cast(0, (1, 0, 0, 0))
    vote.cast(1, (0, 1, 0, 0))
    vote.received.pop()
    return ended(vote)


def not_ended() -> elections.Vote:
    vote = elections.opened(whose=PHRASES)
    vote.cast(0, (1, 0, 0, 0))
    return vote


def late() -> elections.Vote:
    vote = elections.opened(whose=PHRASES)
    ended(vote)
    vote.cast(0, (1, 0, 0, 0))
    return vote


def with_a_false_proof() -> elections.Vote:
    vote = elections.opened(whose=PHRASES)
    ballot = json.loads(vote.cast(0, (1, 0, 0, 0)).content)
    ballot["answers"][0]["choices"].reverse()
    content = boards.signed_again(ballot, credential=vote.credentials[0], uuid=vote.election.uuid)
    pairs = tuple((int(one["alpha"]), int(one["beta"])) for one in ballot["answers"][0]["choices"])
    credential = keys.credential_public(vote.credentials[0], vote.election.uuid)
    vote.received = [Ballot(content, credential, (pairs,))]
    vote.archive, vote.head = board.opening(elections.STAMP), board.Head()
    listed = keys.credentials_record(
        keys.credential_public(one, vote.election.uuid) for one in vote.credentials
    )
    trustees = keys.trustees_record(vote.trustees)
    vote.add("Setup", *board.setup_records(vote.election, trustees, listed))
    vote.add("Ballot", content)
    return ended(vote)


def ended(vote: elections.Vote) -> elections.Vote:
    vote.add("EndBallots")
    vote.add("EncryptedTally", *tally.add_up(vote.election, vote.received).records())
    return vote


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (replayed, "replay"),
        (by_a_stranger, "credential"),
        (with_one_ballot_alone_in_the_sum, "tally"),
        (not_ended, "order"),
        (late, "order"),
        (with_a_false_proof, "proof"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_board_that_does_not_hold_is_not_opened(site, made, code):
    opening(site, made())

    said = refusal(site, PHRASES[0])

    assert "on n'ouvre rien" in said
    assert f"code : {code}." in said
    assert site.posts() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"num_tallied":2', b'"num_tallied":1'),
        (b'"type":"EndBallots"', b'"type":"EndBallotz"'),
        (b"BELENIOS-2048", b"BELENIOS-2049"),
    ],
)
def test_an_archive_with_one_letter_changed_is_not_opened(site, old, new):
    vote = closed()
    assert vote.archive.count(old) == 1
    opening(site, vote, archive=vote.archive.replace(old, new))

    assert "on n'ouvre rien" in refusal(site, PHRASES[0])


def test_an_archive_cut_short_or_of_another_vote_is_not_opened(site):
    vote, other = closed(), closed()

    opening(site, vote, archive=vote.archive[:-512])
    assert "on n'ouvre rien" in refusal(site, PHRASES[0])
    opening(site, vote, archive=other.archive)
    assert "code : other_election" in refusal(site, PHRASES[0])


def test_without_scripts_the_archive_and_the_program_are_offered(chromium):
    site = Site(chromium, java_script_enabled=False)
    page = opening(site, closed())

    assert page.get_attribute("text=Télécharger l'archive", "href") == "/votes/7/archive.bel"
    assert page.is_visible("#part")
    assert not page.is_visible("#phrase")
    site.close()


def test_the_page_after_says_who_is_waited_for(site):
    site.pages["/fini/"] = scrutineer_page("progress", ballots=3, other_when="Prévu lundi à 10 h")
    page = site.open("/fini/")

    assert page.locator(".tl .done").count() == 4
    assert "Prévu lundi à 10 h" in page.inner_text(".tl .now")
    site.pages["/fini/"] = scrutineer_page("progress", ballots=3, is_over=True)
    assert site.open("/fini/").is_visible("text=Voir le résultat")
