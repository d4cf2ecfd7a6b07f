"""What the benchmarks change: files and broker of their own, nothing that makes code faster."""

import atexit
import shutil
import tempfile

from portal.settings import *  # noqa: F403
from portal.settings import LOGGING, STORAGES

_FILES = tempfile.mkdtemp(prefix="portal-bench-")
atexit.register(shutil.rmtree, _FILES, ignore_errors=True)
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _FILES, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_BROKER_URL = "memory://localhost"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WHITENOISE_AUTOREFRESH = True
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}
