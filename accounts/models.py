"""Who signs in: users, organisations and their members, officers' posts."""

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import (
    Authority,
    ChangeKind,
    MemberRole,
    OrganisationStatus,
    PostRole,
    Province,
)
from accounts.managers import UserManager
from documents.models import Upload
from offices.models import Office

SYSTEMS_DOMAIN = "systems.invalid"  # RFC 2606: no letter ever arrives there, nobody signs in by it


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address. Officers also hold a post."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="en"
    )
    is_staff = models.BooleanField(_("officer"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined at"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_folded")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.email.split("@")[0]

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Posts decide, not the framework's permissions: those are nobody's but a superuser's."""
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:
        """Like ``has_perm``: the admin asks this of every model, on every page of the desk."""
        return self.is_active and self.is_superuser

    @property
    def is_system(self) -> bool:
        """Whether this is a computer system, which acts through the API and reads no letters."""
        return self.email.endswith(f"@{SYSTEMS_DOMAIN}")

    def held_posts(self) -> "list[Post]":
        """Active posts: as they were when this request began, or read afresh outside of one."""
        remembered: list[Post] | None = getattr(self, "_remembered_posts", None)
        return self._read_posts() if remembered is None else remembered

    def own_organisations(self) -> "frozenset[uuid.UUID]":
        """Keys of the organisations that the person belongs to; remembered like the posts."""
        remembered: frozenset[uuid.UUID] | None = getattr(self, "_remembered_organisations", None)
        return self._read_organisations() if remembered is None else remembered

    def remember_duties(self) -> None:
        """Read posts and memberships once: a page of the desk asks for them a dozen times."""
        self._remembered_posts = self._read_posts()
        self._remembered_organisations = self._read_organisations()

    def _read_posts(self) -> "list[Post]":
        return list(self.posts.filter(active=True).select_related("office"))

    def _read_organisations(self) -> "frozenset[uuid.UUID]":
        return frozenset(self.memberships.values_list("organisation_id", flat=True))

    def supervises(self) -> bool:
        """Tell whether the person holds a supervisor's post, at whichever office."""
        return self._holds(PostRole.SUPERVISOR)

    def administers(self) -> bool:
        """Tell whether the person holds an administrator's post. Lower rooms ask here."""
        return self._holds(PostRole.ADMINISTRATOR)

    def _holds(self, role: PostRole) -> bool:
        if not (self.is_active and self.is_staff):
            return False
        return self.is_superuser or any(post.role == role for post in self.held_posts())


class Organisation(models.Model):
    """A body that invites or employs. The bureau checks it once; then it may submit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    uscc = models.CharField(_("unified social credit code"), max_length=18, unique=True)
    province = models.CharField(_("province"), max_length=12, choices=Province)
    district = models.CharField(_("district or city"), max_length=80)
    registered_address = models.CharField(_("registered address"), max_length=300)
    actual_address = models.CharField(_("actual address"), max_length=300, blank=True)
    legal_representative = models.CharField(_("legal representative"), max_length=120)
    handler_name = models.CharField(_("handler"), max_length=120)
    handler_phone = models.CharField(_("handler's telephone"), max_length=40)
    handler_email = models.EmailField(_("handler's e-mail"))
    has_business_licence = models.BooleanField(_("has a business licence"), default=True)
    licence = models.ManyToManyField(
        Upload, blank=True, related_name="organisations", verbose_name=_("business licence")
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=OrganisationStatus,
        default=OrganisationStatus.UNVERIFIED,
    )
    returned_items = models.JSONField(_("what to correct"), default=list, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )

    class Meta:
        ordering = ["name_zh"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                name="accounts_organisation_checked_by_someone",
                condition=~models.Q(status__in=["verified", "returned", "suspended"])
                | models.Q(checked_at__isnull=False, checked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> str:
        """The name for readers of the page's language; the Chinese one is the registered one."""
        chinese = (get_language() or "zh").startswith("zh")
        return self.name_zh if chinese else self.name_en or self.name_zh

    @property
    def is_verified(self) -> bool:
        return self.status == OrganisationStatus.VERIFIED


class OrganisationChange(models.Model):
    """The log of an organisation: who changed what, when, why. The database never alters it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("what"), max_length=24, choices=ChangeKind)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change of an organisation")
        verbose_name_plural = _("changes of organisations")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind}"


class Membership(models.Model):
    """A user's place in an organisation."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=10, choices=MemberRole)
    created_at = models.DateTimeField(_("member since"), auto_now_add=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                name="accounts_membership_once", fields=["user", "organisation"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


class MembershipInvitation(models.Model):
    """An owner's invitation to a colleague, or (``requested``) a person's request to an owner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="member_invitations"
    )
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole)
    requested = models.BooleanField(_("asked for by the person"), default=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    accepted = models.BooleanField(pgettext_lazy("invitation", "accepted"), null=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("membership invitation")
        verbose_name_plural = _("membership invitations")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                name="accounts_one_open_invitation",
                condition=models.Q(answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"


class Post(models.Model):
    """An officer's role at an office. One officer can hold several."""

    officer = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="posts", verbose_name=_("officer")
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="posts", verbose_name=_("office")
    )
    role = models.CharField(_("role"), max_length=14, choices=PostRole)
    authority = models.CharField(
        _("authority"), max_length=12, choices=Authority, default=Authority.EXIT_ENTRY
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(
                name="accounts_post_once", fields=["officer", "office", "role", "authority"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer}: {self.get_role_display()}, {self.office}"
