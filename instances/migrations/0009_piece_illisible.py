"""Keep what was found of a document when it was joined: one that does not open informs nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instances", "0008_rectifier_et_reporter"),
    ]

    operations = [
        migrations.AddField(
            model_name="annexe",
            name="defaut",
            field=models.CharField(
                blank=True,
                choices=[
                    ("protege", "Protégé par un mot de passe"),
                    ("illisible", "Ne s’ouvre pas"),
                ],
                db_default="",
                max_length=10,
                verbose_name="défaut de lecture",
            ),
        ),
    ]
