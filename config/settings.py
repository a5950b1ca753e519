"""One module, two ways to run: embedded (nothing to set) or production (see `config.environment`)."""

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from config import environment
from config.api_settings import REST_FRAMEWORK, REST_KNOX, SPECTACULAR_SETTINGS  # noqa: F401
from config.logging_settings import LOGGING  # noqa: F401
from config.security_settings import content_security_policy

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("ESPACE_VAR") or BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)

TESTING = os.environ.get("ESPACE_TESTING") == "1"
ENVIRONMENT = environment.read(os.environ, var=VAR_DIR)
IS_PRODUCTION = ENVIRONMENT.is_production
DEBUG = os.environ.get("DEBUG") == "1" and not IS_PRODUCTION and not TESTING
# The pieces of our pages, for whoever builds them; people have nothing to do with it.
SHOWS_GALLERY = TESTING or not IS_PRODUCTION

SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = environment.old_secret_keys(os.environ.get("SECRET_KEY_FALLBACKS", ""))
ALLOWED_ORIGINS = list(ENVIRONMENT.origins)
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.origins)
if TESTING:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "testserver"]
    ALLOWED_ORIGINS += ["http://testserver", "http://localhost", "http://127.0.0.1:8000"]

INSTALLED_APPS = [
    # Before ours: our admin pages replace some of theirs.
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "knox",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "config.apps.Config",
    "common.apps.Common",
    "accounts",
    "deliberation",
    "voting",
    "participation",
    "scenario",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Below the static files, which are already compressed. Against guessing a secret by the length of a page (BREACH):
    # random padding, masked form keys, and cookies that another site's requests carry only by a followed link (SameSite).
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "common.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.web.middleware.SessionsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "common.middleware.NoStoreMiddleware",
    "common.middleware.MethodMiddleware",
    "common.middleware.FragmentMiddleware",
    "common.refusals.RefusalMiddleware",
    "accounts.web.gate.SecondStepMiddleware",
    "accounts.web.voice.VoiceMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"

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
                "common.context.surroundings",
                "accounts.web.context.who",
                "config.menus.menu_entries",
                "config.espace_rules.espace_rules",
            ],
        },
    },
]

# Every form, ours or not, through the accessible templates of `templates/components/`.
FORM_RENDERER = "common.forms.AccessibleRenderer"

# --- data -----------------------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {"default": dict(ENVIRONMENT.database)}
if TESTING and not IS_PRODUCTION:
    # A file, not memory: the live server's threads and the tests must see the same database.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / f"test-{os.getpid()}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += (
        "PRAGMA synchronous=OFF;"  # thrown away: no disk to wait for
    )
if TESTING and IS_PRODUCTION:
    # The test runner drops the database at the end; a pool would still hold connections to it.
    DATABASES["default"]["OPTIONS"] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = ENVIRONMENT.redis_url
CACHES: dict[str, dict[str, Any]]
if IS_PRODUCTION:
    CACHES = {
        "default": {
            "BACKEND": "config.cache.SteadyRedisCache",
            "LOCATION": REDIS_URL,
            # A cache that hangs is worse than none.
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
        }
    }
    LIVE_HUB = "common.live.redis_hub.RedisHub"
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    LIVE_HUB = "common.live.hub.MemoryHub"
LIVE_CHANNEL = "espace:live"
if TESTING:
    CACHES["default"]["KEY_FUNCTION"] = "config.pytest_env.cache_key"
    LIVE_CHANNEL = f"espace:test:{os.getpid()}"  # test processes must not hear each other

# No CHANNEL_LAYERS on purpose: fan-out and disconnection go through `common.live`, one subscription per process;
# a layer would open one per browser tab.

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- who is there ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["accounts.web.backend.CardOrNameBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    # Hundreds of people sign in during the tests: a slow hash would only measure itself.
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/entrer/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Without EMAIL_URL nothing is sent: letters are printed where the server runs, and no page offers one.
MAIL = environment.mail(os.environ.get("EMAIL_URL", ""))
CAN_SEND_MAIL = bool(MAIL) or TESTING
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.get("host", ""), MAIL.get("port", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.get("user", ""), MAIL.get("password", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.get("starttls", False), MAIL.get("tls", False)
EMAIL_TIMEOUT = 10
# Where each dossier goes by e-mail too; nothing when it is not set.
TABLE_MAIL = environment.table_mail(os.environ.get("TABLE_MAIL", ""))
DEFAULT_FROM_EMAIL = environment.mail_from(os.environ.get("MAIL_FROM", ""), is_sent=bool(MAIL))

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# A workshop of twenty-five shares one address; one account still gets few tries.
ACCOUNT_RATE_LIMITS = {
    # The reasons and the odds of the next four are in `accounts/domain/tries.py`.
    "card_login": "300/m/ip,1000/d/ip,5/5m/key,10/d/key",
    "card_login_everywhere": "20/d/key,300/30d/key",
    "card_login_known": "300/m/ip,5/5m/key,20/d/key",
    "pin_change": "5/5m/key,20/d/key",
    "mail_code_asked": "60/h/ip,3/15m/key,10/d/key",
    "mail_code": "300/m/ip,5/15m/key",
    "sign_up": "60/h/ip,200/d/ip",
    # The key is a card seen from one address.
    "card_opening": "300/m/ip,5/5m/key,30/d/key",
    # Few wrong codes a day: six digits are guessed by whoever may try without end.
    "second_step": "300/m/ip,5/5m/key,30/d/key",
    "passkey": "300/m/ip",
    "nip_recovery": "300/m/ip,5/5m/key,30/d/key",
    # Nine digits, for somebody who is already inside.
    "author_invitation": "300/m/ip,5/5m/key,30/d/key",
    "login_failed": "300/m/ip,10/5m/key",
    "follow": "60/m/ip",
}
MFA_ADAPTER = "accounts.domain.factors.SealedAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
# A passkey asks for the finger, the face or the code of the device: for who works here it is both steps.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
# On a shared computer, the session also ends when nobody asked for a page for so long (`accounts/web/middleware.py`).
IDLE_MINUTES = environment.idle_minutes(os.environ.get("IDLE_MINUTES", ""))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_PRODUCTION and ENVIRONMENT.is_https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_AGE = None  # ends with the browser, like the session
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "common.errors.csrf_failure"
# In the session, not in a cookie: a message may name something private.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- browser security -----------------------------------------------------------------------------------------

# Where « Sortir vite » leads: a harmless page. Only ever a redirect, never loaded by our pages.
# The organisation that runs this server: none of its people is a scrutineer.
OPERATOR = os.environ.get("OPERATOR", "").strip() or "crd"
QUICK_EXIT_URL = os.environ.get("QUICK_EXIT_URL", "").strip() or "https://www.meteomedia.com/"
CONTENT_SECURITY_POLICY = content_security_policy(
    socket_origins=ENVIRONMENT.socket_origins, exit_url=QUICK_EXIT_URL
)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IS_PRODUCTION and ENVIRONMENT.is_https:
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    if TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- language and time ----------------------------------------------------------------------------------------

LANGUAGE_CODE = "fr"  # not fr-ca: Django 5.2 prints « 19 07 30 » there
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "America/Toronto"
USE_TZ = True

SITE_PHONE = os.environ.get("SITE_PHONE", "").strip() or "418 555-0142"
# Who answers for personal information here (law 25). Empty: the privacy page says that nobody is named yet.
PRIVACY_OFFICER = os.environ.get("PRIVACY_OFFICER", "").strip()
PRIVACY_PHONE = os.environ.get("PRIVACY_PHONE", "").strip()

# --- static files ---------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
_STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if TESTING or DEBUG:
    _STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
MEDIA_ROOT = VAR_DIR / "media"
