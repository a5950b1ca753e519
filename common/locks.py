"""Numbers of the PostgreSQL advisory locks: any fixed value, shared by a trigger and the code that waits for it."""

AUDIT_LOCK = 20_241_129
