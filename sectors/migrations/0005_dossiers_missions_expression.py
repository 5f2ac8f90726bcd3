"""Dossiers and their schéma, missions d’information, replacements in commission, expression."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
        ("instances", "0014_origine_maires"),
        ("sectors", "0004_la_voix_des_communes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.PositiveIntegerField(verbose_name="numéro")),
                ("titre", models.CharField(max_length=250, verbose_name="titre")),
                ("resume", models.TextField(blank=True, verbose_name="de quoi il s’agit")),
                (
                    "responsable",
                    models.CharField(blank=True, max_length=160, verbose_name="responsable"),
                ),
                ("ouvert_at", models.DateTimeField(verbose_name="ouvert le")),
                ("clos_at", models.DateTimeField(blank=True, null=True, verbose_name="clos le")),
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
            ],
            options={
                "ordering": ["-numero"],
            },
        ),
        migrations.CreateModel(
            name="EspaceDExpression",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                ("titre", models.CharField(max_length=120, verbose_name="titre")),
                (
                    "par_numero",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="rubriques par numéro, à tour de rôle"
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="espaces_d_expression",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "verbose_name": "espace d’expression",
                "verbose_name_plural": "espaces d’expression",
                "ordering": ["rang", "id"],
            },
        ),
        migrations.CreateModel(
            name="EtapeDuSchema",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                (
                    "temps",
                    models.CharField(
                        choices=[
                            ("impulsion", "Impulsion"),
                            ("travail", "Travail"),
                            ("coordination", "Coordination"),
                            ("decision", "Décision"),
                            ("mise_en_oeuvre", "Mise en œuvre"),
                            ("evaluation", "Évaluation"),
                        ],
                        max_length=16,
                        verbose_name="temps",
                    ),
                ),
                ("avis", models.BooleanField(default=False, verbose_name="avis attendu")),
                ("retiree", models.BooleanField(default=False, verbose_name="retirée du schéma")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="etapes_du_schema",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "type_instance",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="etapes",
                        to="instances.typeinstance",
                        verbose_name="examiné par",
                    ),
                ),
            ],
            options={
                "verbose_name": "étape du schéma",
                "verbose_name_plural": "étapes du schéma",
                "ordering": ["rang", "id"],
            },
        ),
        migrations.CreateModel(
            name="Mission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.PositiveIntegerField(verbose_name="numéro")),
                ("objet", models.CharField(max_length=300, verbose_name="objet")),
                ("motif", models.TextField(blank=True, verbose_name="motif")),
                ("recue_on", models.DateField(verbose_name="demande reçue le")),
                (
                    "creee_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="créée par délibération du"
                    ),
                ),
                (
                    "refusee_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="refusée par délibération du"
                    ),
                ),
                (
                    "rapport_on",
                    models.DateField(blank=True, null=True, verbose_name="rapport remis le"),
                ),
                (
                    "instance",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="instances.instance",
                    ),
                ),
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
                        related_name="missions",
                        to="instances.point",
                    ),
                ),
                (
                    "rapport",
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
            ],
            options={
                "ordering": ["-numero"],
            },
        ),
        migrations.CreateModel(
            name="NumeroDuBulletin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rang", models.PositiveIntegerField(verbose_name="numéro")),
                ("avant_on", models.DateField(verbose_name="textes attendus le")),
                ("clos_at", models.DateTimeField(blank=True, null=True, verbose_name="clos le")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numeros_du_bulletin",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "verbose_name": "numéro du bulletin",
                "verbose_name_plural": "numéros du bulletin",
                "ordering": ["-rang"],
            },
        ),
        migrations.CreateModel(
            name="PassageDeDossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fait_on", models.DateField(blank=True, null=True, verbose_name="fait le")),
                ("note", models.TextField(blank=True, verbose_name="ce qui en est ressorti")),
                (
                    "dossier",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="sectors.dossier",
                    ),
                ),
                (
                    "etape",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="sectors.etapeduschema",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages_de_dossier",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="etapes_de_dossier",
                        to="instances.point",
                    ),
                ),
            ],
            options={
                "verbose_name": "passage de dossier",
                "verbose_name_plural": "passages de dossier",
                "ordering": ["etape__rang", "id"],
            },
        ),
        migrations.CreateModel(
            name="RemplacementEnCommission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="désigné le")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplacements_en_commission",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "membre",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplace_en_commission",
                        to="instances.elu",
                    ),
                ),
                (
                    "remplacant",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplacant_en_commission",
                        to="instances.elu",
                    ),
                ),
                (
                    "seance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remplacements_en_commission",
                        to="instances.seance",
                    ),
                ),
            ],
            options={
                "verbose_name": "remplacement en commission",
                "verbose_name_plural": "remplacements en commission",
            },
        ),
        migrations.CreateModel(
            name="Rubrique",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                ("plafond", models.PositiveIntegerField(verbose_name="signes, espaces compris")),
                (
                    "opposition",
                    models.BooleanField(default=False, verbose_name="hors de la majorité"),
                ),
                ("retiree", models.BooleanField(default=False, verbose_name="retirée")),
                (
                    "espace",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rubriques",
                        to="sectors.espacedexpression",
                    ),
                ),
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
            ],
            options={
                "ordering": ["nom", "id"],
            },
        ),
        migrations.CreateModel(
            name="SignataireMission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="signée le")),
                (
                    "elu",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions_signees",
                        to="instances.elu",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signataires_missions",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "mission",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signataires",
                        to="sectors.mission",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="TexteDExpression",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("auteur", models.CharField(blank=True, max_length=160, verbose_name="signé")),
                ("texte", models.TextField(blank=True, verbose_name="texte")),
                ("remis_at", models.DateTimeField(blank=True, null=True, verbose_name="remis le")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="textes_d_expression",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "numero",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="textes",
                        to="sectors.numerodubulletin",
                    ),
                ),
                (
                    "rubrique",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="textes",
                        to="sectors.rubrique",
                    ),
                ),
            ],
            options={
                "verbose_name": "texte d’expression",
                "verbose_name_plural": "textes d’expression",
                "ordering": ["rubrique__espace__rang", "rubrique__nom", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "numero"), name="dossier_numero_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="mission",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "numero"), name="mission_numero_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="numerodubulletin",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "rang"), name="numero_du_bulletin_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="passagededossier",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "dossier", "etape"),
                name="passage_de_dossier_unique",
                violation_error_message="Ce dossier est déjà passé par cette étape.",
            ),
        ),
        migrations.AddConstraint(
            model_name="remplacementencommission",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "seance", "membre"),
                name="remplacement_en_commission_unique",
                violation_error_message="Ce membre est déjà remplacé pour cette séance.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rubrique",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "espace", "nom"),
                name="rubrique_unique",
                violation_error_message="Cette rubrique est déjà dans cet espace.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatairemission",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "mission", "elu"),
                name="signataire_mission_unique",
                violation_error_message="Ce membre a déjà signé.",
            ),
        ),
        migrations.AddConstraint(
            model_name="textedexpression",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "numero", "rubrique"), name="texte_d_expression_unique"
            ),
        ),
        Etancheite(
            "EtapeDuSchema",
            "Dossier",
            "PassageDeDossier",
            "Mission",
            "SignataireMission",
            "RemplacementEnCommission",
            "EspaceDExpression",
            "Rubrique",
            "NumeroDuBulletin",
            "TexteDExpression",
        ),
    ]
