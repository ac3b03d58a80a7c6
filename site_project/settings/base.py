"""The settings that hold everywhere. What operators decide is read from the environment: see `environment`."""

import logging
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from site_project.settings import page_cache
from site_project.settings.csp import admin_policy, public_policy
from site_project.settings.environment import read_environment

BASE_DIR = Path(__file__).resolve().parents[2]
ENVIRONMENT = read_environment(BASE_DIR)
VAR_DIR = ENVIRONMENT.var_dir

DEBUG = False

# The site's own address. https there means: redirect to it, tell browsers to stay with it, and mark cookies secure.
SITE_URL = ENVIRONMENT.site_url
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
BEHIND_PROXY = ENVIRONMENT.behind_proxy

ROOT_URLCONF = "site_project.urls"
WSGI_APPLICATION = "site_project.wsgi.application"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # Ours come first, so that their templates override those of the apps below. Each comes after what it builds
    # on: models are loaded in this order.
    "site_project",
    "site_project.users",
    "site_project.second_factor",
    "press",
    "press.fetching",
    "press.imports",
    "press.link_checks",
    "press.watched_feeds",
    "press.glosses",
    "press.newsroom",
    "campaigns",
    "home",
    "translation",
    "translation.glossary",
    "wagtail_localize",
    "wagtail_localize.locales",  # in place of wagtail.locales
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",  # wagtail-localize's editor answers with it
    "django_filters",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "site_project.logs.RequestIdMiddleware",
    # Health checks come from load balancers, which know neither the site's host name nor its protocol.
    "site_project.health.HealthMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "site_project.middleware.CrossOriginResourcePolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "site_project.serving.static_files.StaticFilesMiddleware",
    "site_project.middleware.TextCompressionMiddleware",
    "site_project.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",  # feed readers and calendars ask every hour
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "site_project.i18n.untranslated.UntranslatedMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "site_project.users.middleware.IdleSessionMiddleware",
    "site_project.users.known_browsers.KnownBrowserMiddleware",
    "site_project.middleware.RequestBodyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "site_project.middleware.AdminLanguageMiddleware",
    "translation.editor.middleware.TypedTextMiddleware",
    "site_project.middleware.RedirectMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": ENVIRONMENT.database}

# Without Redis the cache is in files: all processes of the machine must see at once when one of them takes something
# back (the addresses of the language trees, the sizes of a replaced picture).
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "site_project.cache.DispensableFileCache",
        "LOCATION": VAR_DIR / "cache" / "site",
        # Each filtered list of the newsroom has counts of its own. A cache that is full drops a third of everything, at
        # random, and Django's 300 are soon full.
        "OPTIONS": {"MAX_ENTRIES": 3000},
    },
}
if ENVIRONMENT.redis_url:
    CACHES["default"] = {
        "BACKEND": "site_project.redis_cache.DispensableRedisCache",
        "LOCATION": ENVIRONMENT.redis_url,
        "KEY_PREFIX": "site",
        # Seconds: a cache that does not answer must not hold up a page for longer.
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }

# Finished public pages are kept in front of Django.
PAGE_CACHE = ENVIRONMENT.page_cache
PAGE_CACHE_FOLDER = VAR_DIR / "cache" / "pages"
# By which machines tell each other of changes.
PAGE_CACHE_REDIS_URL = ENVIRONMENT.redis_url
PAGE_CACHE_INVISIBLE = page_cache.INVISIBLE
PAGE_CACHE_DRAFT_COLUMNS = page_cache.DRAFT_COLUMNS
PAGE_CACHE_VISIBLE_COLUMNS = page_cache.VISIBLE_COLUMNS
PAGE_CACHE_UNSEEN_WHEN_NEW = page_cache.UNSEEN_WHEN_NEW

# The copy of the public site in files, and the CDN that is told which addresses have changed.
STATIC_COPY = ENVIRONMENT.static_copy
WAGTAILFRONTENDCACHE = {"default": ENVIRONMENT.frontend_cache} if ENVIRONMENT.frontend_cache else {}
# Each address is named by itself: no other is made of it.
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []

# --- Languages ---

# Adding a language is one more line here, its catalog in locale/, and `setup_site` (every start runs it).
SITE_LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
]
# Dates, numbers and lists are written as each language writes them in this territory (ISO 3166).
SITE_TERRITORY = "US"

FORMAT_MODULE_PATH = "site_project.i18n.formats"

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = SITE_LANGUAGES
USE_I18N = WAGTAIL_I18N_ENABLED = True
# Our own texts, then our translations of what the packages below leave in English.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
USE_TZ = True
TIME_ZONE = "America/New_York"

# Submitting a page for translation must not publish its English text under the other language's address.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A translation outlives its source, with its strings.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# It also hands texts that are an address to Beautiful Soup, which then warns that it will not fetch them.
warnings.filterwarnings("ignore", message="The input passed in on this line looks more like a URL")

# --- Files ---

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_URL = ENVIRONMENT.media_url
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = ENVIRONMENT.serve_media
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": ENVIRONMENT.media_storage, "OPTIONS": ENVIRONMENT.media_storage_options},
    "staticfiles": {"BACKEND": "site_project.serving.style_sheet.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
# Wagtail's page editor posts a field for everything in a body, far more than Django's limit of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Security ---

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
# Seconds: one year, the least that browsers' preload lists take.
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.https and ENVIRONMENT.hsts_subdomains
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Visitors can be at risk: a site that they go to from here learns nothing of where they come from. (`no-referrer`
# would go further but makes browsers send `Origin: null` with our own forms, which the CSRF check must refuse.)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Abilities of a browser that no page here needs.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "accelerometer": [],
    "autoplay": [],
    "browsing-topics": [],
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "gyroscope": [],
    "magnetometer": [],
    "microphone": [],
    "midi": [],
    "payment": [],
    "usb": [],
}
X_FRAME_OPTIONS = "DENY"  # Wagtail relaxes it for its previews
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
KNOWN_BROWSER_COOKIE_NAME = "browser"
MESSAGE_STORAGE = "site_project.messages.Storage"
if ENVIRONMENT.https:  # browsers then take them from this host alone, for all of it, over HTTPS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    KNOWN_BROWSER_COOKIE_NAME = "__Host-browser"
# Seconds: a session ends that long after its last use (see `IdleSessionMiddleware`), and a working day after it began.
SESSION_COOKIE_AGE = 60 * 60 * 2
SESSION_LONGEST = 60 * 60 * 12
PASSKEY_CHALLENGE_AGE = 60 * 10  # within which a passkey signs in alone
CSRF_FAILURE_VIEW = "site_project.views.csrf_failure"

CONTENT_SECURITY_POLICY = {"DIRECTIVES": public_policy(MEDIA_URL, https=ENVIRONMENT.https)}
CONTENT_SECURITY_POLICY_ADMIN = admin_policy(MEDIA_URL, https=ENVIRONMENT.https)

AUTHENTICATION_BACKENDS = ["site_project.second_factor.backends.SecondFactorBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
# Authenticator apps show the name of the site. Attempts are limited by `users.throttle`.
OTP_TOTP_ISSUER = urlsplit(SITE_URL).hostname
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

# --- Wagtail ---

WAGTAIL_SITE_NAME = "Campaigns"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "site_project.users.forms.AccountLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "site_project.users.forms.AccountPasswordResetForm"  # noqa: S105
# What staff can choose for their own clock. (Wagtail's own list also has names that browsers do not know.)
WAGTAIL_USER_TIME_ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "America/Mexico_City",
    "America/Bogota",
    "Europe/Madrid",
    "UTC",
]
WAGTAILIMAGES_IMAGE_MODEL = "site_project.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "site_project.image_forms.SiteImageForm"
# Search without regard to accents, in each language's own stems, on both databases.
_ENGINE = ENVIRONMENT.database["ENGINE"].rpartition(".")[2]
_SEARCH = {"postgresql": "postgres.MultilingualSearchBackend", "sqlite3": "sqlite.PrefixSearchBackend"}[_ENGINE]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": f"site_project.search.{_SEARCH}"}}

# Neither the server nor a browser in the admin calls anyone.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []

WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
# Pictures stay in the format that they came in, where browsers know it, unless a template asks for another.
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000

WAGTAILDOCS_DOCUMENT_MODEL = "site_project.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "site_project.documents.DocumentForm"
# Never a redirect to the storage: that address could be used without end, and handed on.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024  # bytes

# --- Work in the background ---

# What takes longer than a page may (reading addresses, filing a large file) waits in the database for `manage.py work`.
# Wagtail's own tasks (search index, references) are short and stay in the request: what staff save is found at once.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# What `manage.py work` also runs: command lines, and the seconds between two runs of each.
PERIODIC_COMMANDS = {
    "publish_scheduled": 30,
    "check_links --seconds 30": 300,
    "read_feeds --seconds 30": 300,
    "resume_imports": 60,
    "mail_translators": 300,
    "forget_attempts": 600,
    "clearsessions": 3600,
    "prune_db_task_results --backend background": 86_400,
}

if STATIC_COPY:
    PERIODIC_COMMANDS["static_copy --if-changed"] = 5

# Whether the Internet Archive is asked for copies of articles: at intake, and when a link has died.
ARCHIVE_LOOKUP = ENVIRONMENT.archive_lookup

# --- Mail and log ---

vars().update(ENVIRONMENT.email)  # EMAIL_HOST, …
EMAIL_SERVER_BACKEND = ENVIRONMENT.email["EMAIL_BACKEND"]
EMAIL_BACKEND = "site_project.mail.Backend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
# Who is told of errors.
ERROR_MAIL = ENVIRONMENT.error_mail

# Everything goes to standard error. Visitors' addresses are in no line of it: the web server keeps no access log.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "site_project.logs.JSONFormatter"},
    },
    "filters": {
        "warnings": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: record.levelno >= logging.WARNING,
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": ENVIRONMENT.log_format},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django": {"handlers": ["console"], "level": ENVIRONMENT.log_level, "propagate": False},
        # The admin keeps the history of every edit; the tasks behind one are of no interest unless they fail.
        "wagtail": {"level": "WARNING"},
        # (Not by level: the command that runs tasks sets its own.)
        "django_tasks": {"filters": ["warnings"]},
        "django_tasks_db": {"filters": ["warnings"]},
        # Scanners ask for hosts that are not ours all day.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}

if ERROR_MAIL:
    LOGGING["handlers"]["mail"] = {"class": "site_project.error_mail.ErrorMailHandler"}
    for _logger in (LOGGING["root"], LOGGING["loggers"]["django"]):
        _logger["handlers"] = ["console", "mail"]

# --- Seams between our apps ---

# Builds the frame of a page (menu, footer, language switch): `site_project` shows it, `home` knows what is in it.
SITE_CHROME = "home.chrome.Chrome"
SITE_SEARCH = "home.search.search"
SITE_NOT_FOUND = "home.not_found.page_not_found"
SITE_STYLE_GUIDE = "home.style_guide.style_guide"
