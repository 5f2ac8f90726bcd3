"""The chain of evidence: append-only links, and seals that no longer move once time-stamped."""

import django.db.models.deletion
import django.utils.timezone
import governance.db
from django.db import migrations, models

from governance.db import ORDONNANCEUR, Etancheite

# The scheduler learns whose seals are due. A seal is never removed; its link is set once, and
# once time-stamped it is as final as the link.
SCELLES = f"""
CREATE POLICY ordonnanceur ON governance_scelle FOR SELECT USING ({ORDONNANCEUR});
CREATE TRIGGER ajout_seul BEFORE DELETE ON governance_scelle
  FOR EACH ROW EXECUTE FUNCTION hemicycle_ajout_seul();
CREATE TRIGGER ajout_seul_table BEFORE TRUNCATE ON governance_scelle
  FOR EACH STATEMENT EXECUTE FUNCTION hemicycle_ajout_seul();
CREATE TRIGGER scelle_pose BEFORE UPDATE ON governance_scelle FOR EACH ROW WHEN (
    OLD.jeton_id IS NOT NULL
    OR (OLD.maillon_id IS NOT NULL AND NEW.maillon_id IS DISTINCT FROM OLD.maillon_id))
  EXECUTE FUNCTION hemicycle_ajout_seul();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0002_etancheite"),
    ]

    operations = [
        migrations.CreateModel(
            name="Maillon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rang", models.PositiveIntegerField()),
                ("nature", models.CharField(max_length=20)),
                ("cle", models.CharField(max_length=200)),
                ("at", models.DateTimeField(verbose_name="ajouté le")),
                ("precedent", models.CharField(max_length=64)),
                ("empreinte", models.CharField(max_length=64)),
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
                    "manifeste",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="maillons",
                        to="governance.fichier",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Scelle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nature", models.CharField(max_length=20)),
                ("cle", models.CharField(help_text="Ce que le scellé prouve.", max_length=200)),
                ("prevu_at", models.DateTimeField(verbose_name="prévu le")),
                (
                    "due_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="à partir de"
                    ),
                ),
                (
                    "delivre_par",
                    models.CharField(blank=True, max_length=250, verbose_name="autorité"),
                ),
                ("horodate_at", models.DateTimeField(null=True, verbose_name="horodaté le")),
                ("tentatives", models.PositiveSmallIntegerField(default=0)),
                ("erreur", models.TextField(blank=True)),
                (
                    "autorite",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.fichier",
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
                    "jeton",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.fichier",
                    ),
                ),
                (
                    "maillon",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scelles",
                        to="governance.maillon",
                    ),
                ),
            ],
            options={
                "verbose_name": "scellé",
            },
        ),
        migrations.AddConstraint(
            model_name="maillon",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "rang"), name="maillon_rang_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="scelle",
            index=models.Index(
                condition=models.Q(("jeton__isnull", True)),
                fields=["due_at", "id"],
                name="scelle_du",
            ),
        ),
        migrations.AddConstraint(
            model_name="scelle",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "cle", "nature", "prevu_at"), name="scelle_unique"
            ),
        ),
        Etancheite("Maillon", "Scelle", ajout_seul=("Maillon",)),
        migrations.RunSQL(SCELLES, migrations.RunSQL.noop),
    ]
