"""Who watches over an election, who counted and when: what its procès-verbal says."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("deliberations", "0009_voix_sans_secret"),
        ("governance", "0005_copies_et_retours"),
        ("instances", "0017_installer"),
    ]

    operations = [
        migrations.AddField(
            model_name="tour",
            name="proclame_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="proclamé à"),
        ),
        migrations.AddField(
            model_name="tour",
            name="scrutateurs",
            field=models.CharField(blank=True, db_default="", max_length=250),
        ),
        migrations.CreateModel(
            name="BureauDeVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assesseurs", models.TextField(blank=True, verbose_name="assesseurs")),
                ("assistance", models.TextField(blank=True, verbose_name="assistance au vote")),
                (
                    "observations",
                    models.TextField(blank=True, verbose_name="observations et réclamations"),
                ),
                (
                    "affiche_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="résultat affiché le"),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bureaux_de_vote",
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
                        related_name="bureaux_de_vote",
                        to="instances.point",
                    ),
                ),
            ],
            options={
                "verbose_name": "bureau de vote",
                "verbose_name_plural": "bureaux de vote",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "point"), name="bureau_de_vote_unique"
                    )
                ],
            },
        ),
        Etancheite("BureauDeVote"),
    ]
