"""Pages of offices, under a language."""

from django.urls import URLPattern, path

from offices import views

urlpatterns: list[URLPattern] = [path("offices/", views.offices, name="offices")]
