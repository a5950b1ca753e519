"""What the workers of one run know together: a small file of lines, so that two browsers do not look at the same thing."""

import fcntl
import hashlib
from pathlib import Path


class Notes:
    """Lines that any worker added, each one line of text. `claim(lines)` is one step for all of them."""

    def __init__(self, path: Path) -> None:
        self.path, self.known, self.read_to = path, set(), 0
        path.touch()

    def claim(self, lines: set[str], *, enough: int = 1) -> set[str]:
        """The lines nobody had; when there are at least `enough` of them, they are known from now on."""
        with self.path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(self.read_to)
            self.known.update(file.read().split())
            new = lines - self.known
            if len(new) >= enough:
                file.write("".join(f"{line}\n" for line in sorted(new)))
                self.known |= new
            self.read_to = file.tell()
        return new


def short(what: object) -> str:
    """A name of one word for anything that prints the same in every process."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:16]
