"""Reading an answer, page or file, whole or in pieces."""


def text_of(response) -> str:
    """A file that is not text is read as it can be: marked words would still be seen."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")
