"""Sectors drawn on a map, adjoints sent by their mayor, avis that travel, reports given."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import ORDONNANCEUR, Etancheite

# The scheduler learns which intercommunalité has an avis to carry from a comité to its report.
DESTINATIONS = (
    f"CREATE POLICY ordonnanceur ON sectors_destination FOR SELECT USING ({ORDONNANCEUR})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
        ("instances", "0014_origine_maires"),
        ("sectors", "0003_alerte_sans_objet"),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="compromis",
            field=models.TextField(blank=True, db_default="", verbose_name="compromis recherché"),
        ),
        migrations.AddField(
            model_name="consultation",
            name="politique_adoptee",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="politique ou projet déjà adopté"
            ),
        ),
        migrations.CreateModel(
            name="FondDeCarte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "traces",
                    models.JSONField(
                        help_text="Le tracé SVG de chaque code INSEE.", verbose_name="tracés"
                    ),
                ),
                ("largeur", models.PositiveSmallIntegerField(verbose_name="largeur")),
                ("hauteur", models.PositiveSmallIntegerField(verbose_name="hauteur")),
                ("source", models.CharField(max_length=200, verbose_name="source et licence")),
                ("depose_at", models.DateTimeField(verbose_name="déposé le")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fonds_de_carte",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "verbose_name": "fond de carte",
                "verbose_name_plural": "fonds de carte",
                "ordering": ["-depose_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReglementPropre",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("adopte_on", models.DateField(verbose_name="adopté le")),
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
                        related_name="reglements_propres",
                        to="instances.instance",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reglements_propres",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "verbose_name": "règlement propre",
                "verbose_name_plural": "règlements propres",
                "ordering": ["-adopte_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Destination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="destinations",
                        to="instances.point",
                    ),
                ),
                (
                    "vers",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="avis_attendus",
                        to="instances.point",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "point", "vers"),
                        name="destination_unique",
                        violation_error_message="Cet avis va déjà à ce rapport.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InvitationDuMaire",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("domaine", models.CharField(max_length=120, verbose_name="domaine")),
                ("at", models.DateTimeField(verbose_name="invité le")),
                (
                    "commune",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="instances.commune",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_des_maires",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "invite",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations_du_maire",
                        to="instances.invite",
                    ),
                ),
                (
                    "maire",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_faites",
                        to="instances.elu",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation d’un maire",
                "verbose_name_plural": "invitations des maires",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "invite"), name="invitation_du_maire_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RapportDeSecteur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("presente_on", models.DateField(verbose_name="présenté le")),
                ("resume", models.TextField(blank=True, verbose_name="ce qui en est ressorti")),
                (
                    "elu",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rapports_de_secteur",
                        to="instances.elu",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rapports_de_secteur",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "perimetre",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rapports",
                        to="instances.perimetre",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapport de secteur",
                "verbose_name_plural": "rapports de secteur",
                "ordering": ["-presente_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "perimetre", "presente_on"),
                        name="rapport_de_secteur_unique",
                        violation_error_message="Un rapport de ce secteur est déjà noté ce jour-là.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remplacement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="désigné le")),
                (
                    "adjoint",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplacements_tenus",
                        to="instances.elu",
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
                    "maire",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplacements",
                        to="instances.elu",
                    ),
                ),
                (
                    "seance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remplacements",
                        to="instances.seance",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "seance", "maire"),
                        name="remplacement_unique",
                        violation_error_message="Ce maire est déjà remplacé pour cette séance.",
                    )
                ],
            },
        ),
        Etancheite(
            "RapportDeSecteur",
            "InvitationDuMaire",
            "Destination",
            "Remplacement",
            "ReglementPropre",
            "FondDeCarte",
        ),
        migrations.RunSQL(DESTINATIONS, migrations.RunSQL.noop),
    ]
