"""Addresses of the calendar's public page."""

from django.urls import path

from workdays import views

urlpatterns = [
    path("working-days/", views.working_days, name="working_days"),
    path("working-days/<int:year>/", views.working_days, name="working_days"),
]
