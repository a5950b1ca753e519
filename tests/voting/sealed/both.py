"""The two verifiers, asked the same way: the code of a refusal, or « accepted »."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tools import verifier
from voting.crypto import verify


def of_the_site(content: bytes, **anchors) -> str:
    report = verify.verify(content, **anchors)
    assert report.is_ok is not bool(report.reason)
    return report.reason or "accepted"


def standing_alone(content: bytes, **anchors) -> str:
    try:
        verifier.verify(content, **anchors)
    except verifier.Wrong as wrong:
        return wrong.code
    return "accepted"


BOTH = pytest.mark.parametrize("reason", [of_the_site, standing_alone])


def accepted_by_the_tool(content: bytes, folder: Path) -> bool:
    """What `belenios-tool election verify` says; skips the test where it is not installed."""
    if shutil.which("belenios-tool") is None:
        pytest.skip("no belenios-tool: apt-get install belenios-tool")
    (folder / "board.bel").write_bytes(content)
    command = ["belenios-tool", "election", "verify", "--dir", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True)
    told = said.stderr + said.stdout
    return said.returncode == 0 and "all checks passed" in told and "no result to check" not in told
