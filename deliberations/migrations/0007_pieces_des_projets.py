"""A draft keeps its documents before its point, and outlives a point erased while preparing."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("deliberations", "0006_debattre"),
        ("governance", "0005_copies_et_retours"),
        ("instances", "0011_usage_alerte"),
    ]

    operations = [
        migrations.AlterField(
            model_name="projet",
            name="point",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="projets",
                to="instances.point",
            ),
        ),
        migrations.CreateModel(
            name="PieceProjet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("titre", models.CharField(max_length=200, verbose_name="titre")),
                ("nom", models.CharField(max_length=200, verbose_name="nom du fichier")),
                (
                    "fichier",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces_projets",
                        to="governance.fichier",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces_projets",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "projet",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="deliberations.projet",
                    ),
                ),
            ],
            options={
                "verbose_name": "pièce d’un projet",
                "ordering": ["id"],
            },
        ),
        Etancheite("PieceProjet"),
    ]
