"""The page of each thing, as a plain path (the same strings that threads and votes keep in `back_path`)."""

from participation.models import Amendment, Concern, Initiative, Issue, RuleChange, Transmission

Thing = Concern | Issue | Initiative | RuleChange | Transmission


def path_of(thing: Thing) -> str:
    if isinstance(thing, Concern):
        return f"/preoccupations/{thing.pk}/"
    if isinstance(thing, Issue):
        return f"/enjeux/{thing.pk}/"
    if isinstance(thing, Initiative):
        return f"/initiatives/{thing.pk}/"
    if isinstance(thing, RuleChange):
        return f"/regles/{thing.key}/"
    return f"/envois/{thing.pk}/"


def path_of_amendment(amendment: Amendment) -> str:
    return f"/amendements/{amendment.pk}/"


def path_of_authors(initiative: Initiative) -> str:
    return f"/initiatives/{initiative.pk}/auteurs/"
