"""What the tests change: fast password hashing, plain static files, a file folder of their own."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]  # a page with N+1 queries fails
ZEAL_RAISE = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_FILES = tempfile.mkdtemp(prefix="portal-test-files-")
atexit.register(shutil.rmtree, _FILES, ignore_errors=True)
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _FILES, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
IDENTITY_PROVIDER = {  # so that its pages are there for every test; nobody answers at port 9
    "issuer": "http://127.0.0.1:9/",
    "client_id": "portal",
    "client_secret": "not-a-secret",
    "label_en": "City Identity",
    "label_zh": "城市统一认证",
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


class Undefined(str):
    """What an undefined template variable prints. Looping over it yields nothing, as usual."""

    __slots__ = ()

    def __mod__(self, name: object) -> "Undefined":
        return Undefined(super().__mod__(name))

    def __iter__(self) -> Iterator[str]:
        return iter(())


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("UNDEFINED TEMPLATE VARIABLE %s")  # type: ignore[index]
WHITENOISE_AUTOREFRESH = True  # no collected static folder is needed
CELERY_BROKER_URL = "memory://"  # the task_box fixture catches tasks before they get here
ZEAL_ALLOWLIST = [
    {"model": "account.EmailAddress"},  # allauth asks for the one address repeatedly
    {"model": "sessions.Session"},  # it reads the session anew when a sign-in's state is taken out
    # Several files sent at once are attached one by one, each under a fresh lock of its invitation.
    {"model": "port_visa.Invitation", "field": "get()"},
    # What a Notification prints, and what may be changed of a person, is read under the lock of
    # that one case: read for the whole group beforehand it could have grown old.
    {"model": "port_visa.Invitee", "field": "get()"},
]
