"""What every officers' page shares: read-only lists, confirm pages whose buttons call a service."""

from ui.desk.admin import DeskModelAdmin
from ui.desk.checking import LoggedStep, colours, step_urls, steps_for, waiting_first
from ui.desk.forms import DeskForm, dress
from ui.desk.paginator import CappedPaginator
from ui.desk.views import ConfirmView, DeskPageView, Preview

__all__ = [
    "CappedPaginator",
    "ConfirmView",
    "DeskForm",
    "DeskModelAdmin",
    "DeskPageView",
    "LoggedStep",
    "Preview",
    "colours",
    "dress",
    "step_urls",
    "steps_for",
    "waiting_first",
]
