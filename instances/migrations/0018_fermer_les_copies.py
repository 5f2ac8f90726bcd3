"""The page of the copies may be closed before its thirteen months."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instances", "0017_installer"),
    ]

    operations = [
        migrations.AddField(
            model_name="diffusion",
            name="fermee_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="page fermée le"),
        ),
    ]
