"""Officers' posts, for administrators. Nobody changes their own."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from accounts.admin.steps import officer_of
from accounts.enums import GIVEN_ROLES, Authority
from accounts.models import Post, User
from accounts.permissions import can_assign_posts
from accounts.services import post_assign, post_end
from offices.models import Office
from offices.queries import office_list
from ui.desk import ConfirmView, DeskForm, DeskModelAdmin
from ui.fields import rows_offer


class AssignForm(DeskForm):
    """Who gets which post where."""

    email = forms.EmailField(
        label=gettext_lazy("Officer's e-mail address"),
        help_text=gettext_lazy("The officer must have an account here."),
    )
    office: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("office"), queryset=Office.objects.none()
    )
    role = forms.ChoiceField(
        label=gettext_lazy("role"),
        choices=[(role.value, role.label) for role in GIVEN_ROLES],
        widget=forms.RadioSelect,
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("authority"),
        choices=Authority.choices,
        initial=Authority.EXIT_ENTRY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offer(self, "office", office_list())

    def clean_email(self) -> User:
        """Turn the address into the officer."""
        address: str = self.cleaned_data["email"]
        user = User.objects.filter(email__iexact=address, is_active=True).first()
        if user is None:
            raise ValidationError(_("Nobody with this e-mail address has an account here."))
        return user

    def clean(self) -> dict[str, Any]:
        """Say that there is nothing to give: the log would note the same post twice."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        wish = {name: data.get(name) for name in ("office", "role", "authority")}
        officer = data.get("email")
        if officer and Post.objects.filter(officer=officer, active=True, **wish).exists():
            raise ValidationError(_("This officer holds this post already."))
        return data


class AssignView(ConfirmView):
    """Give an officer a post."""

    title = gettext_lazy("Give a post")
    form_class = AssignForm

    def get_initial(self) -> dict[str, Any]:
        return {"authority": Authority.EXIT_ENTRY}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        data = form.cleaned_data
        post = post_assign(
            officer=data["email"],
            office=data["office"],
            role=data["role"],
            authority=data["authority"],
            actor=officer_of(self.request),
        )
        self.model_admin.log_addition(self.request, post, "post_assign")
        return _("Done: %(post)s") % {"post": post}


class EndView(ConfirmView):
    """End a post."""

    title = gettext_lazy("End the post")
    danger = True

    def allowed(self) -> bool:
        return bool(self.object.active)

    def will_happen(self) -> list[str]:
        return [
            _("%(officer)s no longer acts in this post.") % {"officer": self.object.officer},
            _("What was decided in it stays on record."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        post_end(post=self.object, actor=officer_of(self.request))
        self.model_admin.log_change(self.request, self.object, "post_end")
        return _("The post is ended.")

    def success_url(self) -> str:
        return reverse("admin:accounts_post_changelist")


@admin.register(Post)
class PostAdmin(DeskModelAdmin):
    """Who holds which post."""

    list_display = ("shown_officer", "shown_office", "shown_role", "authority", "active")
    list_filter = ("active", "role", "office")
    list_select_related = ("officer", "office")
    search_fields = ("officer__email", "officer__name")
    fields = ("officer", "office", "role", "authority", "active")
    ordering = ("officer__email", "pk")
    actions_list = ["give"]
    actions_detail = ["end"]
    custom_urls = (
        ("assign/", "accounts_post_assign", AssignView.as_view()),
        ("<path:object_id>/end/", "accounts_post_end", EndView.as_view()),
    )

    def desk_can_view(self, user: Any) -> bool:
        return can_assign_posts(user) or user.is_superuser

    @display(description=gettext_lazy("Officer"), ordering="officer__email")
    def shown_officer(self, post: Post) -> str:
        return str(post.officer)

    @display(description=gettext_lazy("Office"), ordering="office")
    def shown_office(self, post: Post) -> str:
        return str(post.office)

    @display(description=gettext_lazy("role"), ordering="role")
    def shown_role(self, post: Post) -> str:
        return post.get_role_display()

    @action(description=gettext_lazy("Give a post"), url_path="give")
    def give(self, request: HttpRequest) -> Any:
        """Lead to the form."""
        from django.shortcuts import redirect

        return redirect("admin:accounts_post_assign")

    @action(description=gettext_lazy("End the post"), url_path="end-post")
    def end(self, request: HttpRequest, object_id: str) -> Any:
        """Lead to the confirm page."""
        from django.shortcuts import redirect

        return redirect("admin:accounts_post_end", object_id)
