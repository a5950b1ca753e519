"""The small program of a scrutineer without a network: same keys and same parts as the site's own code."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.voting.sealed import elections
from tools import scrutineer, verifier
from voting.crypto import group, keys, phrases, questions, tally

PHRASES = [phrases.phrase_of(bytes([n]) * 32) for n in (1, 2)]


def closed(*, is_added: bool = True) -> elections.Vote:
    """A vote of two phrases, ended and added up."""
    vote = elections.opened(elections.FOUR_ANSWERS, elections.UP_TO_TWO, whose=PHRASES)
    vote.cast(0, (1, 0, 0, 0), (1, 0, 1))
    vote.cast(1, (0, 0, 1, 0), (0, 0, 0))
    vote.cast(0, (0, 1, 0, 0), (0, 1, 0))
    vote.add("EndBallots")
    if is_added:
        vote.add("EncryptedTally", *tally.add_up(vote.election, vote.received).records())
    return vote


def test_its_words_and_derivations_are_the_sites_own():
    assert scrutineer.read_words() == list(phrases.WORDS)
    entropy = phrases.entropy_of(PHRASES[0])
    assert " ".join(scrutineer.phrase_of(entropy)) == PHRASES[0]
    assert scrutineer.entropy_of(phrases.square_code_text(PHRASES[0])) == entropy
    assert scrutineer.secret_of(entropy, "3WbkV8SPKUqhzy") == phrases.secret_of(PHRASES[0], "3WbkV8SPKUqhzy")
    assert scrutineer.checksum_of(entropy) == phrases.checksum_of(PHRASES[0])


def test_a_phrase_is_drawn_rehearsed_and_gives_keys_that_hold(tmp_path, capsys):
    uuids, out, asked = [questions.new_uuid() for _one in range(3)], tmp_path / "cles.json", []

    def from_the_sheet(question: str) -> str:
        lines = capsys.readouterr().out.splitlines()
        sheet.update({line.split(". ")[0].strip(): line.split(". ")[1] for line in lines if ". " in line[:5]})
        asked.append(question)
        return "abeille" if len(asked) == 1 else sheet[question.split()[1]].upper()

    sheet: dict[str, str] = {}
    scrutineer.new(uuids, out, from_the_sheet)

    told = json.loads(out.read_text())
    phrase = " ".join(sheet[str(n)] for n in range(1, 25))
    assert len(asked) in (3, 4)
    assert [one["uuid"] for one in told] == uuids
    for one in told:
        public, c, z = int(one["public_key"]), int(one["pok"]["challenge"]), int(one["pok"]["response"])
        assert public == group.powers_of(group.G)(phrases.secret_of(phrase, one["uuid"]))
        shown = group.powers_of(group.G)(z) * group.power(public, c) % group.P
        assert group.challenge(f"pok|{group.NAME}|{public}|{shown}") == c
    assert not [word for word in phrase.split() if word in out.read_text()]


def test_two_parts_open_the_sum(tmp_path, capsys):
    vote = closed()
    (tmp_path / "urne.bel").write_bytes(vote.archive)
    total = tally.add_up(vote.election, vote.received)
    shares = []
    for owner, phrase in enumerate(PHRASES, start=1):
        typed = iter(["abeille abeille", phrase.upper()])
        out = tmp_path / f"part-{owner}.json"
        scrutineer.open_urn(tmp_path / "urne.bel", out, lambda _question, typed=typed: next(typed))
        share = read_share(owner, out.read_bytes())
        tally.check_share(
            election=vote.election, total=total, public=vote.trustees[owner - 1].public, share=share
        )
        assert share.records()[0] == out.read_bytes()
        vote.add("PartialDecryption", *share.records())
        shares.append(share)

    result = tally.conclude(total=total, shares=shares)
    vote.add("Result", tally.result_record(result))

    assert result == ((0, 1, 1, 0), (0, 1, 0))
    assert verifier.verify(vote.archive, require_result=True).result == [list(row) for row in result]
    assert "Il en faut 24" in capsys.readouterr().out


def read_share(owner: int, content: bytes) -> tally.Share:
    told = json.loads(content)
    return tally.Share(
        owner,
        tuple(tuple(int(one) for one in row) for row in told["decryption_factors"]),
        tuple(
            tuple((int(one["challenge"]), int(one["response"])) for one in row)
            for row in told["decryption_proofs"]
        ),
    )


def test_it_opens_nothing_that_does_not_hold(tmp_path):
    vote = closed()
    path, out = tmp_path / "urne.bel", tmp_path / "part.json"
    other = " ".join(phrases.new_phrase().split())

    path.write_bytes(vote.archive)
    with pytest.raises(scrutineer.NotThis, match="pas la vôtre"):
        scrutineer.open_urn(path, out, lambda _question: other)
    path.write_bytes(vote.archive.replace(b'"num_tallied":2', b'"num_tallied":3'))
    with pytest.raises(scrutineer.verifier.Wrong):
        scrutineer.open_urn(path, out, lambda _question: PHRASES[0])
    path.write_bytes(closed(is_added=False).archive)
    with pytest.raises(scrutineer.NotThis, match="on n'ouvre rien"):
        scrutineer.open_urn(path, out, lambda _question: PHRASES[0])

    assert not out.exists()


def test_a_finished_vote_is_not_opened_again(tmp_path):
    vote = elections.opened()
    vote.close()
    path = tmp_path / "urne.bel"
    path.write_bytes(vote.archive)

    with pytest.raises(scrutineer.NotThis, match="déjà son résultat"):
        scrutineer.open_urn(path, tmp_path / "part.json", lambda _question: PHRASES[0])


def test_five_wrong_phrases_end_it(capsys):
    with pytest.raises(scrutineer.NotThis, match="Cinq essais"):
        scrutineer.ask_phrase(lambda _question: "rien")

    assert capsys.readouterr().out.count("« rien »") == 5


def test_it_runs_alone_beside_two_files(tmp_path):
    for name in ("tools/scrutineer.py", "tools/verifier.py", "voting/crypto/mots.txt"):
        shutil.copy(name, tmp_path)

    told = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "scrutineer.py"), "open", "nulle-part.bel"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )

    assert (told.returncode, told.stderr) == (2, "Un fichier ne peut pas être lu ou écrit.\n")


def test_damaged_words_are_seen(monkeypatch, tmp_path):
    (tmp_path / "mots.txt").write_text("abaisser\n")
    monkeypatch.setattr(scrutineer, "PLACES", (tmp_path / "mots.txt",))
    with pytest.raises(scrutineer.NotThis, match="abîmée"):
        scrutineer.read_words()
    monkeypatch.setattr(scrutineer, "PLACES", ())
    with pytest.raises(scrutineer.NotThis, match="manque"):
        scrutineer.read_words()


def test_its_keys_are_those_that_the_site_makes():
    secret = scrutineer.secret_of(b"\1" * 32, "3WbkV8SPKUqhzy")

    assert (
        str(keys.trustee_key(secret).public)
        == scrutineer.public_key(b"\1" * 32, "3WbkV8SPKUqhzy")["public_key"]
    )
