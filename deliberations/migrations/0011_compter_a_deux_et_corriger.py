"""Two people count a secret ballot on two machines; a mistake of the clerk is put right, told."""

import django.db.models.deletion
import governance.db
from django.conf import settings
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("deliberations", "0010_elire"),
        ("governance", "0005_copies_et_retours"),
        ("instances", "0020_corrections_de_la_seance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="scrutin",
            name="annule_motif",
            field=models.CharField(
                blank=True, db_default="", max_length=300, verbose_name="motif de la reprise"
            ),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("objet", models.CharField(max_length=200, verbose_name="ce qui est corrigé")),
                ("motif", models.CharField(max_length=300, verbose_name="motif")),
                ("at", models.DateTimeField(verbose_name="à")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "point",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="instances.point",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Comptage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("objet", models.CharField(max_length=250)),
                ("rang", models.PositiveSmallIntegerField()),
                ("par", models.CharField(blank=True, max_length=120, verbose_name="compté par")),
                ("enveloppes", models.PositiveSmallIntegerField()),
                ("blancs", models.PositiveSmallIntegerField(default=0)),
                ("nuls", models.PositiveSmallIntegerField(default=0)),
                ("voix", models.JSONField(default=dict)),
                ("at", models.DateTimeField(verbose_name="noté à")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comptages",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "point",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comptages",
                        to="instances.point",
                    ),
                ),
            ],
            options={
                "ordering": ["rang"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "point", "objet", "rang"),
                        name="comptage_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rang__in", [1, 2])), name="comptage_deux_personnes"
                    ),
                ],
            },
        ),
        Etancheite("Correction", "Comptage", ajout_seul=("Correction",)),
    ]
