"""Addresses without a language: what a QR and a program open."""

from django.urls import path

from documents.views import verify

urlpatterns = [
    path("v/<str:code>", verify.verify_short, name="verify_short"),
    path(".well-known/portal-keys.json", verify.portal_keys, name="portal_keys"),
]
