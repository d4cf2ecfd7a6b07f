"""The Django project: settings, addresses, workers, public pages.

Nothing is imported here: the bootstrap and the keepers of the embedded servers run before, and
beside, Django. ``PortalConfig.ready`` loads the Celery application.
"""
