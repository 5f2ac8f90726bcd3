"""Settings: everything that varies comes from the environment (see .env.example).

Three ways to run: a server (the default, nothing guessed), the demonstration
(HEMICYCLE_DEMO=1, this machine only) and « hors ligne » (HEMICYCLE_HORS_LIGNE=1, set by
manage.py for the commands that need neither database nor secret).
"""

import os
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from governance.environnement import (
    ConfigurationRefusee,
    Environnement,
    base_de_donnees,
    controler_la_demonstration,
    courriel,
    courriers_revenus,
    courtier_celery,
    horodatage,
)
from governance.local import chemins

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environnement(valeurs=os.environ)

DEMO = env.drapeau("HEMICYCLE_DEMO")
HORS_LIGNE = env.drapeau("HEMICYCLE_HORS_LIGNE") and not DEMO
DONNEES = Path(env.texte("HEMICYCLE_DONNEES") or BASE_DIR / ".donnees").resolve()

if DEMO:
    controler_la_demonstration(env)
elif not HORS_LIGNE:
    env.exiger("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "EMAIL_URL")

DEBUG = env.drapeau("DEBUG")
if HORS_LIGNE:
    SECRET_KEY = secrets.token_urlsafe(50)
elif DEMO:
    SECRET_KEY = env.texte("SECRET_KEY") or chemins.cle_secrete(DONNEES)
else:
    SECRET_KEY = env.texte("SECRET_KEY")
    if len(SECRET_KEY) < 40:
        raise ConfigurationRefusee("SECRET_KEY doit compter au moins 40 caractères tirés au sort.")

LOCAL = DEMO or HORS_LIGNE
ALLOWED_HOSTS = env.liste("ALLOWED_HOSTS") or (["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.liste("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "governance.apps.GovernanceConfig",
    "instances.apps.InstancesConfig",
    "deliberations.apps.DeliberationsConfig",
    "sectors.apps.SectorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "governance.redites.RediteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "governance.tenancy.TenancyMiddleware",
    "governance.errors.RefusMiddleware",
]

ROOT_URLCONF = "governance.urls"
WSGI_APPLICATION = "governance.wsgi.application"
ASGI_APPLICATION = "governance.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "governance.tenancy.contexte",
            ],
        },
    },
]

if DEMO:
    TEMPLATES[0]["OPTIONS"]["context_processors"].append("governance.local.vues.contexte")

# Database: the application’s role owns nothing; migrations go through the alias « owner ».
DATABASES: dict[str, dict[str, Any]] = {}
if HORS_LIGNE:
    DATABASES["default"] = {"ENGINE": "django.db.backends.dummy"}
else:
    url_app = env.texte("DATABASE_URL")
    url_owner = env.texte("DATABASE_OWNER_URL")
    if DEMO and not url_app:
        url_app = chemins.url_postgres(DONNEES, role="hemicycle_app")
        url_owner = url_owner or chemins.url_postgres(DONNEES, role="hemicycle_owner")
    POOL = env.drapeau("DATABASE_POOL", defaut=True)
    DATABASES["default"] = base_de_donnees(url_app, pool=POOL)
    if url_owner:
        DATABASES["owner"] = base_de_donnees(url_owner, pool=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Accounts: by e-mail, opened by an administrateur, never by the visitor.
AUTH_USER_MODEL = "governance.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{nom}", "OPTIONS": options}
    for nom, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
ANONYMOUS_USER_NAME = None

ACCOUNT_ADAPTER = "governance.comptes.AdaptateurDeComptes"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# The address was checked by whoever opened the account; the reset link proves it again.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Hémicycle] "
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Hémicycle"
# Browsers offer passkeys on http://localhost and nowhere else without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

# Transport: TLS ends at the proxy, which alone may say so.
HTTPS = env.drapeau("HEMICYCLE_HTTPS", defaut=not LOCAL)
if env.drapeau("HEMICYCLE_MANDATAIRE", defaut=not LOCAL):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Cookies ignore ports: two demonstrations on one machine must not log each other out.
SESSION_COOKIE_NAME = env.texte("HEMICYCLE_COOKIE") or "hemicycle_session"
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # allauth draws the TOTP code, and Swagger its icons, as data: images.
        "img-src": [SELF, "data:"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Language and time: each intercommunalité has its own civil time (tenancy.py).
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES = env.texte("HEMICYCLE_STATICFILES") or (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEMO
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES},
}
WHITENOISE_USE_FINDERS = STATICFILES.startswith("django.")
STATIC_ROOT = None if WHITENOISE_USE_FINDERS else BASE_DIR / "staticfiles"
# Documents are private: no URL leads to this folder, views read it (stockage.py).
DOCUMENTS = DONNEES / "documents"
# The limit of one tenant is a setting of that tenant; this one only protects the server.
TAILLE_MAX_FICHIER = env.entier("HEMICYCLE_TAILLE_MAX_MO", 20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# E-mail
vars().update(courriel(env.texte("EMAIL_URL") or "smtp://127.0.0.1:2525"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.texte("DEFAULT_FROM_EMAIL") or "Hémicycle <ne-pas-repondre@localhost>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Returned mail: the mailbox that is read, and the envelope sender whose « * » names the message.
RETOURS, RETOURS_EXPEDITEUR = courriers_revenus(env)
ADRESSE_PUBLIQUE = env.texte("HEMICYCLE_ADRESSE") or "http://localhost:8000"
# Server-sent events: « / » behind one proxy, or the origin of their process; empty is off.
DIRECT = env.texte("HEMICYCLE_DIRECT")
if DIRECT.startswith("http"):
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["connect-src"] = [SELF, DIRECT]

# Queue: Redis is a doorbell, the tables hold what is due (celery.py, echeances.py).
REDIS_URL = env.texte("REDIS_URL")
CELERY_BROKER_URL = courtier_celery(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
# Seconds between two looks at what the clock made due.
TIC = env.entier("HEMICYCLE_TIC", 30)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
CELERY_TIMEZONE = TIME_ZONE
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DONNEES / "cache",
    },
    # Of one process, for half a second: see governance/redites.py.
    "redites": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "redites",
        "OPTIONS": {"MAX_ENTRIES": 64},
    },
}

# Time-stamps of evidence: an authority, and the certificates that its replies are checked with.
HORODATAGE, HORODATAGE_CERTIFICATS = horodatage(env, demo=DEMO)

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "governance.jetons.JetonAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 100,
    "EXCEPTION_HANDLER": "governance.errors.api_exception_handler",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hémicycle",
    "DESCRIPTION": "API de gouvernance d’une intercommunalité.",
    "VERSION": "0.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"ligne": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"secrets": {"()": "governance.secrets_masques.SecretMasque"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "ligne",
            "filters": ["secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": env.texte("HEMICYCLE_JOURNAL") or "INFO"},
    # They tell each step of each document.
    "loggers": {nom: {"level": "WARNING"} for nom in ("weasyprint", "fontTools")},
}
