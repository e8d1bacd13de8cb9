"""All settings, read from the environment; a missing secret stops what needs it.

Commands that only read files (`./manage.py regulation …`) need none of them.
"""

import logging
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from config.http.library import api_settings
from config.logs import log_settings
from config.sign_in.library import library_settings
from config.sign_in.providers import is_loopback
from config.stores import evidence_store

# NAME_FILE names a file that holds the value, for secrets that should stay out of the environment.
env = environ.FileAwareEnv()
BASE_DIR = Path(__file__).resolve().parent.parent

# Empty is refused by Django at first use, with a message that names the setting.
SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_URL = env("PUBLIC_URL", default="http://127.0.0.1:8000")
# Reverse proxies whose word is believed: X-Forwarded-For for who asks, X-Forwarded-Proto for whether it came by TLS.
PROXIES = env.int("PROXIES", default=0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "config.sign_in.apps.RegisterAdminConfig",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "corsheaders",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_structlog",
    "django_prometheus",
    "register",
    "accreditation",
    "portfolio",
    "notifications",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "config.http.headers.ApiHeadersMiddleware",  # outside the others, so that no answer escapes it
    "config.http.requests.RequestLog",
    "corsheaders.middleware.CorsMiddleware",
    "config.http.walls.ReachOfRequest",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.sign_in.sessions.SessionLifetime",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False  # a trailing slash is another address: 404, never a redirect

DATABASES = {
    "default": {
        **env.db("DATABASE_URL", default="postgres:///leerregister"),
        # A kept connection is an order of magnitude faster than a new one per request.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "options": "-c statement_timeout=60s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
            # Of a machine that is gone the server hears nothing: within two minutes it ends its sessions and locks.
            " -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6"
            " -c client_connection_check_interval=10s"
        },
        "TEST": {"TEMPLATE": env("TEST_DATABASE_TEMPLATE", default=None)},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
# What may be lost at any moment, such as who asked how often: by default the database beside that of the queue.
_server, _, _database = REDIS_URL.rpartition("/")
CACHE_URL = env("CACHE_URL", default=f"{_server}/{int(_database) + 1}" if _database.isdigit() else REDIS_URL)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}}

AUTH_USER_MODEL = "register.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# People: by password or passkey, or by the provider of their association; see docs/sign-in.md. The limits on attempts
# and everything else that only the library reads is in config/sign_in/library.py.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/api/v1"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_RESET_TIMEOUT = 3600
# Whether roles are used with a second factor only. Anything else is for a demo, on this machine alone.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)
if not SECOND_FACTOR_REQUIRED and not is_loopback(PUBLIC_URL):
    raise ImproperlyConfigured("SECOND_FACTOR_REQUIRED=false is for a PUBLIC_URL on this machine itself.")
# Whether the database keeps rows of others from the web as well (docs/walls.md). Not every use case that rests on such
# rows has been found yet: one that was missed reads too little.
DATABASE_WALL = env.bool("DATABASE_WALL", default=False)
# How long ago somebody may have proven who they are, to take a decision or to export; how long a session lives when
# nobody uses it, and at most.
STEP_UP_SECONDS = env.int("STEP_UP_SECONDS", default=15 * 60)
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=60 * 60)
SESSION_SECONDS = env.int("SESSION_SECONDS", default=12 * 3600)
SESSION_COOKIE_AGE = SESSION_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PUBLIC_URL.startswith("https:")
CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https:")
# TLS is the work of the proxy, and so is leading whoever comes without to it: nobody else reaches this port (W008).
# Its other names, and the lists that browsers carry, are for the owner of the domain to decide (W005, W021).
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PUBLIC_URL.startswith("https:") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
vars().update(
    library_settings(
        providers=env.json("OIDC_PROVIDERS", default=[]),
        public_url=PUBLIC_URL,
        proxies=PROXIES,
        step_up_seconds=STEP_UP_SECONDS,
    )
)

# Machines: short tokens of few rights. No key: client credentials never receive an ID token that one would sign.
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 600

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # moments travel and are stored in UTC; dates of the register are those of REGISTER_TIME_ZONE
REGISTER_TIME_ZONE = env("REGISTER_TIME_ZONE", default="Europe/Amsterdam")

STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "static"))

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://127.0.0.1:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Leerregister <noreply@leerregister.example>")
# The mail box that mail comes back to, e.g. bounces@register.example; it must take bounces+anything@ as well.
# Without one, bounces go to DEFAULT_FROM_EMAIL.
BOUNCE_ADDRESS = env("BOUNCE_ADDRESS", default="")
# Where that mail box is read: imaps://name:password@host/folder. Empty: nobody reads it.
BOUNCE_MAILBOX_URL = env("BOUNCE_MAILBOX_URL", default="")
# A mail service that reports bounces and complaints, by its name in Anymail such as mailgun; name:password of its
# calls; and what Anymail needs to know besides, such as MAILGUN_WEBHOOK_SIGNING_KEY=…
MAIL_SERVICE = env("MAIL_SERVICE", default="")
MAIL_SERVICE_SECRETS = env.list("MAIL_SERVICE_SECRETS", default=[])
ANYMAIL = {**env.dict("MAIL_SERVICE_SETTINGS", default={}), "WEBHOOK_SECRET": MAIL_SERVICE_SECRETS}
# How many mails a minute go to one domain, such as a large provider of mail boxes; 0: as fast as they come.
MAILS_PER_DOMAIN_PER_MINUTE = env.int("MAILS_PER_DOMAIN_PER_MINUTE", default=300)
# Text messages: the class that hands them to a gateway, and how many a minute; 0: as fast as they come.
SMS_GATEWAY = env("SMS_GATEWAY", default="notifications.channels.sms.ConsoleGateway")
SMS_PER_MINUTE = env.int("SMS_PER_MINUTE", default=60)

# Requests that one address may make of what is published: the catalogue. A courtesy limit; hard ones are the proxy's.
PUBLIC_RATE = env("PUBLIC_RATE", default="120/min")
# The largest attendance list that is read; a larger one is refused before it is read.
ATTENDANCE_FILE_MAX_BYTES = env.int("ATTENDANCE_FILE_MAX_BYTES", default=25 * 1024 * 1024)
# Rows booked in one transaction; progress and the place to resume move with each.
ATTENDANCE_CHUNK_ROWS = env.int("ATTENDANCE_CHUNK_ROWS", default=25_000)
# Who sends by GET puts a key in the address line, where logs and proxies keep it: off unless asked for.
ATTENDANCE_BY_GET = env.bool("ATTENDANCE_BY_GET", default=False)
# How many calls a connection may make in a minute, of at most a hundred attendances each.
CONNECTION_CALLS_PER_MINUTE = env.int("CONNECTION_CALLS_PER_MINUTE", default=120)
# How long a key that was replaced goes on working, unless its owner says otherwise.
CONNECTION_KEY_OVERLAP_DAYS = env.int("CONNECTION_KEY_OVERLAP_DAYS", default=14)
# How many registration numbers a provider may have checked in an hour: enough for a full hall, too few to try them all.
NUMBER_CHECKS_PER_HOUR = env.int("NUMBER_CHECKS_PER_HOUR", default=1000)

# Evidence: where the files are. `disk` is a folder that nothing serves; `s3` a bucket (the extra `s3`).
EVIDENCE_STORE = env("EVIDENCE_STORE", default="disk")
EVIDENCE_FOLDER = env("EVIDENCE_FOLDER", default=str(BASE_DIR / ".data" / "evidence"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is stored without saying where
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "evidence": evidence_store(env, kind=EVIDENCE_STORE, folder=EVIDENCE_FOLDER),
}
# The largest file that is taken, how many with one claim or on its own, and how much of one person altogether.
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", default=10 * 1024 * 1024)
EVIDENCE_MAX_FILES = env.int("EVIDENCE_MAX_FILES", default=20)
EVIDENCE_PERSON_MAX_BYTES = env.int("EVIDENCE_PERSON_MAX_BYTES", default=500 * 1024 * 1024)
# host:port of a ClamAV daemon. When named, nothing is taken that it has not found clean; empty means no scan.
EVIDENCE_SCANNER = env("EVIDENCE_SCANNER", default="")
EVIDENCE_SCANNER_SECONDS = env.int("EVIDENCE_SCANNER_SECONDS", default=20)
# How long a link to a file works, for the one who asked for it.
EVIDENCE_LINK_SECONDS = env.int("EVIDENCE_LINK_SECONDS", default=300)
# How long evidence is kept after the decision and the closing of the cycle it was about.
EVIDENCE_RETENTION_DAYS = env.int("EVIDENCE_RETENTION_DAYS", default=5 * 365)

# Certificates. The first secret (32 characters or more) seals the private keys of associations, the others still open
# what they sealed. Without one nothing is signed.
CREDENTIAL_SECRETS = env.list("CREDENTIAL_SECRETS", default=[])
# Whether keys and lists of other issuers (did:web) are fetched to verify theirs; without, their key has to be given.
CREDENTIAL_FETCH = env.bool("CREDENTIAL_FETCH", default=False)
# For a demo or a test only: lets calls to addresses that others choose go to this machine itself, at any port.
OUTSIDE_LOOPBACK = env.bool("OUTSIDE_LOOPBACK", default=False)
# Dossiers: how long an export is ready to be taken, the largest archive that is brought in, how long a request for
# erasure waits, and the file with the terms of law (empty: the one that comes with it).
DOSSIER_TABLE = "portfolio.selectors.parts.table.whose"  # which rows are about whom
DOSSIER_EXPORT_DAYS = env.int("DOSSIER_EXPORT_DAYS", default=7)
DOSSIER_IMPORT_MAX_BYTES = env.int("DOSSIER_IMPORT_MAX_BYTES", default=100 * 1024 * 1024)
ERASURE_WAITING_DAYS = env.int("ERASURE_WAITING_DAYS", default=14)
RETENTION_FILE = env("RETENTION_FILE", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Whom to tell of a hole in the security: mailto:… or https://…, for /.well-known/security.txt.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
# Where problems are explained: what the `type` of each points to.
PROBLEMS_URL = env("PROBLEMS_URL", default=f"{PUBLIC_URL}/problems")
# Pages of which other origins may call the API, with a token of their own: https://portal.example. Never with cookies.
# What is published (the catalogue, the public register, openapi.json) may be read by pages of any origin.
vars().update(api_settings(proxies=PROXIES, origins=env.list("CORS_ALLOWED_ORIGINS", default=[])))

# Celery moves work; what must still happen is a row in PostgreSQL. See docs/decisions.
CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True  # acks_late alone still loses the task of a killed child
CELERY_TASK_SOFT_TIME_LIMIT = 600
CELERY_TASK_TIME_LIMIT = 660
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,  # above the longest task, or Redis hands it out twice
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_DB_REUSE_MAX = 50  # keeps a worker's connection; CONN_MAX_AGE alone does not
CELERY_TIMEZONE = "UTC"
# How often the planner looks for reminders that fall due; planning twice is harmless.
REMINDER_PLANNING_SECONDS = env.int("REMINDER_PLANNING_SECONDS", default=600)
# How often is looked for what falls due by the day, such as cycles to close; each is done once however often.
DAILY_SECONDS = env.int("DAILY_SECONDS", default=6 * 3600)
# How often waiting work (imports, stale standings, messages) is swept up from the database.
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=30)

# Lines for people, or with `json` an object a line for machines. See docs/operations.md.
LOGGING = log_settings(as_json=env("LOG_FORMAT", default="text") == "json")
DJANGO_STRUCTLOG_CELERY_ENABLED = True  # the id of a request goes with the tasks it leads to
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = DJANGO_STRUCTLOG_CELERY_TASK_START_LOG_LEVEL = logging.DEBUG
# Who may read /metrics: the bearer of this token. Without one that address does not exist.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
