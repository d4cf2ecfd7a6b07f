"""Addresses of the interface, version 1. They have no language: ``Accept-Language`` decides."""

from django.urls import path

from api import converters  # noqa: F401  the patterns below use them
from api.views import (
    applications,
    files,
    invitation_steps,
    invitations,
    people,
    reference,
    transfer_steps,
    transfers,
    webhooks,
)

app_name = "api"
urlpatterns = [
    path("organisation/", reference.Myself.as_view(), name="organisation"),
    path("office/", reference.MyOffice.as_view(), name="office"),
    path("transfers/", transfers.HomeCases.as_view(), name="transfers"),
    path("transfers/<ref:reference>/", transfers.OneHomeCase.as_view(), name="transfer"),
    path(
        "transfers/<ref:reference>/checks/", transfer_steps.Checks.as_view(), name="transfer_checks"
    ),
    path("transfers/<ref:reference>/send/", transfer_steps.Send.as_view(), name="transfer_send"),
    path(
        "transfers/<ref:reference>/return/",
        transfer_steps.SendBack.as_view(),
        name="transfer_return",
    ),
    path(
        "transfers/<ref:reference>/decline/",
        transfer_steps.Decline.as_view(),
        name="transfer_decline",
    ),
    path(
        "transfers/<ref:reference>/files/<uuid:file>/",
        transfers.OneHomeFile.as_view(),
        name="transfer_file",
    ),
    path("ports/", reference.Ports.as_view(), name="ports"),
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("invitations/<uuid:pk>/", invitations.OneInvitation.as_view(), name="invitation"),
    path("invitations/<uuid:pk>/submit/", invitation_steps.Submission.as_view(), name="submit"),
    path("invitations/<uuid:pk>/withdraw/", invitation_steps.Withdrawal.as_view(), name="withdraw"),
    path("invitations/<uuid:pk>/receipt/", invitation_steps.Receipt.as_view(), name="receipt"),
    path("invitations/<uuid:pk>/invitees/", people.People.as_view(), name="invitees"),
    path(
        "invitations/<uuid:pk>/invitees/<big:invitee_pk>/",
        people.OnePerson.as_view(),
        name="invitee",
    ),
    path(
        "invitations/<uuid:pk>/invitees/<big:invitee_pk>/correct/",
        people.Corrected.as_view(),
        name="invitee_correct",
    ),
    path("invitations/<uuid:pk>/files/", files.Files.as_view(), name="files"),
    path("invitations/<uuid:pk>/files/<uuid:file>/", files.OneFile.as_view(), name="file"),
    path("applications/", applications.Applications.as_view(), name="applications"),
    path(
        "applications/<ref:reference>/", applications.OneApplication.as_view(), name="application"
    ),
    path(
        "applications/<ref:reference>/withdraw/",
        applications.TakeBack.as_view(),
        name="application_withdraw",
    ),
    path(
        "applications/<ref:reference>/supplement/",
        applications.Answer.as_view(),
        name="supplement",
    ),
    path(
        "applications/<ref:reference>/supplement/<big:point>/files/",
        applications.PointFiles.as_view(),
        name="supplement_files",
    ),
    path(
        "applications/<ref:reference>/documents/<uuid:document>/",
        applications.IssuedFile.as_view(),
        name="document",
    ),
    path("webhooks/", webhooks.Webhooks.as_view(), name="webhooks"),
    path("webhooks/<uuid:webhook>/", webhooks.OneWebhook.as_view(), name="webhook"),
    path("webhooks/<uuid:webhook>/deliveries/", webhooks.Deliveries.as_view(), name="deliveries"),
]
