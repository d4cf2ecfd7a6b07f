"""Static files, private uploads, produced documents."""

from portal.env import BASE_DIR
from portal.settings.base import env

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.data_dir / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
UPLOAD_MAX_FILES_PER_SLOT = 20
UPLOAD_MAX_PAGES = 100
UPLOAD_MAX_PIXELS = 80_000_000
UPLOAD_READ_SECONDS = 20  # processor time for opening one file and drawing its first page
CLAMAV_ADDRESS = env.clamav_address  # host:port or a socket's path; empty: the built-in check
SCAN_STUCK_MINUTES = 10
DATA_DIR = env.data_dir
SEAL_PKCS12 = env.seal_pkcs12
SEAL_PKCS12_PASSWORD = env.seal_pkcs12_password
SIGNING_KEY_PEM = env.signing_key_pem
DOCUMENT_MAX_ATTEMPTS = 5  # then an officer has to look
DOCUMENT_STUCK_MINUTES = 5
