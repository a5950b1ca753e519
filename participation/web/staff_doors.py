"""Who opens the pages of facilitation, of the signatory, of the Table and of carriers."""

from accounts.doors import role_required
from accounts.enums import Role

staff = role_required(Role.FACILITATOR, Role.SUPPORT, Role.CRD_AGENT, Role.MRC_RESOURCE)
preparers = role_required(Role.FACILITATOR, Role.CRD_AGENT)
helpers = role_required(Role.FACILITATOR, Role.SUPPORT)
signatory_only = role_required(Role.SIGNATORY)
table_only = role_required(Role.TABLE_MEMBER)
carrier_only = role_required(Role.CARRIER)
