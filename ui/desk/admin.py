"""A list that officers read. Its buttons call services; the forms of the admin write nothing."""

from typing import Any, cast

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from unfold.admin import ModelAdmin

from ui.desk.paginator import CappedPaginator


class DeskModelAdmin(ModelAdmin):
    """Base of every officers' list: nobody adds, changes or deletes through a model form.

    Subclasses say who may look (``desk_can_view``) and narrow ``get_queryset`` to what that officer
    may see; an object outside the queryset does not exist for them (404). Give ``custom_urls`` the
    confirm pages: ``("<path:object_id>/verify/", "accounts_organisation_verify", View.as_view())``.
    """

    paginator = CappedPaginator
    show_full_result_count = False
    empty_value_display = "–"
    list_per_page = 50
    list_max_show_all = 0
    list_filter_submit = True
    list_fullwidth = True
    actions = None
    show_add_link = False
    object_page: Any = None  # a DeskPageView: the page of one object, with a history of its own

    def desk_can_view(self, user: Any) -> bool:
        """Say whether this officer may open the list. The default is nobody."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        # unfold's frame asks for this variable on every page of a model
        context = {"inline_admin_formsets": [], **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Our page of one object, where there is one, instead of a form."""
        if self.object_page is None:
            return super().change_view(request, object_id, form_url, extra_context)
        page = self.object_page.as_view()(request, object_id=object_id, model_admin=self)
        return cast("HttpResponse", page)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Our page has the history; the admin's own log is not used there."""
        if self.object_page is None:
            return super().history_view(request, object_id, extra_context)
        raise Http404

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        user = request.user
        return bool(user.is_active and user.is_authenticated and self.desk_can_view(user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
