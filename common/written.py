"""Rows read by a text of SQL that is written once.

Django writes the text of a query anew at each call: half a millisecond, ten times what the database takes. Only for what
many people do at the same moment; the texts are ours and fixed, what varies is a parameter.
"""

from typing import TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)

# What a column of numbers holds: an address may name a longer one, which is no row's.
_NUMBERS = range(-(2**63), 2**63)
# SQLite has one writer: its immediate transaction is the lock.
_LOCKS = {"postgresql": " FOR UPDATE"}


def one(model: type[Row], text: str, *values: object, is_held: bool = False) -> Row | None:
    """The row that this text finds, if any; columns that the model has not become attributes.

    Held: nobody else changes it until the end of this transaction.
    """
    if any(isinstance(value, int) and value not in _NUMBERS for value in values):
        return None
    lock = _LOCKS.get(connection.vendor, "") if is_held else ""
    return next(iter(model._default_manager.raw(text + lock, values)), None)
