"""The same Espace as for the addresses, built once per module."""

from tests.routes.conftest import _at_noon, espace

__all__ = ["_at_noon", "espace"]
