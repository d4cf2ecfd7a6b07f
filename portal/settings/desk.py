"""The officers' desk (django-unfold) and the API framework."""

UNFOLD: dict[str, object] = {
    "SITE_TITLE": "Shanghai Entry & Exit Services",
    "SITE_HEADER": "Officers' desk",
}
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
}
