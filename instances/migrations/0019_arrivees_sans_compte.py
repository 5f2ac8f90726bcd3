"""An arrival announced by the personal link has no account; guests who came are noted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("instances", "0018_fermer_les_copies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="emargement",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invite",
            name="arrive_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="arrivé à"),
        ),
        migrations.AddField(
            model_name="invite",
            name="parti_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="parti à"),
        ),
    ]
