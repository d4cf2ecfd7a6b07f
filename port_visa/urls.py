"""Addresses of the inviter's pages."""

from django.urls import path

from port_visa.views import (
    files,
    filing,
    invitations,
    invited,
    links,
    people,
    person,
    professional,
    professional_proof,
    rosters,
    submission,
    swap,
)

_ONE = "invitations/<uuid:pk>/"
_PERSON = f"{_ONE}people/<int:invitee_pk>/"

_INVITED = "invited/<int:invitee_pk>/"

urlpatterns = [
    path(
        "organisations/<uuid:organisation_id>/filing/",
        filing.organisation_filing,
        name="organisation_filing",
    ),
    path("professional/", professional.professional, name="professional"),
    path("professional/details/", professional.professional_details, name="professional_details"),
    path("professional/proof/", professional_proof.professional_proof, name="professional_proof"),
    path("professional/permit/", professional.professional_permit, name="professional_permit"),
    path("invitations/new/", invitations.invitation_new, name="invitation_new"),
    path(_ONE, invitations.invitation, name="invitation"),
    path(f"{_ONE}visit/<slug:part>/", invitations.invitation_visit, name="invitation_visit"),
    path(f"{_ONE}people/", people.invitation_invitees, name="invitation_invitees"),
    path(f"{_ONE}roster/", rosters.invitation_roster, name="invitation_roster"),
    path(f"{_ONE}roster/paste/", rosters.invitation_roster_paste, name="invitation_roster_paste"),
    path(f"{_ONE}roster/fix/", rosters.invitation_roster_fix, name="invitation_roster_fix"),
    path(
        f"{_ONE}roster/files/<str:name>",
        rosters.invitation_roster_file,
        name="invitation_roster_file",
    ),
    path(f"{_PERSON}passport/", person.passport, name="invitee_passport"),
    path(f"{_PERSON}confirm/", person.confirm, name="invitee_confirm"),
    path(f"{_PERSON}correct/", person.correct, name="invitee_correct"),
    path(f"{_PERSON}details/", person.details, name="invitee_details"),
    path(f"{_PERSON}link/", links.invitee_link, name="invitee_link"),
    path(f"{_PERSON}swap/", swap.invitee_swap, name="invitee_swap"),
    path(f"{_PERSON}phone/", links.invitee_phone, name="invitee_phone"),
    path(f"{_PERSON}remove/", people.invitee_remove, name="invitee_remove"),
    path("invited/link/<str:token>/", links.invitee_link_open, name="invitee_link_open"),
    path(_INVITED, invited.home, name="invited"),
    path(f"{_INVITED}passport/", person.passport, name="invited_passport"),
    path(f"{_INVITED}confirm/", person.confirm, name="invited_confirm"),
    path(f"{_INVITED}correct/", person.correct, name="invited_correct"),
    path(f"{_INVITED}details/", person.details, name="invited_details"),
    path(f"{_INVITED}documents/<slug:code>/", invited.slot, name="invited_slot"),
    path(f"{_INVITED}check/", invited.check, name="invited_check"),
    path(f"{_ONE}documents/", files.invitation_documents, name="invitation_documents"),
    path(f"{_ONE}documents/<slug:key>/", files.invitation_slot, name="invitation_slot"),
    path(f"{_ONE}check/", submission.invitation_check, name="invitation_check"),
    path(f"{_ONE}declare/", submission.invitation_declare, name="invitation_declare"),
    path(f"{_ONE}receipt/", submission.invitation_receipt, name="invitation_receipt"),
    path(f"{_ONE}receipt.pdf", submission.invitation_receipt_pdf, name="invitation_receipt_pdf"),
    path(f"{_ONE}copy/", invitations.invitation_copy, name="invitation_copy"),
    path(f"{_ONE}withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path(f"{_ONE}discard/", invitations.invitation_discard, name="invitation_discard"),
]
