"""Which columns of the rules exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from permits.models import PermitParameter, PointsTable, ServingRule, WageAverage


@register(PointsTable)
class PointsTableTranslation(TranslationOptions):
    fields = ("name", "legal_basis")
    required_languages = ("en", "zh-hans")


@register(WageAverage)
class WageAverageTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")


@register(PermitParameter)
class PermitParameterTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")


@register(ServingRule)
class ServingRuleTranslation(TranslationOptions):
    fields = ("place", "legal_basis")
    required_languages = {"en": ("legal_basis",), "zh-hans": ("legal_basis",)}
