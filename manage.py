#!/usr/bin/env python
"""Django's command line, for this project."""

import gc
import io
import os
import sys


def main() -> None:
    """Run the command that the arguments name. A wrong environment variable ends it with one sentence."""
    # What is loaded at the start stays: to look for garbage among it takes a quarter of the time. `ready` turns it on.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character stops no command
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.production")

    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        _ = settings.INSTALLED_APPS  # loads the settings; Django itself would put such a problem aside here
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
