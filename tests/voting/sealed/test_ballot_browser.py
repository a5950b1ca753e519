"""A ballot encrypted in a real browser: accepted by ours and by the independent tool; the choice itself never leaves."""

import json
import re
import shutil
import subprocess

import pytest

from tests.face import windows
from tests.voting.sealed import elections
from tests.voting.sealed.booth import Site, ballot_page, field_of
from voting.crypto import ballots, group, keys, questions
from voting.crypto.questions import Question

pytestmark = pytest.mark.browser
TWENTY = Question("Quels sujets ?", tuple(f"Sujet {n}" for n in range(20)), least=0, most=20)
MARKS = Question("Et celui-ci ?", tuple("ABCDEFG"))
ENCRYPT = """async ([record, right, choices]) =>
  sealed.encrypt(Uint8Array.from(record), right, choices)"""


def encrypted(page, vote: elections.Vote, *choices, voter: int = 0) -> bytes:
    given = [list(vote.election.content), vote.credentials[voter], choices]
    return page.evaluate(ENCRYPT, given).encode()


@pytest.fixture
def site(chromium):
    site = Site(chromium)
    site.pages["/vide/"] = '<!doctype html><title>vide</title><script src="/static/js/ballot.js"></script>'
    yield site
    site.close()


def at_the_booth(site: Site, vote: elections.Vote, page: str | None = None):
    site.pages |= {
        "/votes/7/bulletin/": page or ballot_page(vote),
        "/votes/7/election.json": vote.election.content,
    }
    return site.open("/votes/7/bulletin/")


# --- the ballot itself ------------------------------------------------------------------------------------------------


def test_hashes_and_powers_are_those_of_python(site):
    page = site.open("/vide/")
    texts = ["", "a", "é" * 31, "x" * 55, "x" * 56, "x" * 63, "x" * 64, "x" * 65, "fleuve " * 300]

    hashes = page.evaluate("texts => texts.map(one => sealed.hex(sealed.hashed(sealed.utf8(one))))", texts)
    stretched = page.evaluate("sealed.hex(sealed.stretched('xLS-3Si-wog-AGP-3UD', '3WbkV8SPKUqhzy', 1000))")
    powers = page.evaluate(
        "n => [String(sealed.ofG(BigInt(n))), String(sealed.power(sealed.G, BigInt(n)))]", str(group.Q - 5)
    )

    assert hashes == [group.hex_of(one.encode()) for one in texts]
    secret = keys.credential_secret("xLS-3Si-wog-AGP-3UD", "3WbkV8SPKUqhzy")
    assert int(stretched, 16) % group.Q == secret
    assert powers == [str(group.powers_of(group.G)(group.Q - 5))] * 2


def test_every_kind_of_question_is_received_and_counted(site):
    vote = elections.opened(elections.FOUR_ANSWERS, elections.UP_TO_TWO, elections.WITH_BLANK, TWENTY, MARKS)
    page = site.open("/vide/")
    none, every = (0,) * 20, (1,) * 20
    cast = [
        ((1, 0, 0, 0), (0, 0, 0), (1, 0, 0, 0), none, (0, 0, 0, 0, 0, 0, 1)),
        ((0, 0, 0, 1), (1, 0, 1), (0, 1, 1, 0), every, (1, 0, 0, 0, 0, 0, 0)),
        ((0, 1, 0, 0), (0, 1, 0), (0, 0, 0, 1), (1, 0) * 10, (0, 0, 0, 1, 0, 0, 0)),
    ]

    for voter, choices in enumerate(cast):
        content = encrypted(page, vote, *choices, voter=voter)
        received = ballots.receive(election=vote.election, content=content)
        assert received.credential == keys.credential_public(vote.credentials[voter], vote.election.uuid)
        vote.received.append(received)
        vote.add("Ballot", content)

    assert vote.close() == tuple(
        tuple(sum(row) for row in zip(*at, strict=True)) for at in zip(*cast, strict=True)
    )


@pytest.mark.oracle
def test_the_independent_tool_accepts_a_board_of_browser_ballots(site, tmp_path):
    if shutil.which("belenios-tool") is None:
        pytest.skip("no belenios-tool: apt-get install belenios-tool")
    vote = elections.opened(elections.FOUR_ANSWERS, elections.UP_TO_TWO, elections.WITH_BLANK)
    page = site.open("/vide/")
    for voter, choices in enumerate(
        [((0, 0, 1, 0), (1, 1, 0), (1, 0, 0, 0)), ((1, 0, 0, 0), (0, 0, 0), (0, 1, 0, 0))]
    ):
        content = encrypted(page, vote, *choices, voter=voter)
        vote.received.append(ballots.receive(election=vote.election, content=content))
        vote.add("Ballot", content)
    vote.close()

    (tmp_path / f"{vote.election.uuid}.bel").write_bytes(vote.archive)
    told = subprocess.run(
        ["belenios-tool", "election", "verify", "--dir", str(tmp_path)], capture_output=True, text=True
    )

    assert told.returncode == 0, told.stderr
    assert "W:" not in told.stdout + told.stderr


@pytest.mark.parametrize(
    "choices",
    [[[0, 0, 0, 0]], [[1, 1, 0, 0]], [[2, 0, 0, 0]], [[1, 0, 0]], [[1, 0, 0, 0], [1]], [["1", 0, 0, 0]]],
)
def test_a_choice_that_the_question_does_not_allow_is_never_encrypted(site, choices):
    page = site.open("/vide/")

    with pytest.raises(Exception, match="choice"):
        encrypted(page, elections.opened(), *choices)


def test_a_record_with_another_group_or_a_false_key_is_refused(site):
    vote, page = elections.opened(), site.open("/vide/")
    record = json.loads(vote.election.content)
    for change in ({"public_key": "2"}, {"public_key": "0"}, {"group": "Ed25519"}, {"version": 2}):
        with pytest.raises(Exception, match=r"not_in_group|election"):
            page.evaluate(
                ENCRYPT, [list(group.compact(record | change)), vote.credentials[0], [[1, 0, 0, 0]]]
            )


def test_two_ballots_of_the_same_choice_share_nothing(site):
    vote, page = elections.opened(), site.open("/vide/")

    one, other = (json.loads(encrypted(page, vote, (1, 0, 0, 0))) for _time in range(2))

    numbers = [set(re.findall(r'"[0-9]{50,}"', json.dumps(ballot))) for ballot in (one, other)]
    assert numbers[0] & numbers[1] == {f'"{one["credential"]}"'}


# --- the page ---------------------------------------------------------------------------------------------------------


def test_choose_check_and_put_in_the_urn_without_saying_the_choice(site):
    vote = elections.opened()
    page = at_the_booth(site, vote)

    def receive(sent):
        ballot = field_of(sent.body, "bulletin").encode()
        number = ballots.receive(election=vote.election, content=ballot).tracking_number
        site.pages["/votes/7/recu/"] = f'<h1>Merci</h1><div data-number="{number}">reçu</div>'
        return ("to", "/votes/7/recu/")

    site.pages["/votes/7/deposer/"] = receive
    page.check("[value=contre]")
    page.click("text=Continuer")

    assert page.inner_text("#bulletin-verifier h1") == "Vérifie ton vote"
    assert page.evaluate("document.activeElement.textContent") == "Vérifie ton vote"
    assert page.inner_text("[data-said]") == "Pas d'accord"
    assert page.title() == "Vérifie ton vote | L'Espace"
    assert not page.is_visible("#bulletin")
    page.wait_for_function("document.querySelector('[data-fingerprint]').textContent")
    assert page.text_content("[data-fingerprint]").replace(" ", "") == vote.election.fingerprint

    page.click("text=Déposer mon vote")
    page.wait_for_selector("text=Merci")

    body = site.posts("/votes/7/deposer/")
    assert len(body) == 1
    assert site.posts("/votes/7/verifier/") == []
    everything = " ".join(f"{one.path} {one.body}" for one in site.sent)
    assert not re.search(r"contre|choix|Pas d'accord", everything)
    assert field_of(body[0], "csrfmiddlewaretoken") == "jeton"
    assert site.errors == []

    page.go_back()
    page.wait_for_selector("#bulletin", state="visible")
    assert page.locator("[name=choix]:checked").count() == 0


def test_the_check_page_is_read_aloud(chromium):
    site = Site(chromium)
    site.context.add_init_script(windows.VOICES.replace("VOICES", windows.FRENCH, 1))
    page = at_the_booth(site, elections.opened())
    page.check("[value=contre]")
    page.click("text=Continuer")

    page.click("#ecouter-lire")
    for _sentence in range(12):
        page.evaluate("isSpeaking() && finish()")

    said = page.evaluate("said.join(' | ')")
    assert "Vérifie ton vote" in said
    assert "Pas d'accord" in said
    assert "Est-ce que l'Espace approuve" in said
    site.close()


def test_change_goes_back_with_the_choice_kept(site):
    page = at_the_booth(site, elections.opened())
    page.check("[value=pour]")
    page.click("text=Continuer")

    page.click("[data-change]")
    page.wait_for_selector("#bulletin", state="visible")

    assert page.is_checked("[value=pour]")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.inner_text("#bulletin h1").startswith("Est-ce que")
    page.check("[value=je_passe]")
    page.click("text=Continuer")
    assert page.inner_text("[data-said]") == "Je passe"
    page.go_back()
    page.wait_for_selector("#bulletin", state="visible")
    assert page.is_checked("[value=je_passe]")


def test_all_of_it_with_the_keyboard(site):
    page = at_the_booth(site, elections.opened())
    page.focus("[value=pour]")
    page.keyboard.press("Space")
    page.focus("#bulletin .btn")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-said]")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-change]')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#bulletin", state="visible")

    assert page.is_checked("[value=pour]")


def test_no_answer_is_said_by_the_page_of_the_server(site):
    page = at_the_booth(site, elections.opened())
    site.pages["/votes/7/verifier/"] = (422, "<h1>Choisis une réponse</h1>")

    page.click("text=Continuer")
    page.wait_for_selector("text=Choisis une réponse")

    assert field_of(site.posts("/votes/7/verifier/")[0], "csrfmiddlewaretoken") == "jeton"


def test_too_many_boxes_are_said_here_and_nothing_leaves(site):
    answers = ("Transport", "Logement", "Repas")
    vote = elections.opened(elections.UP_TO_TWO)
    page = at_the_booth(site, vote, ballot_page(vote, answers, least=0, most=2))
    for box in page.locator("[name=choix]").all():
        box.check()

    page.click("text=Continuer")

    assert page.is_visible("#bulletin-combien")
    assert page.evaluate("document.activeElement.id") == "bulletin-combien"
    assert site.posts() == []
    page.locator("[name=choix]").nth(1).uncheck()
    page.click("text=Continuer")
    assert page.inner_text("[data-said]") == "Transport, Repas"


def test_ticking_nothing_is_an_answer_where_the_question_allows_it(site):
    vote = elections.opened(elections.UP_TO_TWO)
    page = at_the_booth(site, vote, ballot_page(vote, ("Transport", "Logement", "Repas"), least=0, most=2))

    page.click("text=Continuer")

    assert page.inner_text("[data-said]").replace("\u00a0", " ") == "Rien : je passe."


def test_when_the_network_fails_the_choice_stays_and_the_server_needs_a_yes(site):
    page = at_the_booth(site, elections.opened())
    site.pages["/votes/7/verifier/"] = "<h1>Vérifie ton vote</h1><p>Notre serveur chiffre ton choix</p>"
    page.check("[value=contre]")
    page.click("text=Continuer")

    page.click("text=Déposer mon vote")
    page.wait_for_selector("[data-failed]", state="visible")

    assert page.evaluate("document.activeElement.matches('[data-failed]')")
    assert page.inner_text("[data-said]") == "Pas d'accord"
    assert page.get_attribute("#bulletin-verifier .btn", "aria-disabled") == "false"
    assert site.posts("/votes/7/verifier/") == []

    page.click("text=Oui, le serveur chiffre mon vote")
    page.wait_for_selector("text=Notre serveur chiffre ton choix")

    assert field_of(site.posts("/votes/7/verifier/")[0], "choix") == "contre"


def test_a_refused_ballot_is_said(site):
    page = at_the_booth(site, elections.opened())
    site.pages["/votes/7/deposer/"] = (403, "fermé")
    page.check("[value=pour]")
    page.click("text=Continuer")
    page.click("text=Déposer mon vote")

    page.wait_for_selector("[data-refused]", state="visible")

    assert not page.is_visible("[data-failed]")
    assert page.url == site.address + "/votes/7/bulletin/"


def test_a_receipt_of_another_ballot_is_refused(site):
    page = at_the_booth(site, elections.opened())

    site.pages["/votes/7/recu/"] = '<h1>Merci</h1><div data-number="autre">reçu</div>'
    site.pages["/votes/7/deposer/"] = ("to", "/votes/7/recu/")
    page.check("[value=pour]")
    page.click("text=Continuer")
    page.click("text=Déposer mon vote")

    page.wait_for_selector("[data-refused]", state="visible")

    assert page.url == site.address + "/votes/7/bulletin/"


@pytest.mark.parametrize("missing", ["BigInt", "crypto.getRandomValues"])
def test_an_old_browser_is_told_that_the_server_encrypts(chromium, missing):
    site = Site(chromium)
    site.context.add_init_script(
        "delete window.BigInt;"
        if missing == "BigInt"
        else "Object.defineProperty(Crypto.prototype, 'getRandomValues', { value: undefined });"
    )
    site.pages["/votes/7/verifier/"] = "<h1>Vérifie ton vote</h1>"
    page = at_the_booth(site, elections.opened())

    assert page.is_visible("[data-by-server]")
    assert not page.is_visible("[data-by-device]")
    page.check("[value=pour]")
    page.click("text=Continuer")
    page.wait_for_selector("text=Vérifie ton vote")

    assert field_of(site.posts("/votes/7/verifier/")[0], "choix") == "pour"
    assert site.errors == []
    site.close()


def test_without_scripts_the_page_says_the_same(chromium):
    site = Site(chromium, java_script_enabled=False)
    site.pages["/votes/7/verifier/"] = "<h1>Vérifie ton vote</h1>"
    page = at_the_booth(site, elections.opened())

    assert page.is_visible("[data-by-server]")
    page.check("[value=pour]")
    page.click("text=Continuer")

    assert field_of(site.posts("/votes/7/verifier/")[0], "choix") == "pour"
    site.close()


def test_the_page_says_that_it_encrypts(site):
    page = at_the_booth(site, elections.opened())
    page.route(site.address + "/votes/7/election.json", lambda route: None)
    page.check("[value=pour]")
    page.click("text=Continuer")
    page.click("text=Déposer mon vote")

    assert page.inner_text("#bulletin-verifier [role=status]") == "Chiffrement…"
    assert page.get_attribute("#bulletin-verifier .btn", "aria-disabled") == "true"


def test_the_election_of_the_page_is_the_one_of_the_record():
    vote = elections.opened()

    assert questions.read_election(vote.election.content).fingerprint == vote.election.fingerprint
