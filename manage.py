#!/usr/bin/env python
"""Django's command line. What is wrong around the program is said in sentences, without a traceback."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

NEED_THE_DATABASE = {"serve", "worker", "migrate"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    try:
        if NEED_THE_DATABASE & set(sys.argv[1:2]):
            _check_database()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
        sys.exit(1)


def _check_database() -> None:
    from django.conf import settings

    from config.reach import check_database

    check_database(settings.ENVIRONMENT.database)


if __name__ == "__main__":
    main()
