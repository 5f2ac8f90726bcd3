"""Send documents round to the municipal councillors who do not sit, as the clock allows."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import ORDONNANCEUR, Etancheite, Liens

# The scheduler learns which intercommunalité has messages left to write.
DIFFUSIONS = f"CREATE POLICY ordonnanceur ON instances_diffusion FOR SELECT USING ({ORDONNANCEUR})"


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
        ("instances", "0006_rappel_eteint"),
    ]

    operations = [
        migrations.CreateModel(
            name="Diffusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("convocation", "Convocation et notes de synthèse"),
                            ("liste", "Liste des délibérations"),
                            ("proces_verbal", "Procès-verbal"),
                        ],
                        max_length=14,
                        verbose_name="nature",
                    ),
                ),
                ("cle", models.CharField(max_length=100)),
                ("objet", models.CharField(max_length=250, verbose_name="objet")),
                ("texte", models.TextField(verbose_name="texte")),
                (
                    "pieces",
                    models.JSONField(
                        default=list, help_text="Nom, type et SHA-256 de chaque pièce."
                    ),
                ),
                ("demandee_at", models.DateTimeField(verbose_name="demandée le")),
                (
                    "achevee_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="tous les messages écrits le"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="copie",
            name="copie_unique",
        ),
        migrations.RemoveField(
            model_name="copie",
            name="convocation",
        ),
        migrations.AddField(
            model_name="typeinstance",
            name="copie_municipale",
            field=models.BooleanField(
                db_default=False,
                default=False,
                verbose_name="convocation transmise aux conseillers municipaux",
            ),
        ),
        migrations.AddField(
            model_name="diffusion",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddField(
            model_name="diffusion",
            name="seance",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="diffusions",
                to="instances.seance",
            ),
        ),
        migrations.AddField(
            model_name="copie",
            name="diffusion",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="instances.diffusion",
            ),
        ),
        migrations.AddConstraint(
            model_name="copie",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "diffusion", "elu"), name="copie_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="diffusion",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "cle"),
                name="diffusion_unique",
                violation_error_message="Ces documents ont déjà été transmis.",
            ),
        ),
        Etancheite("Diffusion"),
        Liens("Copie.diffusion"),
        migrations.RunSQL(DIFFUSIONS, migrations.RunSQL.noop),
    ]
