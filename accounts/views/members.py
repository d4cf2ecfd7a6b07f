"""Pages of an organisation's members: who they are, inviting, joining, asking for access."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import MemberRole
from accounts.errors import AccountsError
from accounts.forms import InviteForm
from accounts.models import Membership, MembershipInvitation, Organisation
from accounts.permissions import can_manage_members, is_owner
from accounts.queries import members_of, open_invitations, open_requests
from accounts.services import (
    access_answer,
    member_change_role,
    member_invitation_accept,
    member_invitation_cancel,
    member_invite,
    member_remove,
)
from accounts.views.common import organisation_page, person
from ui.kept import answers_forget
from ui.steps import signed_in, typed_form


@organisation_page()
def organisation_members(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """List the members; owners also see invitations and requests, and invite colleagues."""
    now = timezone.now()
    owner = is_owner(request.user, organisation)
    form = typed_form(request, InviteForm) if owner else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            invitation = member_invite(
                organisation=organisation, actor=person(request), now=now, **form.cleaned_data
            )
            sentence = _("%(email)s gets an e-mail with a link.") % {"email": invitation.email}
            messages.success(request, sentence)
            answers_forget(request)
            return redirect("organisation_members", organisation.pk)
        except AccountsError as error:
            form.add_error("email", error)
    members = list(members_of(organisation))
    context = {
        "organisation": organisation,
        "members": members,
        "form": form,
        "is_owner": owner,
        "only_owner": owner and sum(m.role == MemberRole.OWNER for m in members) == 1,
        "invitations": open_invitations(organisation, now) if owner else [],
        "requests": open_requests(organisation, now) if owner else [],
    }
    return render(request, "accounts/organisation_members.html", context)


def _act(
    request: HttpRequest, organisation: Organisation, step: Callable[[], object], done: str
) -> HttpResponse:
    """Do one step on POST and say how it went; a GET (after signing in again) only leads back."""
    if request.method == "POST":
        try:
            step()
            messages.success(request, done)
        except AccountsError as error:
            messages.error(request, str(error.message))
    if not organisation.memberships.filter(user=person(request)).exists():
        return redirect("dashboard")
    return redirect("organisation_members", organisation.pk)


@organisation_page(can_manage_members)
def member_role(
    request: HttpRequest, organisation: Organisation, membership_id: int
) -> HttpResponse:
    """Make a member an owner, or an owner a submitter."""
    membership = get_object_or_404(organisation.memberships, pk=membership_id)
    role = MemberRole.SUBMITTER if membership.role == MemberRole.OWNER else MemberRole.OWNER
    return _act(
        request,
        organisation,
        lambda: member_change_role(
            membership=membership, actor=person(request), role=role, now=timezone.now()
        ),
        _("The role is changed."),
    )


@organisation_page()
def member_leave(
    request: HttpRequest, organisation: Organisation, membership_id: int
) -> HttpResponse:
    """Ask before removing a member (or oneself), then do it."""
    membership: Membership = get_object_or_404(
        organisation.memberships.select_related("user"), pk=membership_id
    )
    if request.method != "POST":
        context = {"organisation": organisation, "membership": membership}
        return render(request, "accounts/member_remove.html", context)
    return _act(
        request,
        organisation,
        lambda: member_remove(membership=membership, actor=person(request), now=timezone.now()),
        _("The member is removed."),
    )


@organisation_page(can_manage_members)
def invitation_cancel(
    request: HttpRequest, organisation: Organisation, invitation_id: UUID
) -> HttpResponse:
    """Withdraw an open invitation."""
    invitation = get_object_or_404(organisation.member_invitations, pk=invitation_id)
    return _act(
        request,
        organisation,
        lambda: member_invitation_cancel(
            invitation=invitation, actor=person(request), now=timezone.now()
        ),
        _("The invitation is withdrawn."),
    )


@organisation_page(can_manage_members)
def request_answer(
    request: HttpRequest, organisation: Organisation, invitation_id: UUID
) -> HttpResponse:
    """Give or decline the access that somebody asked for."""
    asked = get_object_or_404(organisation.member_invitations, pk=invitation_id)
    accept = request.POST.get("answer") == "accept"
    return _act(
        request,
        organisation,
        lambda: access_answer(
            request=asked, actor=person(request), accept=accept, now=timezone.now()
        ),
        _("Access is given.") if accept else _("The request is declined."),
    )


@signed_in
def member_join(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Join an organisation by the link of an invitation, signed in with its address."""
    user = person(request)
    invitation = get_object_or_404(
        MembershipInvitation.objects.select_related("organisation"),
        pk=invitation_id,
        requested=False,
    )
    if invitation.email.lower() != user.email.lower():
        return render(request, "accounts/member_join_other.html", status=403)
    problem = ""
    if request.method == "POST":
        try:
            member_invitation_accept(invitation=invitation, actor=user, now=timezone.now())
            return redirect("organisation", invitation.organisation_id)
        except AccountsError as error:
            problem = str(error.message)
    context = {"invitation": invitation, "problem": problem}
    return render(request, "accounts/member_join.html", context)
