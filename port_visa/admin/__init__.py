"""The officers' pages of this room. Case pages are the engine's."""

from port_visa.admin.decisions import PortDecisionAdmin
from port_visa.admin.parameters import PortVisaParameterAdmin

__all__ = ["PortDecisionAdmin", "PortVisaParameterAdmin"]
