"""The pacte and its days, the clerk of a commune, what is asked of one commune, voting guests."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite, Liens


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0006_secretariat_de_commune"),
        ("instances", "0020_corrections_de_la_seance"),
    ]

    operations = [
        migrations.AddField(
            model_name="invite",
            name="voix_de",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="instances.commune",
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="commune_ecartee",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="instances.commune",
            ),
        ),
        migrations.AddField(
            model_name="siegeant",
            name="sur_invitation",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="sur invitation"
            ),
        ),
        migrations.AlterField(
            model_name="point",
            name="matiere",
            field=models.CharField(
                blank=True,
                choices=[
                    ("budget", "Budget, taux, tarifs, taxes et redevances"),
                    ("comptes", "Approbation du compte administratif ou du CFU"),
                    ("mise_en_demeure", "Suites d’une mise en demeure (L. 1612-15)"),
                    ("statuts", "Composition, fonctionnement et durée de l’intercommunalité"),
                    ("adhesion", "Adhésion à un établissement public"),
                    ("service_public", "Délégation de la gestion d’un service public"),
                    ("orientations", "Aménagement, équilibre social de l’habitat, ville"),
                    ("dob", "Débat d’orientation budgétaire"),
                    ("interet_commun", "Définition de l’intérêt communautaire"),
                    ("pacte_debat", "Débat sur l’élaboration d’un pacte de gouvernance"),
                    ("developpement", "Débat sur le conseil de développement et la participation"),
                    ("pacte", "Adoption du pacte de gouvernance"),
                ],
                db_default="",
                max_length=16,
                verbose_name="matière réservée au conseil",
            ),
        ),
        migrations.AlterField(
            model_name="rappel",
            name="nature",
            field=models.CharField(
                choices=[
                    ("limite_proche", "Dernier jour d’envoi proche"),
                    ("limite_passee", "Dernier jour d’envoi passé"),
                    ("non_ouverte", "Convocation non ouverte"),
                    ("reponse", "Réponse attendue"),
                    ("visa", "Visa attendu"),
                    ("retour", "Message revenu"),
                    ("demande", "Réunion demandée"),
                    ("question", "Réponse écrite due"),
                    ("alerte", "Alerte en attente"),
                    ("pacte", "Pacte de gouvernance"),
                ],
                max_length=14,
                verbose_name="nature",
            ),
        ),
        migrations.CreateModel(
            name="Secretariat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "acces",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secretariats",
                        to="governance.acces",
                    ),
                ),
                (
                    "commune",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secretariats",
                        to="instances.commune",
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
                "verbose_name": "secrétariat de commune",
                "verbose_name_plural": "secrétariats de commune",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "acces"),
                        name="secretariat_unique",
                        violation_error_message="Cet accès est déjà rattaché à une commune.",
                    )
                ],
            },
        ),
        Etancheite("Secretariat"),
        Liens("Invite.voix_de", "Point.commune_ecartee"),
    ]
