"""The officers' desk (django-unfold)."""

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

# Navy #0F2F57 and jade #00695C in steps; unfold wants the whole scale.
_NAVY = {
    "50": "#f5f8fc",
    "100": "#e9eff7",
    "200": "#d3deec",
    "300": "#aebfd6",
    "400": "#7d93b1",
    "500": "#556b8a",
    "600": "#405673",
    "700": "#2a4163",
    "800": "#1b3558",
    "900": "#0f2f57",
    "950": "#0a1f3a",
}
_JADE = {
    "50": "#eefaf7",
    "100": "#d3efe9",
    "200": "#a8ded3",
    "300": "#6fc5b6",
    "400": "#36a593",
    "500": "#0f8776",
    "600": "#00695c",
    "700": "#00574d",
    "800": "#00463d",
    "900": "#003a33",
    "950": "#00231f",
}

UNFOLD: dict[str, object] = {
    "SITE_TITLE": _("Officers' desk, Shanghai Exit-Entry Services"),
    "SITE_HEADER": _("Officers' desk"),
    "SITE_SYMBOL": "stacks",
    "SITE_URL": "/",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": False,  # the switch is in the header, where the keyboard reaches it
    "SHOW_BACK_BUTTON": False,
    "BORDER_RADIUS": "6px",
    "COLORS": {
        "base": _NAVY,
        "primary": _JADE,
        "font": {
            "subtle-light": "#405673",
            "subtle-dark": "#aebfd6",
            "default-light": "#2a4163",
            "default-dark": "#d3deec",
            "important-light": "#0a1f3a",
            "important-dark": "#f5f8fc",
        },
    },
    "STYLES": [lambda request: static("desk/desk.css")],
    "SCRIPTS": [lambda request: static("desk/landmarks.js")],
    "ENVIRONMENT": "portal.desk.environment",
    "DASHBOARD_CALLBACK": "applications.admin.dashboard.dashboard",
    "SIDEBAR": {"show_search": False, "navigation": "portal.desk.navigation"},
}
