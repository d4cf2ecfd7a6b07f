#!/usr/bin/env python
"""Django's command line, on the embedded servers where no others are configured."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from portal.embedded import EmbeddedServerError, ensure_servers

    try:
        ensure_servers()
    except EmbeddedServerError as error:
        sys.exit(f"error: {error}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
