"""What a point decides about which body, how a pouvoir came, arrivals that members announce."""

import django.db.models.deletion
import governance.db
from django.conf import settings
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
        ("instances", "0011_usage_alerte"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="point",
            name="affaire",
            field=models.CharField(
                blank=True,
                choices=[
                    ("commande_publique", "Attribution d’un contrat de la commande publique"),
                    ("garantie", "Garantie d’emprunt"),
                    ("subvention", "Subvention ou autre aide"),
                    ("designation", "Désignation ou rémunération d’un représentant"),
                    ("budget", "Budget, contribution prévue par les statuts"),
                    ("depense_obligatoire", "Dépense obligatoire"),
                    ("autre", "Autre décision qui le concerne"),
                ],
                db_default="",
                max_length=20,
                verbose_name="ce qui en est décidé",
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="organisme",
            field=models.CharField(
                blank=True, db_default="", max_length=200, verbose_name="organisme concerné"
            ),
        ),
        migrations.AddField(
            model_name="pouvoir",
            name="maladie_on",
            field=models.DateField(blank=True, null=True, verbose_name="maladie constatée le"),
        ),
        migrations.AddField(
            model_name="pouvoir",
            name="recu_par",
            field=models.CharField(
                blank=True,
                choices=[
                    ("papier", "Écrit remis ou posté"),
                    ("seance", "Écrit remis en séance"),
                    ("courriel", "Courriel, son auteur étant certain"),
                    ("compte", "Compte du membre"),
                ],
                db_default="",
                max_length=10,
                verbose_name="reçu par",
            ),
        ),
        migrations.CreateModel(
            name="Emargement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="annoncé à")),
                ("traite_at", models.DateTimeField(blank=True, null=True, verbose_name="traité à")),
                (
                    "retenu",
                    models.BooleanField(db_default=False, default=False, verbose_name="confirmé"),
                ),
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
                        related_name="%(class)ss",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "seance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emargements",
                        to="instances.seance",
                    ),
                ),
                (
                    "siegeant",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emargements",
                        to="instances.siegeant",
                    ),
                ),
                (
                    "suppleant",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instances.elu",
                    ),
                ),
            ],
            options={
                "verbose_name": "arrivée annoncée",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("traite_at", None)),
                        fields=("intercommunalite", "siegeant"),
                        name="emargement_un_en_attente",
                        violation_error_message="Cette arrivée est déjà annoncée.",
                    )
                ],
            },
        ),
        Etancheite("Emargement"),
    ]
