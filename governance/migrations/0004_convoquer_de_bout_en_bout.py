"""Know a message that came back, and a gesture already received."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0003_preuve"),
    ]

    operations = [
        migrations.AlterField(
            model_name="envoi",
            name="etat",
            field=models.CharField(
                choices=[
                    ("a_envoyer", "À envoyer"),
                    ("remis", "Remis au serveur de messagerie"),
                    ("differe", "Différé"),
                    ("refuse", "Adresse refusée"),
                    ("sur_papier", "À remettre sur papier"),
                    ("depose", "Déposé à la poste ou remis en main propre"),
                    ("retourne", "Revenu non distribué"),
                ],
                default="a_envoyer",
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Geste",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cle", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("intercommunalite", "cle"), name="geste_unique")
                ],
            },
        ),
        Etancheite("Geste", ajout_seul=("Geste",)),
    ]
