"""Django settings, one topic a file. What differs between deployments comes from portal.env."""

from portal.settings.base import *  # noqa: F403
from portal.settings.auth import *  # noqa: F403
from portal.settings.i18n import *  # noqa: F403
from portal.settings.queues import *  # noqa: F403
from portal.settings.security import *  # noqa: F403
from portal.settings.desk import *  # noqa: F403
from portal.settings.api import *  # noqa: F403
from portal.settings.files import *  # noqa: F403
from portal.settings.mail import *  # noqa: F403
from portal.settings.logs import *  # noqa: F403
