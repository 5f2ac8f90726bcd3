"""Secret addresses of calendars; the ages of the conseil de développement."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
        ("instances", "0021_la_voix_des_communes"),
    ]

    operations = [
        migrations.AddField(
            model_name="nomination",
            name="annee_naissance",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="année de naissance"
            ),
        ),
        migrations.CreateModel(
            name="Abonnement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("habitants", "Habitants et presse"),
                            ("maires", "Maires"),
                            ("conseils_municipaux", "Conseils municipaux"),
                        ],
                        max_length=20,
                        verbose_name="public",
                    ),
                ),
                ("empreinte", models.CharField(editable=False, max_length=64)),
                ("cree_at", models.DateTimeField(verbose_name="créé le")),
                (
                    "revoque_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="révoqué le"),
                ),
                (
                    "acces",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="abonnements",
                        to="governance.acces",
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
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "empreinte"), name="abonnement_empreinte_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoque_at", None)),
                        fields=("intercommunalite", "acces", "public"),
                        name="abonnement_ouvert_unique",
                        nulls_distinct=False,
                        violation_error_message="Une adresse est déjà ouverte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acces", None), models.Q(("public", ""), _negated=True)),
                            models.Q(("acces__isnull", False), ("public", "")),
                            _connector="OR",
                        ),
                        name="abonnement_personne_ou_public",
                    ),
                ],
            },
        ),
        Etancheite("Abonnement"),
    ]
