"""Headers, cookies, content security policy."""

from csp.constants import NONCE, NONE, SELF

from portal.settings.base import env

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # officers see documents inside the case page
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # the subdomains are not ours to decide about
    "security.W019",  # see X_FRAME_OPTIONS
    "security.W021",  # nor is the preload list
]
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "portal.error_pages.csrf_failure"
SECURITY_CONTACT = env.security_contact

if not env.is_demo:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # the balancer asks inside the house
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
