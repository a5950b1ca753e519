"""The OpenAPI schema is valid, and tells the truth: no example it allows makes the API break."""

import os
from collections import Counter

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, seed, settings

from config.wsgi import application
from tests import cast
from tests.routes import world
from tests.routes.addresses import every_address

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES") or (50 if os.environ.get("NIGHT") == "1" else 3))
SEED = 20260901
# Real things behind the first numbers of an address, so that examples go further than « not here ».
BEHIND = {
    "concerns": ("concern", "other_concern", "private_concern", "draft"),
    "initiatives": ("idea", "talked", "approved", "withdrawn_initiative"),
    "issues": ("issue", "proposed_issue"),
    "threads": ("thread", "private_thread"),
    "to-tell": ("to_call",),
    "transmissions": ("sent", "prepared", "answered"),
    "votes": ("vote_open", "vote_announced", "vote_over"),
}
UNRELATED = (
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.function_scoped_fixture,
    HealthCheck.large_base_example,
)


@pytest.fixture
def schema(espace):
    """Requests share the test's own database connection: the server's habit of closing it is set aside."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/schema/", application)
    for signal in signals:
        signal.connect(close_old_connections)


def test_the_schema_is_valid_and_without_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))


def test_the_schema_tells_every_address_of_the_api(schema):
    told = {operation.ok().path for operation in schema.get_all_operations()}

    assert len(told) == sum(found.is_api for found in every_address()) - 1  # its own file


@pytest.mark.parametrize("role", ["author", "facilitator"])
def test_no_example_breaks_the_api(role, espace, schema):
    broken, seen = [], Counter()
    for result in schema.get_all_operations():
        operation = result.ok()
        for status, count, example in _tried(operation, role, espace):
            seen[operation.label, status] += count
            if status >= 500:
                broken.append((operation.label, example))

    assert broken == []
    assert sum(seen.values()) >= EXAMPLES
    assert {status for _label, status in seen} >= {200, 404, 422}


def _tried(operation, role: str, espace: world.World):
    """Status, how often, and one example of it."""
    counts: Counter[int] = Counter()
    example: dict[int, str] = {}
    turn = iter(range(10**9))

    @seed(SEED)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=UNRELATED)
    @given(case=operation.as_strategy())
    def try_it(case) -> None:
        things = BEHIND.get(operation.path.split("/")[3], ())
        number = next(turn)
        if things and "pk" in (case.path_parameters or {}) and number % 4:
            case.path_parameters["pk"] = espace.ids[things[number % len(things)]]
        with transaction.atomic():
            secret = cast.token(espace.people[role])
            response = case.call(headers={"Authorization": f"Token {secret}"})
            # Each example starts from the same Espace.
            transaction.set_rollback(True)
        counts[response.status_code] += 1
        example.setdefault(response.status_code, case.as_curl_command()[:600])

    try_it()
    return [(status, count, example[status]) for status, count in counts.items()]
