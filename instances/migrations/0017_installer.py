"""What an election fills, so that the mandat opens from it, and the numbers put to the vote."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Liens


class Migration(migrations.Migration):
    dependencies = [
        ("instances", "0016_rappel_d_alerte"),
    ]

    operations = [
        migrations.AddField(
            model_name="point",
            name="autres_membres",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="point",
            name="fonction",
            field=models.CharField(
                blank=True,
                choices=[
                    ("president", "Président"),
                    ("vice_president", "Vice-président"),
                    ("bureau", "Autre membre du bureau"),
                    ("titulaire", "Membre titulaire d’une instance"),
                    ("suppleant", "Membre suppléant d’une instance"),
                    ("representant", "Représentant dans un organisme"),
                ],
                db_default="",
                max_length=14,
                verbose_name="fonction à pourvoir",
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="instance_visee",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points_de_designation",
                to="instances.instance",
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="premier_rang",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rang"),
        ),
        migrations.AddField(
            model_name="point",
            name="vice_presidents",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
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
                    ("nombre", "Nombre de vice-présidents et d’autres membres du bureau"),
                    ("charte", "Lecture de la charte de l’élu local"),
                ],
                db_default="",
                max_length=14,
                verbose_name="point d’usage",
            ),
        ),
        Liens("Point.instance_visee"),
    ]
