"""Pages that ask before they act: the same for every app, see `common/two_steps.py`."""

from common.two_steps import ask, ask_then_check, attempt

__all__ = ["ask", "ask_then_check", "attempt"]
