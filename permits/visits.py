"""Who books the visit of a single-window application, where, and what waits for it."""

from applications.enums import Service
from visits.registry import BaseVisits


class SingleWindowVisits(BaseVisits):
    """The branch that was chosen for the application; everybody who may act for the employer."""

    service = Service.SINGLE_WINDOW
