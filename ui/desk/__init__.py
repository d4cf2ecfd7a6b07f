"""What every officers' page shares: read-only lists, confirm pages whose buttons call a service."""

from ui.desk.admin import DeskModelAdmin
from ui.desk.forms import DeskForm, dress
from ui.desk.paginator import CappedPaginator
from ui.desk.views import ConfirmView, DeskPageView, Preview

__all__ = [
    "CappedPaginator",
    "ConfirmView",
    "DeskForm",
    "DeskModelAdmin",
    "DeskPageView",
    "Preview",
    "dress",
]
