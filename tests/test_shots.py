"""The pictures of the main pages: what is said when they cannot be taken."""

import re

import pytest

from accounts.rules import second_step
from scenario import accounts
from tools import shots


def test_without_chromium_one_sentence_says_so(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "nowhere"))

    assert shots.main([str(tmp_path / "pictures")]) == 1
    assert "Il manque Chromium." in capsys.readouterr().err


def test_the_code_typed_is_the_one_that_the_demonstration_shows():
    step = second_step.step_at(1_795_000_000)

    assert shots.STAFF_SECRET == accounts.STAFF_SECRET
    assert shots._code(step) == second_step.code_of(accounts.STAFF_SECRET, step)


def test_twelve_pictures_have_each_their_own_name():
    names = [shot.name for shot in shots.SHOTS]

    assert len(set(names)) == len(names) == 12
    assert all(re.fullmatch(r"[a-z-]+", name) for name in names)


def test_a_region_that_does_not_start_is_told_with_its_words(tmp_path, monkeypatch):
    monkeypatch.setattr(shots, "ROOT", tmp_path)  # nothing to serve there

    with pytest.raises(shots.CannotShoot, match=r"(?s)ne démarre pas.*manage\.py"), shots.demo_region():
        raise AssertionError("something started")
