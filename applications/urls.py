"""Addresses of the applicant's pages of a case."""

from django.urls import path

from applications import views

urlpatterns = [
    path("applications/<str:reference>/", views.application, name="application"),
    path(
        "applications/<str:reference>/supplement/",
        views.application,
        name="application_supplement",
    ),
    path("applications/<str:reference>/withdraw/", views.application, name="application_withdraw"),
]
