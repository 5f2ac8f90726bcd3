"""What the communes are asked, and what they answer."""

import django.db.models.deletion
import governance.db
from django.conf import settings
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("governance", "0004_convoquer_de_bout_en_bout"),
        ("instances", "0004_convoquer_de_bout_en_bout"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fondement",
                    models.CharField(
                        choices=[
                            ("l5211_57", "Décision qui ne concerne qu’une commune (L. 5211-57)"),
                            ("pacte", "Pacte de gouvernance (L. 5211-11-2)"),
                            ("autre", "Autre consultation"),
                        ],
                        max_length=10,
                        verbose_name="fondement",
                    ),
                ),
                ("objet", models.CharField(max_length=300, verbose_name="objet")),
                ("delai_mois", models.PositiveSmallIntegerField(verbose_name="délai, en mois")),
                (
                    "silence_favorable",
                    models.BooleanField(verbose_name="le silence vaut avis favorable"),
                ),
                ("ouverte_at", models.DateTimeField(verbose_name="ouverte le")),
                ("close_at", models.DateTimeField(blank=True, null=True, verbose_name="close le")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "point",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="instances.point",
                    ),
                ),
                (
                    "projet",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.fichier",
                    ),
                ),
                (
                    "remplace",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplacees",
                        to="sectors.consultation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AvisCommune",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transmis_on", models.DateField(verbose_name="projet transmis le")),
                (
                    "sens",
                    models.CharField(
                        blank=True,
                        choices=[("favorable", "Favorable"), ("defavorable", "Défavorable")],
                        max_length=12,
                        verbose_name="avis",
                    ),
                ),
                (
                    "delibere_on",
                    models.DateField(blank=True, null=True, verbose_name="délibéré le"),
                ),
                ("recu_at", models.DateTimeField(blank=True, null=True, verbose_name="reçu le")),
                ("observations", models.TextField(blank=True, verbose_name="observations")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avis",
                        to="instances.commune",
                    ),
                ),
                (
                    "deliberation",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.fichier",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avis_communes",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "consultation",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avis",
                        to="sectors.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "avis de commune",
                "verbose_name_plural": "avis de communes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "consultation", "commune"),
                        name="avis_commune_unique",
                        violation_error_message="Cette commune est déjà consultée.",
                    )
                ],
            },
        ),
        Etancheite("Consultation", "AvisCommune"),
    ]
