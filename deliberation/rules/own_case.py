"""Words about what facilitation does: whoever acted in the thread does not judge them, if anybody else can.

Read without accents, in small letters. What cannot be known stays out: a criticism in a thread where the person did
nothing, that neither names, answers nor quotes them. A second look is there for it, and is asked by the author.
"""

import re
from datetime import timedelta

from common.search import folded
from deliberation.enums import ModerationAct
from deliberation.rules.flagging import HIDING_ACTS

# What a reader of the thread sees somebody do to talk.
ACTS_ON_TALK = HIDING_ACTS | {
    ModerationAct.REFUSE,
    ModerationAct.SLOW,
    ModerationAct.PAUSE,
    ModerationAct.CLOSE,
    ModerationAct.READ_BEFORE,
    ModerationAct.READ_FIRST,
    ModerationAct.SET_ASIDE,
}
# Whose voice was paused is not judged by whoever paused it, for as long as a second look may be asked.
AFTER_A_PAUSE = timedelta(days=30)
# As many words in a row are a quote, not a chance.
QUOTED_WORDS = 6

ABOUT_MODERATION = re.compile(
    r"\b(?:moderation|moderateurs?|moderatrices?|moder(?:e|ent|er)|censur\w*|animation|animateurs?|animatrices?|"
    r"(?:fait|fais|font|faire|faites) taire|baillonn\w*|"
    r"(?:cach|masqu|supprim|effac|retir|enlev|refus|deplac|bloqu)\w* (?:\w+ ){0,4}(?:messages?|mots?|paroles?|phrases?|fil)|"
    r"(?:messages?|mots?|paroles?|phrases?|fil) (?:\w+ ){0,4}(?:cach|masqu|supprim|effac|retir|enlev|refus|deplac|bloqu|ferm)\w*)\b"
)


def speaks_of_moderation(text: str) -> bool:
    return ABOUT_MODERATION.search(" ".join(re.findall(r"\w+", folded(text)))) is not None


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    """Every run of `QUOTED_WORDS` words, to compare two texts."""
    words = re.findall(r"\w+", folded(text))
    return {tuple(words[place : place + QUOTED_WORDS]) for place in range(len(words) - QUOTED_WORDS + 1)}
