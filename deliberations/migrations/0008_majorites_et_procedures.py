"""The majority each vote asked for, and what the conseil decides of its own debate."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deliberations", "0007_pieces_des_projets"),
    ]

    operations = [
        migrations.AddField(
            model_name="appel",
            name="procedure",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ecarter", "Écarter l’amendement"),
                    ("commission", "Renvoyer l’amendement en commission"),
                    ("vote_separe", "Voter séparément une partie"),
                    ("renvoi", "Renvoyer le rapport pour étude"),
                    ("ordre", "Modifier l’ordre du jour"),
                ],
                db_default="",
                max_length=12,
                verbose_name="décision de procédure",
            ),
        ),
        migrations.AddField(
            model_name="scrutin",
            name="base",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="membres du conseil"
            ),
        ),
        migrations.AddField(
            model_name="scrutin",
            name="majorite",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ordinaire", "Majorité absolue des suffrages exprimés"),
                    ("comptes", "Comptes arrêtés, sauf majorité contre"),
                    ("deux_tiers_des_membres", "Deux tiers des membres du conseil"),
                    ("deux_tiers_des_exprimes", "Deux tiers des suffrages exprimés"),
                ],
                db_default="",
                max_length=24,
                verbose_name="majorité requise",
            ),
        ),
        migrations.AddField(
            model_name="scrutin",
            name="procedure",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ecarter", "Écarter l’amendement"),
                    ("commission", "Renvoyer l’amendement en commission"),
                    ("vote_separe", "Voter séparément une partie"),
                    ("renvoi", "Renvoyer le rapport pour étude"),
                    ("ordre", "Modifier l’ordre du jour"),
                ],
                db_default="",
                max_length=12,
                verbose_name="décision de procédure",
            ),
        ),
        migrations.AlterField(
            model_name="projet",
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
                verbose_name="matière",
            ),
        ),
    ]
