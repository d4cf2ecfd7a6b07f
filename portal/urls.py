"""Addresses. Pages live under their language; machines' addresses do not."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from accounts.identity.views import callback
from accounts.signin.language import set_language
from api.views.open import schema, token
from api.views.page import reference
from notifications.views import mailbox
from portal import health, plain, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("robots.txt", plain.robots, name="robots"),
    path(".well-known/security.txt", plain.security, name="security_txt"),
    path("demo/mailbox/", mailbox, name="mailbox"),
    path("i18n/setlang/", set_language, name="set_language"),
    path("account/identity/callback/", callback, name="identity_callback"),
    path("", include("documents.machine_urls")),
    path("api/v1/", include("api.urls")),
    path("api/oauth/token/", token, name="api_token"),
    path("api/schema/", schema, name="api_schema"),
]
urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("guidance/port-visa/", views.guidance_port_visa, name="guidance_port_visa"),
    path(
        "guidance/electronic-visa/",
        views.guidance_electronic_visa,
        name="guidance_electronic_visa",
    ),
    path("guidance/single-window/", views.guidance_single_window, name="guidance_single_window"),
    path("official-site/", views.official_site, name="official_site"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("api/", reference, name="api_reference"),
    path("", include("accounts.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("", include("offices.urls")),
    path("", include("applications.urls")),
    path("", include("documents.urls")),
    path("", include("workdays.urls")),
    path("", include("port_visa.urls")),
    path("", include("permits.urls")),
    path("", include("visits.urls")),
    path("", include("centre.urls")),
    path("", include("notifications.urls")),
)

handler400 = "portal.error_pages.bad_request"
handler403 = "portal.error_pages.forbidden"
handler404 = "portal.error_pages.not_found"
handler500 = "portal.error_pages.server_error"
