"""All settings, in one file, safe by default; README.md lists what the environment may change.

Production is the default: DEBUG is off unless DEBUG=true is asked for. The only secret is the key, which is made
once, on first use, in var/ (outside git).
"""

import os
import re
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# Not by `env`, which takes a value that begins with "$" for the name of another variable.
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)


def secret_key_from(path):
    """The key in this file; where there is none yet, one is made that only the file's owner may read."""
    if not path.exists():
        # Written whole under another name first, so that a second process never reads half a key.
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:
            file.write(get_random_secret_key())
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = os.environ.get("SECRET_KEY") or secret_key_from(VAR_DIR / "secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "commitments",
    "letters",
    "commitments.apps.StaffSiteConfig",  # Django's admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # for its templates, of which templates/ has one of our own
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "import_export",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "ukrainesteun.signing_in",  # after these and auth: it takes the place of their pages in the admin
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ukrainesteun.middleware.order_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ukrainesteun.middleware.refuse_null_characters",
    "ukrainesteun.middleware.OnlyMethodsThatMeanSomething",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages and data files, at a quarter of their size. Below WhiteNoise, whose files come compressed or need it not.
    "django.middleware.gzip.GZipMiddleware",
    "ukrainesteun.signing_in.middleware.NothingTypedIsLost",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "ukrainesteun.signing_in.middleware.StaffSessions",
    "ukrainesteun.signing_in.middleware.SecondFactor",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "ukrainesteun.urls"
WSGI_APPLICATION = "ukrainesteun.wsgi.application"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "letters.context.known_letters",
                "commitments.site.question.question",
                "commitments.site.release.newest_release",
                "commitments.site.glossary.explained",
                "commitments.reporting.context.contact",
            ],
            "builtins": [
                "ukrainesteun.templatetags.money",
                "ukrainesteun.templatetags.lines",
                "commitments.templatetags.citation",
                "commitments.templatetags.question",
                "commitments.templatetags.introduction",
                "commitments.templatetags.glossary",
            ],
        },
    }
]

LOCK_SECONDS = 20  # so long a save waits for another one; then its page says so, with all that was typed
# SQLite by default, PostgreSQL with DATABASE_URL=postgres://user:password@host:port/name
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'oekrainesteun.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at the start, so that it waits for another one instead of failing half way.
        "transaction_mode": "IMMEDIATE",
        "timeout": LOCK_SECONDS,
        # An answered save survives a power cut (FULL); readers do not wait for a writer (WAL).
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", f"-c lock_timeout={LOCK_SECONDS}s")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"  # also for who is sent on to another site
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]

# Who wrote any of what becomes public does not approve it. FOUR_EYES=false is for an installation with one person.
FOUR_EYES = env.bool("FOUR_EYES", default=True)
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Everything is served from here; nothing is fetched from anywhere else. plotly's rules come from a file of ours
# (static/vendor/plotly/), so no style element needs 'unsafe-inline'; its style attributes do.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": [UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# HTTPS=true where a proxy terminates TLS before this server: then cookies and redirects insist on it.
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True

# Signing in (ukrainesteun/signing_in/). On this machine itself the second step is not asked of who has not set it up.
LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "[::1]"}
OTP_TOTP_ISSUER = "Oekraïnesteun"
CSRF_FAILURE_VIEW = "ukrainesteun.signing_in.unsaved.form_refused"
STAFF_IDLE_SECONDS = 60 * env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds; also of a session that is in use

# Ten wrong passwords for one name from one address close that combination for a quarter of an hour, and trying
# meanwhile makes it no longer. So nobody can lock out a colleague who works elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "ukrainesteun.signing_in.address.client_address"
AXES_LOCKOUT_CALLABLE = "ukrainesteun.signing_in.throttling.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # it would keep for ever who worked when, and from where
AXES_ENABLE_ADMIN = False

# Public answers are kept here until the next release; not while the program itself is worked on. KEEP_ANSWERS=false for none.
KEPT_DIR = VAR_DIR / "kept" if not DEBUG and env.bool("KEEP_ANSWERS", default=True) else None

# Where readers can write to, under every page; empty for none.
CONTACT_EMAIL = env("CONTACT_EMAIL", default="").strip()
if CONTACT_EMAIL and not re.fullmatch(r"[^@\s<>\"&?]+@[^@\s<>\"&?]+", CONTACT_EMAIL):
    raise ImproperlyConfigured(f"CONTACT_EMAIL is no e-mail address: {CONTACT_EMAIL}")

# A letter with many amounts is one admin form with many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
