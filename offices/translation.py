"""Which columns of the reference data exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from offices.models import Office, Port, Zone


@register(Zone)
class ZoneTranslation(TranslationOptions):
    fields = ("name", "legal_basis")
    required_languages = ("en", "zh-hans")


@register(Office)
class OfficeTranslation(TranslationOptions):
    fields = ("name", "address", "opening_hours")
    required_languages = {"en": ("name",), "zh-hans": ("name",)}


@register(Port)
class PortTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("en", "zh-hans")
