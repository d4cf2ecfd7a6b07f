"""Pages of visits to an office, below the language."""

from django.urls import URLPattern, URLResolver, path

from visits.views import change, choose

urlpatterns: list[URLPattern | URLResolver] = [
    path("visits/<str:reference>/", choose.overview, name="visit"),
    path("visits/<str:reference>/office/", choose.office, name="visit_office"),
    path("visits/<str:reference>/done/", change.done, name="visit_done"),
    path("visits/<str:reference>/cancel/", change.cancel, name="visit_cancel"),
    path("visits/<str:reference>/visit.ics", change.calendar, name="visit_ics"),
    path("visits/<str:reference>/at/<slug:office>/", choose.days, name="visit_days"),
    path("visits/<str:reference>/at/<slug:office>/<str:day>/", choose.times, name="visit_times"),
    path(
        "visits/<str:reference>/at/<slug:office>/<str:day>/<str:time>/",
        change.confirm,
        name="visit_confirm",
    ),
]
