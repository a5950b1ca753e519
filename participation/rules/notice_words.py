"""What a notice says, in words: the same sentence on a screen, by phone, in a letter and to a program, less what is private."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import dates
from participation.enums import (
    AmendmentState,
    AuthorsNews,
    CommitmentStepKind,
    ConcernState,
    InitiativeState,
    NoticeKind,
    Readers,
    ResponseKind,
    RuleChangeState,
    TalkNews,
)
from participation.models import Notice
from participation.models.concern import PUBLISHED_STATES
from voting.enums import Outcome, VoteState

# Closed by facilitation, while an initiative that came from it goes on: its author does not open it again.
CLOSED_BUT_FOLLOWED = "close_suivie"
TO_AUTHOR: dict[str, Promise] = {
    ConcernState.CHECKING: gettext_lazy("We want to talk with you before showing your text."),
    ConcernState.DISCUSSED: gettext_lazy("Your text is in the Espace. Others may answer you."),
    ConcernState.GROUPED: gettext_lazy("Your text has joined an issue, with others."),
    ConcernState.BECAME_INITIATIVE: gettext_lazy("An initiative came from your text."),
    ConcernState.REFERRED: gettext_lazy("Your text is now with the concertation of your MRC."),
    ConcernState.HELPED: gettext_lazy("We offer you help, if you want it."),
    ConcernState.CLOSED: gettext_lazy("Your text is finished. You may open it again."),
    CLOSED_BUT_FOLLOWED: gettext_lazy("Your text is finished. The initiative that came from it goes on."),
}
TO_SUPPORTER: dict[str, Promise] = {
    ConcernState.BECAME_INITIATIVE: gettext_lazy("An initiative came from a text where you said « me too »."),
    ConcernState.REFERRED: gettext_lazy(
        "A text where you said « me too » is now with the MRC's concertation."
    ),
    ConcernState.CLOSED: gettext_lazy("A text where you said « me too » is finished."),
}
# What is said of these is published already.
OF_PUBLIC_WORDS = (
    NoticeKind.ANSWER,
    NoticeKind.COMMITMENT,
    NoticeKind.MEETING,
    NoticeKind.TABLE_ASKS,
    NoticeKind.SPOKEN,
)
# A change whose text went on without an answer; the change itself still waits.
PASSED_OVER = "sans_reponse"
# A vote that does not take place: what it was about was withdrawn.
CALLED_OFF = "decommande"
# A change of rule proposes another value than the one people supported.
ANOTHER_VALUE = "autre_valeur"
OF_AMENDMENTS: dict[str, Promise] = {
    AmendmentState.PROPOSED: gettext_lazy(
        "Somebody proposes a change to “%(title)s”. You may say yes or no."
    ),
    AmendmentState.ACCEPTED: gettext_lazy("Your change to “%(title)s” is accepted. The text has changed."),
    AmendmentState.DECLINED: gettext_lazy("Your change to “%(title)s” is not kept. The reason is there."),
    PASSED_OVER: gettext_lazy("“%(title)s” went on without an answer to your change."),
}
OF_AUTHORS: dict[str, Promise] = {
    AuthorsNews.JOINED: gettext_lazy("Somebody now writes “%(title)s” with you."),
    AuthorsNews.LEFT: gettext_lazy("Somebody no longer writes “%(title)s” with you."),
    AuthorsNews.DECLINED: gettext_lazy("Your invitation to write “%(title)s” was declined."),
}
OBJECTION_MADE = "ouverte"
OBJECTIONS: dict[str, Promise] = {
    OBJECTION_MADE: gettext_lazy("Somebody has an objection to “%(title)s”. You may answer it."),
    "repondue": gettext_lazy("Your objection to “%(title)s” has an answer. Does it suit you?"),
    "texte": gettext_lazy("The text of “%(title)s” changed. Does your objection remain?"),
    "ecartee": gettext_lazy("Facilitation took out your sentence about “%(title)s”."),
    "remise": gettext_lazy("Your sentence about “%(title)s” is back in its place."),
    "relue": gettext_lazy("Your sentence about “%(title)s” was read again. It stays out."),
    "relue_tard": gettext_lazy(
        "Your sentence about “%(title)s” was read again too late: the vote is announced."
    ),
    "relue_sans_suite": gettext_lazy(
        "Your sentence about “%(title)s” was read again. It could not be put back: something changed since."
    ),
}
RESULTS: dict[str, str | Promise] = {
    Outcome.APPROVED: gettext_lazy("The Espace approved “%(title)s”."),
    Outcome.NOT_APPROVED: gettext_lazy("The Espace did not approve “%(title)s” this time."),
    Outcome.TIE: gettext_lazy("As many for as against “%(title)s”. We discuss it again."),
    Outcome.CHOSEN: gettext_lazy("The choice is made: “%(title)s”. Come and read it."),
    Outcome.NO_QUORUM: gettext_lazy("There were not enough people for “%(title)s”. It is not a refusal."),
    VoteState.ANNULLED: gettext_lazy("The vote on “%(title)s” is annulled. The reason is published."),
    CALLED_OFF: gettext_lazy("The vote on “%(title)s” does not take place: its authors withdrew it."),
}
OF_THE_TABLE: dict[str, str | Promise] = {
    CommitmentStepKind.KEPT: gettext_lazy("The Table says this is done: “%(title)s”."),
    CommitmentStepKind.CHANGED: gettext_lazy("The Table changes its date: “%(title)s”."),
    "recu": gettext_lazy("A new file from the Espace: “%(title)s”."),
    "rappel": gettext_lazy("In 10 days or less, an answer is hoped for: “%(title)s”."),
    "promesse": gettext_lazy("In 10 days or less, the Table promised: “%(title)s”."),
    "avis": gettext_lazy("An answer waits for the opinion of your seat: “%(title)s”."),
    "demande_repondue": gettext_lazy("The Espace answered what you asked: “%(title)s”."),
    "demande_declinee": gettext_lazy("The Espace said no, with its reason: “%(title)s”."),
    "question": gettext_lazy("The Espace answered your question about “%(title)s”."),
}
OF_WHAT_THE_TABLE_ASKS: dict[str, Promise] = {
    "question": gettext_lazy("The Table has a question about “%(title)s”. We talk about it."),
    "a_repondre": gettext_lazy("The Table has a question about “%(title)s”. Facilitation answers."),
    "demande": gettext_lazy("The Table asks the Espace: “%(title)s”."),
}
OF_SPOKESPERSONS: dict[str, Promise] = {
    "tire": gettext_lazy("The lot drew you: you speak for the Espace at the Table."),
    "rapporte": gettext_lazy("What was said at the Table is written: “%(title)s”."),
}
# Without a title: a concern is somebody's words, and the page tells its resource which one it is.
FOR_THE_MRC: dict[str, Promise] = {
    "recue": gettext_lazy("The Espace sent something to your MRC. You answer its author."),
    "retard": gettext_lazy("What the Espace sent to your MRC still waits for your answer."),
}
OF_KEYS: dict[str, Promise] = {
    "attendue": gettext_lazy("The vote “%(title)s” is over. Its urn waits for your phrase."),
    "rappel": gettext_lazy("The urn of “%(title)s” still waits for your phrase."),
}
FOR_THE_SIGNATORY: dict[str, Promise] = {
    "demandee": gettext_lazy("The Espace asks you to check the fund's rules: “%(title)s”."),
    "redemandee": gettext_lazy("Its authors adjusted “%(title)s”. You check it again."),
    "retard": gettext_lazy("The check of “%(title)s” is late. The reminder is public."),
}
# The signatory answered late: the vote goes on, or its result stays.
DURING_THE_VOTE, AFTER_THE_VOTE, SEEKING, ADJUSTED = "pendant", "apres", "cherche", "ajustee"
LATE_ANSWERS: dict[str, Promise] = {
    "pendant:admissible": gettext_lazy("“%(title)s” follows the rules of the fund. The vote goes on."),
    "pendant:a_ajuster": gettext_lazy("The fund's rules ask to adjust “%(title)s”. The vote goes on."),
    "pendant:non_admissible": gettext_lazy(
        "The fund cannot pay “%(title)s” as it is written. The vote goes on."
    ),
    "apres:admissible": gettext_lazy(
        "“%(title)s” follows the rules of the fund. The agreement may be signed."
    ),
    # No organisation to sign it with yet.
    "cherche:admissible": gettext_lazy(
        "“%(title)s” follows the rules of the fund. We look for an organisation to carry it."
    ),
    "apres:a_ajuster": gettext_lazy("The fund's rules ask to adjust “%(title)s”. The approval stays."),
    "apres:non_admissible": gettext_lazy(
        "The fund cannot pay “%(title)s” as it is written. The approval stays."
    ),
    ADJUSTED: gettext_lazy("“%(title)s” was adjusted for the fund's rules. It is checked again."),
}
# Without a title: what people talk about is theirs, and whoever calls may not read it.
OF_TALK: dict[str, Promise] = {
    TalkNews.ANSWERED: gettext_lazy("Somebody answered your message."),
    TalkNews.PRIVATE_WORD: gettext_lazy("Facilitation has something to tell you."),
    TalkNews.DRAWN: gettext_lazy("You are drawn by lot to give your opinion on something."),
    TalkNews.TURN: gettext_lazy("It is your turn to speak in a thread. You may speak, or pass."),
}


def sentence(notice: Notice, *, sees_private: bool, on_paper: bool = False, is_for_them: bool = False) -> str:
    """One or two short sentences. `is_for_them`: the person's own screen, the only place that says what must not tell
    a name; on paper, and for whoever may not read it, nothing of personal help nor of a private question either."""
    is_hidden = _tells_a_name(notice) and not is_for_them
    if is_hidden or ((on_paper or not sees_private) and _is_private(notice)):
        return _("There is a word for you on your page.")
    return _sentence(notice)


def _tells_a_name(notice: Notice) -> bool:
    """Who contested a vote, objected, or wrote a sentence that was taken out: being told of it says so by itself.

    An objection to answer is told to the authors of a text, whom the members know.
    """
    is_of_a_sentence = notice.kind in (NoticeKind.OBJECTION, NoticeKind.REASON)
    return notice.kind == NoticeKind.CONTEST or (is_of_a_sentence and notice.state != OBJECTION_MADE)


def _is_private(notice: Notice) -> bool:
    """Between the person and facilitation."""
    is_helped = notice.kind == NoticeKind.CONCERN and notice.state == ConcernState.HELPED
    return notice.kind in (NoticeKind.HELP, NoticeKind.STEP_BACK) or is_helped


def _sentence(notice: Notice) -> str:
    title = {"title": notice.title}
    kind, state = notice.kind, notice.state
    if kind == NoticeKind.CONCERN:
        said = TO_AUTHOR if notice.is_own else TO_SUPPORTER
        return str(said[state] if state in said else ConcernState(state).label)
    if kind == NoticeKind.GROUPING:
        return _("Could your text join the issue “%(title)s”? You may say no.") % title
    if kind == NoticeKind.HELP:
        return _("Somebody offers you personal help. You say yes or no.")
    if kind == NoticeKind.SENT:
        return _("We sent this to the Table: “%(title)s”.") % title
    if kind == NoticeKind.ANSWER:
        answer = {"answer": str(ResponseKind(state).label).lower(), **title}
        return _("The Table answered about “%(title)s”: %(answer)s.") % answer
    if kind in (NoticeKind.COMMITMENT, NoticeKind.TABLE):
        return str(OF_THE_TABLE[state]) % title
    if kind == NoticeKind.TABLE_ASKS:
        return str(OF_WHAT_THE_TABLE_ASKS[state]) % title
    if kind == NoticeKind.SPOKEN:
        return str(OF_SPOKESPERSONS[state]) % title
    if kind == NoticeKind.REFERRAL:
        return _of_the_mrc(notice)
    if kind == NoticeKind.ACCORD and state == "citation":
        return _("May your words be quoted to the Table, without your name? You may say no.")
    if kind == NoticeKind.ACCORD and state == "non":
        return _("The answer is no: your text does not go to the concertation of the MRC.")
    if kind == NoticeKind.ACCORD:
        return _("Could your text go to the concertation of your MRC? You may say no.")
    if kind == NoticeKind.FOR_THE_MRC:
        return str(FOR_THE_MRC[state])
    if kind == NoticeKind.FOR_THE_SIGNATORY:
        return str(FOR_THE_SIGNATORY[state]) % title
    if kind == NoticeKind.CONTEST:
        return _("What you contested has its answer, on the page of “%(title)s”.") % title
    if kind == NoticeKind.KEY:
        return str(OF_KEYS[state]) % title
    if kind in (NoticeKind.VOTE_ANNOUNCED, NoticeKind.VOTE_OPEN, NoticeKind.VOTE_RESULT):
        return _about_a_vote(notice)
    if kind == NoticeKind.MEETING:
        return _of_a_meeting(notice)
    if kind == NoticeKind.AMENDMENT:
        return str(OF_AMENDMENTS[state]) % title
    if kind == NoticeKind.AUTHORS:
        return str(OF_AUTHORS[state]) % title
    if kind in (NoticeKind.OBJECTION, NoticeKind.REASON):
        return str(OBJECTIONS[state]) % title
    if kind == NoticeKind.TALK:
        return str(OF_TALK[state])
    if kind == NoticeKind.STEP_BACK:
        return _("A private question waits for you, about “%(title)s”.") % title
    if kind == NoticeKind.ISSUE:
        return _("The issue “%(title)s” is finished.") % title
    return _moved(notice)


def _of_a_meeting(notice: Notice) -> str:
    """Its day; or the day it moved to, and from; or the day on which it is not held (`domain.moving_dates`)."""
    first, _colon, second = notice.state.partition(":")
    on = {"title": notice.title, "when": dates.day(date.fromisoformat(first))}
    if not second:
        return _("The Espace meets on %(when)s.") % on
    if second == "annulee":
        return _("It is cancelled: “%(title)s”, on %(when)s.") % on
    on["before"] = dates.day(date.fromisoformat(second))
    return _("“%(title)s” moves: it was on %(before)s, it is now on %(when)s.") % on


def _of_the_mrc(notice: Notice) -> str:
    """A concern has no title here: `about` says it to whoever may read it."""
    if notice.concern_id is None:
        return _("The MRC answered about “%(title)s”.") % {"title": notice.title}
    if notice.is_own:
        return _("The MRC answered about your text.")
    return _("The MRC answered about a text where you said « me too ».")


def _about_a_vote(notice: Notice) -> str:
    words = {"title": notice.title}
    if notice.kind == NoticeKind.VOTE_RESULT:
        if notice.state == Outcome.TIE and notice.vote is not None and not notice.vote.is_for_or_against:
            said = _("Answers are equal: “%(title)s”. None is chosen.") % words
            return f"{said} {notice.words}".strip()
        # What comes next was written with the result.
        return f"{str(RESULTS[notice.state]) % words} {notice.words}".strip()
    if notice.vote is None:
        return notice.title
    if notice.kind == NoticeKind.VOTE_OPEN:
        words["when"] = dates.day_time(notice.vote.closes_at)
        return _("A vote is open: “%(title)s”. It closes on %(when)s.") % words
    words["when"] = dates.day_time(notice.vote.opens_at)
    return _("A vote is announced: “%(title)s”. It opens on %(when)s.") % words


def _moved(notice: Notice) -> str:
    if notice.state == ANOTHER_VALUE:
        return _("What you support now says something else: “%(title)s”.") % {"title": notice.title}
    if notice.kind == NoticeKind.INITIATIVE and notice.state in LATE_ANSWERS:
        return _late_answer(notice)
    states = RuleChangeState if notice.kind == NoticeKind.RULE else InitiativeState
    label = states(notice.state).label if notice.state in states.values else ""
    return f"{notice.title} : {str(label).lower()}." if label else notice.title


def _late_answer(notice: Notice) -> str:
    said = str(LATE_ANSWERS[notice.state]) % {"title": notice.title}
    if notice.is_own and notice.state in ("apres:a_ajuster", "apres:non_admissible"):
        said += " " + _("You may change it and send it back.")
    return said


def about(notice: Notice, *, sees_private: bool, on_paper: bool = False) -> str:
    """Which text it is about: its title, or its number alone on paper and for whoever may not read it."""
    if (
        notice.kind not in (NoticeKind.CONCERN, NoticeKind.REFERRAL, NoticeKind.ACCORD)
        or notice.concern is None
    ):
        return ""
    # The same bounds as `rules.visibility`: what members do not read yet, or any more, has no title here.
    is_read_by_members = (
        notice.concern.state in PUBLISHED_STATES and notice.concern.readers != Readers.FACILITATION
    )
    is_private = not is_read_by_members and not sees_private
    if on_paper or is_private:
        return _("Text number %(number)s") % {"number": notice.concern.tracking_number}
    return notice.title


def words(notice: Notice, *, sees_private: bool, on_paper: bool = False, is_for_them: bool = False) -> str:
    """What more there is to say; on paper, only what is public."""
    if notice.kind == NoticeKind.VOTE_RESULT or (_tells_a_name(notice) and not is_for_them):
        return ""
    of_an_initiative = notice.kind == NoticeKind.REFERRAL and notice.concern_id is None
    is_public = notice.kind in OF_PUBLIC_WORDS or of_an_initiative
    return notice.words if is_public or (sees_private and not on_paper) else ""
