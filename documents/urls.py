"""Pages under a language."""

from django.urls import path

from documents.views import uploads

urlpatterns = [
    path("files/<uuid:upload_id>/", uploads.upload_open, name="upload_open"),
    path("files/<uuid:upload_id>/preview/", uploads.upload_preview, name="upload_preview"),
]
