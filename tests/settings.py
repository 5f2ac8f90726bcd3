"""The settings of a server, as strict as in production, made quick where no rule is at stake."""

from governance.settings import *  # noqa: F403  (the whole point of this module)
from governance.settings import CACHES, TEMPLATES
from tests.clients import VARIABLE_INCONNUE

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = VARIABLE_INCONNUE
# What is said again for half a second would hide from a test the act that it has just done.
CACHES["redites"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
