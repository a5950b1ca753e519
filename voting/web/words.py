"""How numbers and states of a vote are said. No query here."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from common import dates
from voting.domain.queries.results import Check, OptionCount, Result
from voting.enums import Choice, Outcome, Threshold, VoteState
from voting.models import Urn, Vote
from voting.rules import timing
from voting.rules.visibility import Shown
from voting.rules.wording import mrcs, number, people

__all__ = ["mrcs", "number", "people"]

FAMILIES = {Choice.FOR: "c-moss", Choice.FOR_WITH_RESERVATION: "c-moss", Choice.AGAINST: "c-rose"}
THRESHOLDS = {
    Threshold.SIMPLE: gettext_noop("More for than against"),
    Threshold.TWO_THIRDS: gettext_noop("Two thirds for"),
    Threshold.THREE_QUARTERS: gettext_noop("Three quarters for"),
}


def state(vote: Vote, *, now: datetime) -> dict[str, str]:
    """A pill, and what comes next with its date: no state is shown without them."""
    receiving = timing.is_receiving(vote, now=now)
    opens, closes = dates.day_time(vote.opens_at, now), dates.day_time(vote.closes_at, now)
    if receiving:
        return _said("urne", "ok", _("Vote open"), _("The vote closes on %(when)s.") % {"when": closes})
    if vote.state in timing.RECEIVING and now < vote.opens_at:
        return _said("cal", "wait", _("Vote announced"), _("The vote opens on %(when)s.") % {"when": opens})
    if vote.state in (VoteState.ANNOUNCED, VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED):
        next_step = _("Closed on %(when)s. The result comes once every ballot is counted.") % {"when": closes}
        return _said("horloge", "wait", _("Vote closed, not counted yet"), next_step)
    if vote.state == VoteState.PROCLAIMED:
        return _said("feuille", "end", _("Result published"), _("Closed on %(when)s.") % {"when": closes})
    if vote.state == VoteState.NO_QUORUM:
        return _said(
            "gens", "wait", _("Not enough people"), _("It is not a refusal. The vote is taken again.")
        )
    if vote.called_off_at is not None:
        return _said(
            "info", "end", _("Called off"), _("It does not take place. What it was about was withdrawn.")
        )
    return _said("info", "end", _("Annulled"), _("This vote has no result."))


def why_annulled(vote: Vote) -> dict[str, str] | None:
    """The published reason, under its title."""
    if not vote.annulled_reason:
        return None
    if vote.called_off_at is not None:
        title = _("Why this vote does not take place")
    else:
        title = _("Why this vote was annulled")
    return {"title": title, "text": vote.annulled_reason}


def state_of_board(vote: Vote, urn: Urn) -> str:
    """Where the urn is, in one sentence."""
    if vote.state == VoteState.NO_QUORUM:
        return _("The urn stayed closed: not enough people voted.")
    if vote.state == VoteState.ANNULLED:
        return _("The vote was annulled. The urn stays closed.")
    if vote.state in (VoteState.COUNTED, VoteState.PROCLAIMED):
        return _("The total was opened, with every key. The ballots were not.")
    if urn.is_ended:
        return _("The ballots were added without being opened. The total waits for the keys.")
    return _("The urn is closed. Encrypted ballots are added to it, one after the other.")


def _said(icon: str, kind: str, text: str, next_step: str) -> dict[str, str]:
    return {"icon": icon, "kind": kind, "text": text, "next_step": next_step}


def verdict(vote: Vote, result: Result) -> dict[str, str]:
    """One sentence that says the outcome, and its numbers."""
    said = {
        Outcome.APPROVED: (_("The Espace says yes: “%(title)s”."), "c-moss", "coche-rond"),
        Outcome.NOT_APPROVED: (_("The Espace does not approve this time: “%(title)s”."), "c-ochre", "info"),
        Outcome.TIE: (_("Tie: “%(title)s” goes back to discussion."), "c-ochre", "info"),
        Outcome.CHOSEN: (_("The Espace has chosen: “%(title)s”."), "c-moss", "coche-rond"),
        Outcome.NO_QUORUM: (_("Not enough people voted: “%(title)s”."), "c-ochre", "gens"),
    }
    if result.outcome == Outcome.TIE and not vote.is_for_or_against:
        said[Outcome.TIE] = (_("Answers are equal: “%(title)s”. None is chosen."), "c-ochre", "info")
    sentence, family, icon = said[result.outcome]
    return {
        "say": sentence % {"title": vote.title},
        "family": family,
        "icon": icon,
        "text": _outcome_words(vote, result),
    }


def _outcome_words(vote: Vote, result: Result) -> str:
    if result.options:
        return ", ".join(one.label for one in result.options if one.is_chosen)
    if result.outcome == Outcome.NO_QUORUM:
        return _no_quorum(result)
    if result.outcome == Outcome.NOT_APPROVED and vote.threshold != Threshold.SIMPLE:
        # More for than against, and yet not approved: the rule is what explains it.
        rule = str(_(THRESHOLDS[vote.threshold])).lower()
        return _("%(numbers)s It needed: %(rule)s.") % {"numbers": _numbers(result), "rule": rule}
    return _numbers(result)


def _numbers(result: Result) -> str:
    if result.in_favour is None or result.against is None:
        return _("The numbers are too small to be shown outside the Espace.")
    return _("%(for)s for, %(against)s against.") % {
        "for": people(result.in_favour),
        "against": number(result.against),
    }


def _no_quorum(result: Result) -> str:
    quorum = next(check for check in result.checks if check.code == "quorum")
    end = _("It is not a refusal: the vote is taken again. No ballot was opened.")
    if quorum.is_met or quorum.got.value is None:
        return end
    missing = quorum.needed - quorum.got.value
    start = ngettext("%(count)d person was missing.", "%(count)d people were missing.", missing)
    return f"{start % {'count': missing}} {end}"


def bars(result: Result) -> list[dict[str, Any]]:
    if result.options:
        return [_option_bar(one) for one in result.options]
    return [
        {
            "label": each.choice.label,
            "text": number(each.people) if each.people.is_under_floor else people(each.people),
            "count": each.people.value,
            "is_hidden": each.people.is_hidden,
            "family": FAMILIES.get(each.choice, "c-ochre"),
        }
        for each in result.counts
    ]


def _option_bar(one: OptionCount) -> dict[str, Any]:
    return {
        "label": one.label,
        "text": number(one.people) if one.people.is_under_floor else people(one.people),
        "count": one.people.value,
        "is_hidden": one.people.is_hidden,
        "family": "c-moss" if one.is_chosen else "c-ochre",
    }


def checks(vote: Vote, result: Result) -> list[dict[str, Any]]:
    return [{"is_met": each.is_met, **_check(vote, result, each)} for each in result.checks]


def _check(vote: Vote, result: Result, check: Check) -> dict[str, str]:
    answer = _("yes") if check.is_met else _("no")
    if check.code == "threshold":
        return {"title": _with(_(THRESHOLDS[vote.threshold]), answer), "text": _numbers(result)}
    if check.code == "quorum":
        needed, got, title = people(Shown(check.needed)), people(check.got), _("Enough people (the quorum)")
    else:
        needed, got, title = mrcs(check.needed), _places(check.got), _("Enough MRC")
    text = _("Needed: %(needed)s. There were: %(got)s.") % {"needed": needed, "got": got}
    return {"title": _with(title, answer), "text": text}


def _places(shown: Shown) -> str:
    return number(shown) if shown.value is None else mrcs(shown.value)


def _with(title: str, answer: str) -> str:
    return _("%(title)s: %(answer)s") % {"title": title, "answer": answer}


def rules(vote: Vote, needed: int) -> list[str]:
    """The frozen rules of this vote, as sentences."""
    provisional = (
        [_("These rules are provisional: the Espace had not adopted them when this vote was announced.")]
        if vote.is_provisional
        else []
    )
    return [
        *provisional,
        _("%(people)s must vote, from %(mrc)s. It is the quorum: without it, the vote is taken again.")
        % {"people": people(Shown(needed)), "mrc": mrcs(vote.min_territories)},
        _to_win(vote),
        _("You may change your mind until the end.")
        if vote.may_change
        else _("A vote cast does not change."),
    ]


def unclear_paper(vote: Vote) -> str:
    """What a paper ballot counts for when nobody can say what it chooses: written before the vote, so nobody judges."""
    if vote.is_for_or_against:
        return _("A paper ballot that is empty, torn or not clear counts as “I pass”.")
    return _("A paper ballot with too many circles, torn or not clear chooses nothing.")


def _to_win(vote: Vote) -> str:
    if vote.is_for_or_against:
        return _("To be approved: %(rule)s.") % {"rule": str(_(THRESHOLDS[vote.threshold])).lower()}
    return ngettext(
        "The answer with the most votes is chosen. If two are equal, neither is.",
        "The %(most)d answers with the most votes are chosen. Equal at the last place: those are left out.",
        vote.most_choices,
    ) % {"most": vote.most_choices}
