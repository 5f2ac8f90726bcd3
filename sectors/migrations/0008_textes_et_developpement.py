"""Who writes in the bulletin; the conseil de développement; « bureau ou conseil » at a step."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite, Liens


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
        ("instances", "0022_adresses_d_agenda"),
        ("sectors", "0007_consulter_sur_le_budget"),
    ]

    operations = [
        migrations.AddField(
            model_name="rubrique",
            name="elu",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rubriques",
                to="instances.elu",
            ),
        ),
        migrations.AddField(
            model_name="rubrique",
            name="groupe",
            field=models.CharField(
                blank=True, db_default="", max_length=120, verbose_name="groupe"
            ),
        ),
        migrations.AddField(
            model_name="rubrique",
            name="perimetre",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rubriques",
                to="instances.perimetre",
            ),
        ),
        migrations.CreateModel(
            name="SaisineDuDeveloppement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origine",
                    models.CharField(
                        choices=[("saisine", "Saisine"), ("autosaisine", "Autosaisine")],
                        max_length=12,
                        verbose_name="origine",
                    ),
                ),
                ("objet", models.CharField(max_length=300, verbose_name="objet")),
                ("recue_on", models.DateField(verbose_name="reçue le")),
                ("rendu_on", models.DateField(blank=True, null=True, verbose_name="avis rendu le")),
                ("avis", models.TextField(blank=True, verbose_name="avis")),
                (
                    "fichier",
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
                    "instance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saisines_du_developpement",
                        to="instances.instance",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saisines_du_developpement",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "verbose_name": "saisine du conseil de développement",
                "verbose_name_plural": "saisines du conseil de développement",
                "ordering": ["-recue_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AlternativeDEtape",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "etape",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alternatives",
                        to="sectors.etapeduschema",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alternatives_d_etape",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "type_instance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="etapes_alternatives",
                        to="instances.typeinstance",
                    ),
                ),
            ],
            options={
                "verbose_name": "alternative d’étape",
                "verbose_name_plural": "alternatives d’étape",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "etape", "type_instance"),
                        name="alternative_d_etape_unique",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RapportDuDeveloppement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("remis_on", models.DateField(verbose_name="remis le")),
                (
                    "fichier",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.fichier",
                    ),
                ),
                (
                    "instance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rapports_du_developpement",
                        to="instances.instance",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rapports_du_developpement",
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
                        related_name="rapports_du_developpement",
                        to="instances.point",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapport du conseil de développement",
                "verbose_name_plural": "rapports du conseil de développement",
                "ordering": ["-annee", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "instance", "annee"),
                        name="rapport_du_developpement_unique",
                        violation_error_message="Le rapport de cette année est déjà remis.",
                    )
                ],
            },
        ),
        Liens("Rubrique.perimetre", "Rubrique.elu"),
        Etancheite("AlternativeDEtape", "SaisineDuDeveloppement", "RapportDuDeveloppement"),
    ]
