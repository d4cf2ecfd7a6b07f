"""The officers' pages of this room. Case pages are the engine's."""

from port_visa.admin.parameters import PortVisaParameterAdmin

__all__ = ["PortVisaParameterAdmin"]
