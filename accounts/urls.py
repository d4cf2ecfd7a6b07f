"""Pages of accounts, under a language."""

from django.urls import URLPattern, path

from accounts.identity import settings_views
from accounts.identity import views as identity
from accounts.views import licence, members, organisations, profile

ONE = "organisations/<uuid:organisation_id>/"

urlpatterns: list[URLPattern] = [
    path("account/", profile.profile, name="account_profile"),
    path("account/identity/", settings_views.identity, name="identity"),
    path("account/identity/start/", identity.start, name="identity_start"),
    path("account/identity/problem/", identity.problem, name="identity_problem"),
    path("account/identity/unlink/", settings_views.unlink, name="identity_unlink"),
    path("account/identity/email/", settings_views.email, name="socialaccount_signup"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.organisation_new, name="organisation_new"),
    path("organisations/registered/", organisations.organisation_taken, name="organisation_taken"),
    path("organisations/join/<uuid:invitation_id>/", members.member_join, name="member_join"),
    path(ONE, organisations.organisation, name="organisation"),
    path(f"{ONE}edit/", organisations.organisation_edit, name="organisation_edit"),
    path(f"{ONE}licence/", licence.organisation_licence, name="organisation_licence"),
    path(f"{ONE}hand-in/", organisations.organisation_submit, name="organisation_hand_in"),
    path(f"{ONE}members/", members.organisation_members, name="organisation_members"),
    path(f"{ONE}members/<int:membership_id>/role/", members.member_role, name="member_role"),
    path(f"{ONE}members/<int:membership_id>/remove/", members.member_leave, name="member_remove"),
    path(
        f"{ONE}invitations/<uuid:invitation_id>/cancel/",
        members.invitation_cancel,
        name="member_invitation_cancel",
    ),
    path(
        f"{ONE}requests/<uuid:invitation_id>/answer/",
        members.request_answer,
        name="access_answer",
    ),
]
