"""The words of the table: roles, and rows of statuses."""

MISSING = "missing"
ROLES = (
    "anonymous",
    "unwelcomed",
    "citizen",
    "author",
    "facilitator",
    "support",
    "crd_agent",
    "mrc_resource",
    "signatory",
    "table_member",
    "secretary",
    "carrier",
    "scrutineer",
    "admin",
)
CITIZENS = ("citizen", "author")
STAFF = ("facilitator", "support", "crd_agent", "mrc_resource")
MEMBERS = (*CITIZENS, *STAFF)
PREPARERS = ("facilitator", "crd_agent")
Row = dict[str, int]


def everyone(status: int) -> Row:
    return dict.fromkeys(ROLES, status)


def entered(status: int = 200, **apart: int) -> Row:
    """Signed out: to the page to enter."""
    return everyone(status) | {"anonymous": 302} | apart


def only(*roles: str, refused: int = 403, status: int = 200, **apart: int) -> Row:
    return entered(refused) | dict.fromkeys(roles, status) | apart


def public(*things: str | None, missing: int | None = 404) -> dict[str | None, Row]:
    found = {thing: everyone(200) for thing in things}
    return found | ({MISSING: everyone(missing)} if missing and None not in things else {})


def members(*things: str) -> dict[str | None, Row]:
    """Read by members; for everybody else, like a missing thing."""
    return {thing: only(*MEMBERS, refused=404) for thing in things} | {MISSING: entered(404)}


def behind(*roles: str, **rows: int) -> dict[str | None, Row]:
    """Behind a door of roles: each thing with the status those roles get."""
    return {thing: only(*roles, status=status) for thing, status in rows.items()} | {
        MISSING: only(*roles, status=404)
    }


def in_json(row: Row) -> Row:
    """The API tells somebody unknown so, instead of sending them to the page to enter."""
    return row | {"anonymous": 401}


def members_in_json(*things: str) -> dict[str | None, Row]:
    return {thing: in_json(row) for thing, row in members(*things).items()}


FACILITATION = ("facilitator",)
TABLE = ("table_member", "secretary")
HELPERS = ("facilitator", "support")
# They write somebody's words down; the MRC is not told how people are reached.
WRITERS = (*HELPERS, "mrc_resource")
ACTS_ON_WORDS = {"concern": 200, "private_concern": 200, "waiting_concern": 200, "draft": 404}
INITIATIVES = ("idea", "talked", "in_review", "to_adjust", "eligible", "maintained", "approved")
VOTES = ("vote_open", "vote_announced", "vote_over")
AUTHOR_AND_FACILITATION = only("author", "facilitator", refused=404)
AUTHOR = only("author", refused=404)
OF_A_DRAFT = {
    "draft": only("author", citizen=404),
    "concern": only("citizen", "author", status=404),
    MISSING: only("citizen", "author", status=404),
}
HIDING = only("facilitator", refused=404) | dict.fromkeys(MEMBERS, 403)
