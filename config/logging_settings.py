"""What is written to the logs: never a body, a query string, a choice, a PIN or a private text."""

import logging
import re
from typing import Any

# As long as what the link of an e-mail holds.
SECRET_IN_A_PATH = re.compile(r"(?<=/)[A-Za-z0-9_-]{32,}(?=/|$)")


class WithoutQuery(logging.Filter):
    """Cuts query strings, and what the links of e-mails hold, out of the paths that Django's loggers are given."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                SECRET_IN_A_PATH.sub("…", arg.split("?", 1)[0])
                if isinstance(arg, str) and arg.startswith("/")
                else arg
                for arg in record.args
            )
        return True


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_query": {"()": WithoutQuery}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_query"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers mail whole requests to administrators: replaced, not completed.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Every 4xx as a warning drowns the rest; errors (5xx) stay.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "espace": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
