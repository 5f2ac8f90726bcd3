"""Know a point that the droit d’alerte brought."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instances", "0010_conduite_en_direct"),
    ]

    operations = [
        migrations.AlterField(
            model_name="point",
            name="usage",
            field=models.CharField(
                blank=True,
                choices=[
                    ("urgence", "Vote sur l’urgence"),
                    ("secretaire", "Désignation du secrétaire de séance"),
                    ("proces_verbal", "Arrêt du procès-verbal de la séance précédente"),
                    ("delegations", "Compte rendu du bureau et des délégations"),
                    ("questions", "Questions diverses"),
                    ("alerte", "Droit d’alerte"),
                ],
                db_default="",
                max_length=14,
                verbose_name="point d’usage",
            ),
        ),
    ]
