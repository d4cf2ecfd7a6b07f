"""Addresses of the applicant's pages of a case, and of the public ones."""

from django.urls import path

from applications.views import case, public, supplement

urlpatterns = [
    path("applications/<str:reference>/", case.application, name="application"),
    path(
        "applications/<str:reference>/supplement/",
        supplement.supplement,
        name="application_supplement",
    ),
    path("applications/<str:reference>/withdraw/", case.withdraw, name="application_withdraw"),
    path(
        "applications/<str:reference>/documents/<uuid:document>/",
        case.issued_document,
        name="application_document",
    ),
    path("track/", public.track, name="track"),
    path("performance/", public.performance, name="performance"),
]
