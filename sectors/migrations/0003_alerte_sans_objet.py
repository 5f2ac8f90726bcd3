"""Let a draft wait for its subject."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sectors", "0002_droit_d_alerte"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alerte",
            name="objet",
            field=models.CharField(blank=True, max_length=250, verbose_name="objet"),
        ),
    ]
