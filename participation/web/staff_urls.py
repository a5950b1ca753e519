"""Addresses of facilitation, the signatory and the Table."""

urlpatterns: list = []
