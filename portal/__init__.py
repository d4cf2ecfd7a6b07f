"""The Django project: settings, addresses, workers, public pages."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
