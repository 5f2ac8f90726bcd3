"""The count of the acts of a séance, that screens follow; the links of the room's screens."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
        ("instances", "0009_piece_illisible"),
    ]

    operations = [
        migrations.AddField(
            model_name="seance",
            name="revision",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.CreateModel(
            name="Ecran",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("empreinte", models.CharField(editable=False, max_length=64)),
                ("cree_at", models.DateTimeField(verbose_name="créé le")),
                (
                    "revoque_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="révoqué le"),
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
                        related_name="ecrans",
                        to="instances.seance",
                    ),
                ),
            ],
            options={
                "verbose_name": "écran public",
                "verbose_name_plural": "écrans publics",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "empreinte"), name="ecran_empreinte_unique"
                    )
                ],
            },
        ),
        Etancheite("Ecran"),
    ]
