"""The communes are asked about the budget too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sectors", "0006_signature_demandee"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consultation",
            name="fondement",
            field=models.CharField(
                choices=[
                    ("l5211_57", "Décision qui ne concerne qu’une commune (L. 5211-57)"),
                    ("pacte", "Pacte de gouvernance (L. 5211-11-2)"),
                    ("budget", "Budget"),
                    ("autre", "Autre consultation"),
                ],
                max_length=10,
                verbose_name="fondement",
            ),
        ),
    ]
