from django.apps import AppConfig


class PortVisaConfig(AppConfig):
    name = "port_visa"
