"""A draft opens, or adopts, the pacte de gouvernance."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deliberations", "0011_compter_a_deux_et_corriger"),
    ]

    operations = [
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
                    ("pacte_debat", "Débat sur l’élaboration d’un pacte de gouvernance"),
                    ("developpement", "Débat sur le conseil de développement et la participation"),
                    ("pacte", "Adoption du pacte de gouvernance"),
                ],
                db_default="",
                max_length=16,
                verbose_name="matière",
            ),
        ),
    ]
