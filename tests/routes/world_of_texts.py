"""What people write together: a change proposed to the author's text, and a text of two authors."""

from datetime import timedelta

from accounts.models import Person
from participation.domain import amendments, initiatives
from participation.models import Initiative
from participation.rules.sheet import Sheet
from tests import cast


def texts(author: Person, by: Person, co_author: Person, initiative: int) -> dict[str, int | str]:
    """A proposal of somebody on this initiative being discussed; an idea of the author with another."""
    proposed = amendments.propose(
        by=by,
        initiative=Initiative.objects.get(pk=initiative),
        part="phrase",
        words="Du matériel d'école et d'hiver qu'on emprunte gratuitement.",
        why="Les bottes coûtent cher.",
        now=cast.NOW - timedelta(days=2),
    )
    places = cast.territories()
    together = initiatives.propose(
        by=author,
        sheet=Sheet(
            title="Écrire à deux",
            summary="Un journal de rang, fait à deux.",
            territories=[places["kamouraska"], places["la-mitis"]],
        ),
        from_concerns=[],
        co_authors=[co_author],
        now=cast.NOW - timedelta(days=3),
    )
    return {"amendment": proposed.pk, "written_together": together.pk}
