from django.apps import AppConfig


class DeliberationsConfig(AppConfig):
    name = "deliberations"
    verbose_name = "Délibérations"
    default_auto_field = "django.db.models.BigAutoField"
