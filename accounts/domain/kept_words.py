"""Keep what a person was sending when their session had ended; give it back to them, and to nobody else."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import KeptWords, Person
from accounts.rules import keeping as rules
from common import audit
from common.exceptions import Missing


@transaction.atomic
def keep(*, person: Person, address: str, sent: Mapping[str, list[str]], now: datetime) -> KeptWords | None:
    """Keep this form for its person, in place of the one kept for the same address; None when there is nothing to keep.

    Effects: what is too old is swept away. The words are not in the audit.
    """
    fields = rules.what_is_kept(sent)
    if not fields or len(address) > 300:
        return None
    KeptWords.objects.filter(kept_at__lte=now - rules.KEPT_FOR).delete()
    kept, _is_new = KeptWords.objects.update_or_create(
        person=person, address=address, defaults={"fields": fields, "kept_at": now}
    )
    audit.record("words_kept", by=None, subject=kept, now=now)
    return kept


def waiting(person: Person, *, now: datetime) -> list[KeptWords]:
    """What waits for this person, the latest first."""
    kept = KeptWords.objects.filter(person=person, kept_at__gt=now - rules.KEPT_FOR)
    return list(kept.order_by("-kept_at", "-pk"))


def discard(*, by: Person, pk: int) -> None:
    """The person sent it, or throws it away. Refused (Missing): not theirs, or not there any more."""
    deleted, _details = KeptWords.objects.filter(person=by, pk=pk).delete()
    if not deleted:
        raise Missing("missing", _("This is not here."))
