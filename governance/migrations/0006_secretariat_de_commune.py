"""A commune's clerk is no agent of the intercommunalité: a role of his own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
    ]

    operations = [
        migrations.AlterField(
            model_name="acces",
            name="role",
            field=models.CharField(
                choices=[
                    ("administrateur", "Administrateur"),
                    ("assemblees", "Service des assemblées"),
                    ("direction", "Direction"),
                    ("elu", "Élu"),
                    ("maire", "Maire"),
                    ("lecteur", "Lecteur"),
                    ("commune", "Secrétariat de commune"),
                ],
                max_length=20,
                verbose_name="rôle",
            ),
        ),
    ]
