"""Who opens the pages of facilitation, of the signatory, of the Table and of carriers."""

from functools import wraps

from django.http import HttpRequest, HttpResponse

from accounts.doors import View, capacity_of, role_required
from accounts.enums import Role
from participation.rules import commitments, speaking

staff = role_required(Role.FACILITATOR, Role.SUPPORT, Role.CRD_AGENT, Role.MRC_RESOURCE)
preparers = role_required(Role.FACILITATOR, Role.CRD_AGENT)
helpers = role_required(Role.FACILITATOR, Role.SUPPORT)
writers = role_required(*speaking.HELPERS)
signatory_only = role_required(Role.SIGNATORY)
table_only = role_required(Role.TABLE_MEMBER)
carrier_only = role_required(Role.CARRIER)
mrc_only = role_required(Role.MRC_RESOURCE)


def secretary_only(view: View) -> View:
    """A Table member, at the seat that leads it."""

    @table_only
    @wraps(view)
    def through(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        commitments.check_speaks_for_the_table(capacity_of(request))
        return view(request, *args, **kwargs)

    return through
