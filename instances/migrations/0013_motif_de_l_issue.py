"""Why a point ended without a vote, and a matter that asks for two thirds of the voices."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instances", "0012_emargement_et_interets"),
    ]

    operations = [
        migrations.AddField(
            model_name="point",
            name="issue_motif",
            field=models.CharField(
                blank=True, db_default="", max_length=300, verbose_name="motif de l’issue"
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
                ],
                db_default="",
                max_length=16,
                verbose_name="matière réservée au conseil",
            ),
        ),
    ]
