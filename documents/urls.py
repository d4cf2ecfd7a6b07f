"""Pages under a language."""

from django.urls import path

from documents.views import uploads, verify

urlpatterns = [
    path("files/<uuid:upload_id>/", uploads.upload_open, name="upload_open"),
    path("files/<uuid:upload_id>/preview/", uploads.upload_preview, name="upload_preview"),
    path("verify/", verify.verify, name="verify"),
    path("verify/offline/", verify.offline_check, name="offline_check"),
    path("verify/<str:code>/", verify.verify_code, name="verify_code"),
]
