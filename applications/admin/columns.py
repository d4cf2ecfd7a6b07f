"""Columns of the queue."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.decorators import display

from applications.admin.due import STATUS_TONES, officer_status, shown_end, tag
from applications.admin.filters import inviter_key
from applications.enums import Status
from applications.lanes import Rank
from applications.models import Application


class QueueColumns:
    """What one line of the queue shows. Reads only what the list has joined already."""

    @display(description=gettext_lazy("reference"), ordering="reference")
    def reference_code(self, obj: Application) -> SafeString:
        code = format_html('<span class="desk-mrz desk-nowrap desk-link">{}</span>', obj.reference)
        if obj.rank != Rank.EXPEDITED:
            return code
        return format_html("{}<br>{}", code, tag(_("expedited"), "stop"))

    @display(description=gettext_lazy("person"))
    def traveller_name(self, obj: Application) -> SafeString:
        return format_html(
            '<div><span class="desk-mrz">{}</span><br>'
            '<span class="desk-quiet desk-nowrap">{}</span></div>',
            obj.traveller.name_mrz or "—",
            " ".join(part for part in (obj.traveller.nationality, obj.traveller.document_number)),
        )

    @display(description=pgettext_lazy("who answers for a case", "filed by"))
    def inviter(self, obj: Application) -> SafeString | str:
        if obj.organisation is None:
            return format_html(
                '<a class="desk-link" href="?inviter={}">{}</a>', inviter_key(obj), obj.filed_by
            )
        return format_html(
            '<a class="desk-link" href="?inviter={}">{}</a>',
            inviter_key(obj),
            obj.organisation.name,
        )

    @display(description=gettext_lazy("status"))
    def status_words(self, obj: Application) -> SafeString:
        if obj.desk_joint:  # type: ignore[attr-defined]  # set by QueueList
            return tag(_("joint decision"), "stop")
        return tag(officer_status(obj), STATUS_TONES.get(Status(obj.status), "quiet"))

    @display(description=gettext_lazy("due"), ordering="next_on")
    def due_words(self, obj: Application) -> SafeString | str:
        due = obj.desk_due  # type: ignore[attr-defined]  # set by QueueList
        if due.on is None:
            return "—"
        provisional = _("provisional") if obj.due_provisional else ""
        return format_html(
            '<div>{}<br><time class="desk-quiet desk-nowrap" datetime="{}">{} {}</time></div>',
            tag(due.words, due.tone),
            (due.at or due.on).isoformat(),
            shown_end(due),
            provisional,
        )

    @display(description=gettext_lazy("Owner"))
    def owner(self, obj: Application) -> str:
        return str(obj.assigned_to) if obj.assigned_to else _("nobody yet")
