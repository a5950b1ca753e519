"""Where each role lands, and which of the menus it sees."""

from accounts.enums import Role
from accounts.rules.capacity import Capacity

HOMES = {
    Role.CITIZEN: "participation:my_home",
    Role.FACILITATOR: "participation:facilitation",
    Role.SUPPORT: "participation:facilitation",
    Role.CRD_AGENT: "participation:facilitation",
    Role.MRC_RESOURCE: "participation:mrc_desk",
    Role.SIGNATORY: "participation:reviews",
    Role.TABLE_MEMBER: "participation:table_inbox",
    Role.CARRIER: "participation:carrier_desk",
    Role.SCRUTINEER: "voting:scrutiny",
    Role.ADMIN: "admin:index",
}
MENUS = {
    Role.CITIZEN: "citoyenne",
    Role.FACILITATOR: "animation",
    Role.SUPPORT: "animation",
    Role.CRD_AGENT: "animation",
    Role.MRC_RESOURCE: "mrc",
    Role.SIGNATORY: "signataire",
    Role.TABLE_MEMBER: "table",
    Role.CARRIER: "porteur",
    Role.SCRUTINEER: "scrutin",
    Role.ADMIN: "admin",
}


def home_of(capacity: Capacity) -> str:
    """The name of the page where the person lands; somebody not welcomed yet reads it on the personal home."""
    role = _leading(capacity)
    if role is not None:
        return HOMES[role]
    return "participation:my_home" if capacity.person else "participation:home"


def menu_of(capacity: Capacity) -> str:
    role = _leading(capacity)
    if role is not None:
        return MENUS[role]
    return "nouvelle" if capacity.person else "public"


def _leading(capacity: Capacity) -> Role | None:
    """A superuser without any mandate lands in the administration."""
    if capacity.leading_role is None and capacity.person is not None and capacity.person.is_superuser:
        return Role.ADMIN
    return capacity.leading_role
