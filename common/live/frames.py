"""A text as it goes on the wire, encoded once for all its readers."""

# Where the server puts what writes such a frame straight to a connection; absent, texts go one by one.
EXTENSION = "espace.frames"


def framed(text: str) -> bytes:
    """One whole text frame of RFC 6455, from server to browser: never masked, never compressed."""
    body = text.encode()
    size = len(body)
    if size < 126:
        return bytes((0x81, size)) + body
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + body
    return b"\x81\x7f" + size.to_bytes(8, "big") + body
