"""The WSGI application. `manage.py serve` runs it in gunicorn; any other WSGI server can take it from here."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from site_project.page_cache.wsgi import wrap

# gunicorn gives up at once when a worker ends with this status; with any other it starts the next, forever.
CANNOT_START = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.production")

try:
    application = wrap(get_wsgi_application())
except ImproperlyConfigured as problem:
    print(problem, file=sys.stderr)
    sys.exit(CANNOT_START)
