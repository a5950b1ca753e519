"""The life of concerns, issues and initiatives through the API: what each act does, and whom it refuses."""

from datetime import date, timedelta

import pytest
from django.test import Client

from common import clock
from participation.domain import concerns, initiatives, issues
from participation.enums import ConcernState, GroupingAnswer, InitiativeState, IssueState, Readers
from participation.models import AdmissibilityReview, Concern, FundingYear, Initiative, Issue
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db


def api(person, path: str, method: str = "post", **said):
    headers = {"Authorization": f"Token {cast.token(person)}"} if person else {}
    send = getattr(Client(), method)
    return send(f"/api/v1{path}", said, content_type="application/json", headers=headers)


def statuses(people: dict, path: str, method: str = "post", **said) -> dict[str, int]:
    return {name: api(person, path, method, **said).status_code for name, person in people.items()}


def outside() -> dict:
    return {
        "visitor": None,
        "table": cast.table_member(),
        "signatory": cast.signatory(),
        "admin": cast.superuser(),
    }


NOT_HERE = {"visitor": 401, "table": 404, "signatory": 404, "admin": 404}
NOT_YOURS = {"visitor": 401, "table": 403, "signatory": 403, "admin": 403}


class TestConcerns:
    @pytest.fixture(autouse=True)
    def _now(self):
        with clock.frozen(NOW):
            yield

    @pytest.fixture
    def concern(self) -> Concern:
        return builders.concern(cast.citizen("Autrice"))

    def test_its_author_changes_who_reads_it_withdraws_it_and_nobody_else_does(self, concern):
        here = f"/concerns/{concern.pk}/"
        others = outside() | {"facilitator": cast.facilitator(), "citizen": cast.citizen("Autre")}
        refused = NOT_HERE | {"facilitator": 404, "citizen": 404}

        assert statuses(others, f"{here}readers/", "put", readers="animation") == refused
        assert statuses(others, here, "delete") == refused
        wrong = api(concern.author, f"{here}readers/", "put", readers="tout-le-monde")
        narrowed = api(concern.author, f"{here}readers/", "put", readers="animation")
        gone = api(concern.author, here, "delete")
        twice = api(concern.author, here, "delete")

        assert (wrong.status_code, narrowed.json()["readers"]) == (422, Readers.FACILITATION)
        assert (gone.json()["state"], twice.status_code) == (ConcernState.WITHDRAWN, 409)

    def test_facilitation_calls_publishes_and_ends_it_and_its_author_opens_it_again(self):
        author, facilitator = cast.citizen("Autrice"), cast.facilitator()
        sent = concerns.submit(by=author, concern=builders.draft(author), now=NOW)
        Concern.objects.filter(pk=sent.pk).update(state=ConcernState.SUBMITTED)
        here = f"/concerns/{sent.pk}/"
        others = outside() | {"support": cast.support(), "author": author}
        refused = NOT_YOURS | {"support": 403, "author": 403}

        for act in ("hold/", "publish/", "close/", "refer/"):
            assert statuses(others, f"{here}{act}") == refused
        assert statuses(others, "/concerns/to-read/", "get") == refused
        waits = api(facilitator, "/concerns/to-read/", "get").json()
        empty = api(facilitator, f"{here}hold/").status_code
        held = api(facilitator, f"{here}hold/", reason="Une autre personne est nommée.")
        published = api(facilitator, f"{here}publish/")
        early = api(facilitator, f"{here}close/", word="C'est réglé.")

        assert [one["id"] for one in waits] == [sent.pk]
        assert (empty, held.json()["state"]) == (422, ConcernState.CHECKING)
        assert (published.json()["state"], early.status_code) == (ConcernState.DISCUSSED, 409)
        Concern.objects.filter(pk=sent.pk).update(state=ConcernState.GROUPED)
        ended = api(facilitator, f"{here}close/", word="C'est réglé.")
        by_other = api(cast.citizen("Autre"), f"{here}reopen/").status_code
        again = api(author, f"{here}reopen/")
        assert (ended.json()["state"], by_other, again.json()["state"]) == (
            ConcernState.CLOSED,
            404,
            ConcernState.DISCUSSED,
        )

    def test_without_its_authors_accord_a_concern_waits_for_it(self, concern):
        other = builders.concern(cast.citizen("Une autre"))
        facilitator, to = cast.facilitator(), {"territory": "la-mitis", "plain_reason": "C'est local."}
        heard = to | {"accord_on": NOW.date().isoformat()}

        asked = api(facilitator, f"/concerns/{concern.pk}/refer/", **to)
        twice = api(facilitator, f"/concerns/{concern.pk}/refer/", **heard)
        sent = api(facilitator, f"/concerns/{other.pk}/refer/", **heard)

        assert (asked.status_code, asked.json()["state"]) == (200, ConcernState.DISCUSSED)
        assert twice.json()["code"] == "already_asked"
        assert (sent.status_code, sent.json()["state"]) == (200, ConcernState.REFERRED)

    def test_support_and_facilitation_note_that_the_person_asked_for_help(self, concern):
        path = f"/concerns/{concern.pk}/asks-help/"

        refused = statuses(outside() | {"author": concern.author, "crd": cast.crd_agent()}, path)
        noted = api(cast.support(), path)

        concern.refresh_from_db()
        assert refused == NOT_YOURS | {"author": 403, "crd": 403}
        assert (noted.status_code, concern.state) == (204, ConcernState.HELPED)

    def test_a_number_shows_a_step_and_never_a_word(self, concern):
        private = builders.private_word()

        found = api(None, "/follow/", number=concern.tracking_number)
        others = [
            api(None, "/follow/", number=one).status_code for one in (private.tracking_number, "S-9999")
        ]

        assert (found.status_code, found.json()["number"]) == (200, concern.tracking_number)
        assert concern.text not in found.content.decode()
        assert others == [422, 422]

    def test_an_issue_is_proposed_answered_shared_then_left(self):
        facilitator = cast.facilitator()
        said = [builders.concern(cast.citizen(f"Citoyenne {n}")) for n in range(3)]
        proposal = {
            "title": "Se rendre à ses rendez-vous",
            "theme": "transport",
            "text": "Nous manquons nos rendez-vous.",
            "concerns": [one.pk for one in said],
        }

        others = outside() | {"support": cast.support(), "citizen": said[0].author}
        refused = statuses(others, "/issues/propose/", **proposal)
        few = api(facilitator, "/issues/propose/", **(proposal | {"concerns": [said[0].pk]}))
        made = api(facilitator, "/issues/propose/", **proposal)
        issue = Issue.objects.get()
        asked = api(said[0].author, "/groupings/", "get").json()
        yes = api(said[0].author, f"/groupings/{asked[0]['id']}/answer/", accepts=True)
        not_theirs = api(said[1].author, f"/groupings/{asked[0]['id']}/answer/", accepts=True)
        second = issue.groupings.get(concern=said[1])
        by_phone = api(facilitator, f"/groupings/{second.pk}/note/", accepts=False)
        by_support = api(cast.support(), f"/groupings/{second.pk}/note/", accepts=True).status_code
        early = api(facilitator, f"/issues/{issue.pk}/share/").status_code
        heard = api(facilitator, f"/issues/{issue.pk}/groupings/", "get").json()

        assert refused == NOT_YOURS | {"support": 403, "citizen": 403}
        assert (few.status_code, made.status_code) == (422, 201)
        assert (yes.json()["answer"], not_theirs.status_code) == (GroupingAnswer.ACCEPTED, 404)
        assert (by_phone.json()["answer"], by_support) == (GroupingAnswer.DECLINED, 403)
        assert (early, [one["answer"] for one in heard]) == (403, ["oui", "non", "attente"])
        issues.answer_grouping(
            by=said[2].author, grouping=issue.groupings.get(concern=said[2]), accepts=True, now=NOW
        )
        extra = builders.concern(cast.citizen("Une de plus"))
        issues.propose_grouping(by=facilitator, issue=issue, concern=extra, now=NOW)
        api(extra.author, f"/groupings/{issue.groupings.get(concern=extra).pk}/answer/", accepts=True)
        shared = api(facilitator, f"/issues/{issue.pk}/share/")
        left = api(said[0].author, f"/concerns/{said[0].pk}/leave-issue/")
        assert shared.json()["state"] == IssueState.SHARED
        assert (left.json()["state"], left.json()["issue"]) == (ConcernState.DISCUSSED, None)


class TestInitiatives:
    @pytest.fixture
    def people(self):
        return scenes.espace()

    def sheet(self, **changed) -> dict:
        return {
            "title": "Le coffre d'école",
            "summary": "Du matériel d'école qu'on emprunte, et qu'on garde.",
            "kind": "experimentale",
            "territories": ["kamouraska", "temiscouata"],
            "fund_cents": 800_000,
            "other_cash_cents": 200_000,
            "budget_lines": [{"label": "Matériel", "cents": 1_000_000}],
            "people_planned": 160,
            "people_counting": "enfants",
            "reason": "On garde le matériel.",
            **changed,
        }

    def test_its_authors_publish_a_new_version_and_take_it_back(self, people):
        found = scenes.deliberated(people)
        here = f"/initiatives/{found.pk}/"
        others = outside() | {"facilitator": cast.facilitator(), "citizen": people[6]}

        with clock.frozen(scenes.on(16)):
            refused = statuses(others, f"{here}versions/", **self.sheet())
            taken_back = statuses(others, here, "delete")
            bare = api(people[0], f"{here}versions/", **self.sheet(reason="")).status_code
            made = api(people[0], f"{here}versions/", **self.sheet())
            read = api(None, f"{here}versions/", "get").json()
            gone = api(people[0], here, "delete")

        everybody = dict.fromkeys(others, 403) | {"visitor": 401}
        assert (refused, taken_back, bare) == (everybody, everybody, 422)
        assert (made.status_code, made.json()["current"]["number"]) == (201, 2)
        assert made.json()["current"]["carrier"] == "fil-scolaire"
        assert [(one["number"], one["reason"]) for one in read] == [(1, ""), (2, "")]
        assert gone.json()["state"] == InitiativeState.WITHDRAWN

    def test_facilitation_announces_a_ready_vote_at_the_dates_of_the_rules(self, people):
        found = scenes.eligible(people)
        path = f"/initiatives/{found.pk}/vote/"

        with clock.frozen(scenes.ANNOUNCED):
            refused = statuses(outside() | {"author": people[0], "support": cast.support()}, path)
            made = api(cast.facilitator(), path)
            twice = api(cast.facilitator(), path).status_code

        found.refresh_from_db()
        assert refused == NOT_YOURS | {"author": 403, "support": 403}
        assert (made.status_code, found.state, twice) == (201, InitiativeState.VOTE_ANNOUNCED, 409)
        assert made.json()["vote"] == found.decisions.get().vote_id

    def test_facilitation_announces_the_vote_on_a_change_of_rule(self, people):
        scenes.established()
        change = scenes.rule_change(people)
        path = f"/rule-changes/{change.pk}/vote/"

        with clock.frozen(scenes.on(5)):
            early = api(cast.facilitator(), path).json()["code"]
        with clock.frozen(scenes.ANNOUNCED):
            refused = statuses(outside() | {"author": people[0]}, path)
            made = api(cast.facilitator(), path)

        assert (early, refused) == ("not_deliberated_enough", NOT_YOURS | {"author": 403})
        assert made.status_code == 201

    def test_an_idea_of_one_mrc_goes_there_with_an_accord(self, people):
        with clock.frozen(scenes.on(2)):
            idea = initiatives.propose(
                by=people[0],
                sheet=scenes.sheet(territories=[cast.territories()["la-mitis"]]),
                from_concerns=[],
                now=scenes.on(1),
            )
            path = f"/initiatives/{idea.pk}/refer/"
            said = {"territory": "la-mitis", "plain_reason": "C'est pour La Mitis seulement."}
            refused = statuses(outside() | {"author": people[0]}, path, **said)
            sent = api(cast.facilitator(), path, accord_on=scenes.on(2).date().isoformat(), **said)

        assert refused == NOT_YOURS | {"author": 403}
        assert sent.json()["state"] == InitiativeState.REFERRED

    def test_the_three_groups_are_noted_once_each(self, people):
        kept = scenes.deliberated(people, is_new=False, renews="Le coffre de l'an passé")
        path = f"/initiatives/{kept.pk}/renewal-agreements/"
        agreed = {"group": "milieux", "agreed_on": scenes.on(3).date().isoformat()}

        with clock.frozen(scenes.on(5)):
            refused = statuses(outside() | {"author": people[0]}, path, **agreed)
            later = api(cast.facilitator(), path, **(agreed | {"agreed_on": "2099-01-01"})).status_code
            made = api(cast.facilitator(), path, **agreed)
            twice = api(cast.facilitator(), path, **agreed).status_code
            read = api(None, path, "get").json()

        assert refused == NOT_YOURS | {"author": 403}
        assert (later, made.status_code, twice) == (422, 201, 409)
        assert [one["group"] for one in read] == ["milieux"]


class TestSignatory:
    @pytest.fixture
    def people(self):
        return scenes.espace()

    def test_the_signatory_answers_on_the_rules_of_the_fund_and_nobody_else_does(self, people):
        found = scenes.in_review(people)
        path = f"/initiatives/{found.pk}/review/"
        others = {
            "visitor": None,
            "table": cast.table_member(),
            "facilitator": cast.facilitator(),
            "author": people[0],
            "admin": cast.superuser(),
        }

        with clock.frozen(scenes.on(18)):
            refused = statuses(others, path, result="admissible")
            waits = api(cast.signatory(), "/reviews/", "get").json()
            hidden = statuses(others, "/reviews/", "get")
            read = {"based_on": waits[0]["version"]}
            bare = api(cast.signatory(), path, result="non_admissible", plain_reason="Trop cher.", **read)
            words = {"result": "a_ajuster", "plain_reason": "Il manque le détail."}
            unread = [
                api(cast.signatory(), path, **words, **one).status_code for one in ({}, {"based_on": 2})
            ]
            said = api(cast.signatory(), path, **words, **read)
            twice = api(cast.signatory(), path, result="admissible", **read).status_code

        found.refresh_from_db()
        everybody = dict.fromkeys(others, 403) | {"visitor": 401}
        assert (refused, hidden) == (everybody, everybody)
        assert [one["initiative"] for one in waits] == [found.pk]
        assert (bare.status_code, unread, said.status_code, twice) == (422, [422, 409], 201, 409)
        assert (found.state, AdmissibilityReview.objects.get().plain_reason) == (
            InitiativeState.TO_ADJUST,
            "Il manque le détail.",
        )

    def test_the_agreement_the_start_the_report_and_its_answer(self, people):
        found = scenes.voted(people, scenes.choices(9, 1))
        carrier = cast.carrier(employer="fil-scolaire")
        here = f"/initiatives/{found.pk}/"
        report = {
            "kind": "fin",
            "spent_fund_cents": 700_000,
            "people_reached": 150,
            "plain_results": "150 enfants ont emprunté du matériel.",
        }
        self._year()
        others = outside()

        with clock.frozen(scenes.CLOSES + timedelta(days=2)):
            signed_by = statuses(others | {"facilitator": cast.facilitator()}, f"{here}agreement/")
            started_by = statuses(others | {"author": people[0]}, f"{here}start/")
            found.refresh_from_db()
            state = found.state
            started = api(carrier, f"{here}start/").status_code
            told_by = statuses(others | {"facilitator": cast.facilitator()}, f"{here}reports/", **report)
            told = api(carrier, f"{here}reports/", **report)
            answer = f"/reports/{told.json()['id']}/answer/"
            answered_by = statuses(others | {"carrier": carrier}, answer, conformity="a_corriger")
            whole = api(cast.signatory(), answer, conformity="conforme")

        found = Initiative.objects.get(pk=found.pk)
        assert signed_by == {"visitor": 401, "table": 403, "signatory": 201, "admin": 403, "facilitator": 403}
        assert started_by == NOT_YOURS | {"author": 403}
        assert (state, started) == (InitiativeState.AGREEMENT_SIGNED, 204)
        assert told_by == NOT_YOURS | {"facilitator": 403}
        assert told.status_code == 201
        assert answered_by == {"visitor": 401, "table": 403, "signatory": 422, "admin": 403, "carrier": 403}
        assert (whole.json()["conformity"], found.state) == ("conforme", InitiativeState.FINISHED)

    def _year(self) -> None:
        FundingYear.objects.create(
            label="2026-2027",
            starts_on=date(2026, 4, 1),
            ends_on=date(2027, 3, 31),
            envelope_cents=10_000_000,
            reserved_new_num=1,
            reserved_new_den=10,
        )
