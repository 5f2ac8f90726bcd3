"""The queue. Nothing is scheduled for later here: a tick looks at what the tables hold due."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "governance.settings")

app = Celery("hemicycle")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "tic": {
        "task": "governance.tasks.tic",
        "schedule": float(settings.TIC),
        # A tick that waited longer than its successor has nothing left to say.
        "options": {"expires": float(settings.TIC)},
    },
}
