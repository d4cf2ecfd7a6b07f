"""Pages of the single window, below the language."""

from django.urls import URLPattern, URLResolver, path

from permits.views import finder, holding

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
    path("permit-finder/", finder.finder, name="finder"),
    path("permit-finder/check/", finder.finder_check, name="finder_check"),
    path("permit-finder/result/", finder.finder_result, name="finder_result"),
    path("permit-finder/documents/", finder.finder_papers, name="finder_papers"),
    path("permit-finder/start/", finder.finder_start, name="finder_start"),
    path("permit-finder/again/", finder.finder_restart, name="finder_restart"),
    path("permit-finder/<slug:step>/", finder.finder_step, name="finder_step"),
]
