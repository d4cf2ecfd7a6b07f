"""Pages of the single window, below the language."""

from django.urls import URLPattern, URLResolver, path

from permits.views import holding

urlpatterns: list[URLPattern | URLResolver] = [
    path("permits/mine/", holding.my_permits, name="my_permits"),
    path("permits/mine/share/", holding.share_new, name="share_new"),
    path("permits/mine/share/<uuid:share_id>/", holding.share, name="share"),
    path("permits/mine/share/<uuid:share_id>/end/", holding.share_end, name="share_end"),
    path(
        "organisations/<uuid:organisation_id>/permits/",
        holding.employer_permits,
        name="employer_permits",
    ),
    path("permit-check/", holding.share_check, name="share_check"),
    path("permit-check/<str:code>/", holding.share_check_code, name="share_check_code"),
]
