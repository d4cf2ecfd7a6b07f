"""E-mail: by EMAIL_URL; without it the demonstration keeps letters for its mailbox page."""

from urllib.parse import unquote, urlparse

from portal.settings.base import env

DEFAULT_FROM_EMAIL = env.email_from
SERVER_EMAIL = env.email_from
EMAIL_DOMAIN = env.email_from.rpartition("@")[2].strip(">") or "portal.example"
EMAIL_TIMEOUT = 20  # seconds

_address = urlparse(env.email_url)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.email_url
    else "notifications.mail.StoredEmailBackend"
)
EMAIL_HOST = _address.hostname or "localhost"
EMAIL_PORT = _address.port or {"smtps": 465, "smtp+tls": 587}.get(_address.scheme, 25)
EMAIL_HOST_USER = unquote(_address.username or "")
EMAIL_HOST_PASSWORD = unquote(_address.password or "")
EMAIL_USE_SSL = _address.scheme == "smtps"
EMAIL_USE_TLS = _address.scheme == "smtp+tls"
