"""Keep the names of a list and the seats it obtained."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deliberations", "0003_etancheite")]

    operations = [
        migrations.AddField(
            model_name="candidat",
            name="membres",
            field=models.TextField(blank=True, default="", verbose_name="candidats de la liste"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="candidat",
            name="sieges",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="sièges obtenus"
            ),
        ),
    ]
