from django.apps import AppConfig


class SectorsConfig(AppConfig):
    name = "sectors"
    verbose_name = "Territoire"
    default_auto_field = "django.db.models.BigAutoField"
