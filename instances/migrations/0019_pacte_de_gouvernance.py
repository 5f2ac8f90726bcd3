"""A report opens, or adopts, the pacte de gouvernance, whose days are recalled."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instances", "0018_fermer_les_copies"),
    ]

    operations = [
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
                    ("pacte_debat", "Débat sur l’élaboration d’un pacte de gouvernance"),
                    ("developpement", "Débat sur le conseil de développement et la participation"),
                    ("pacte", "Adoption du pacte de gouvernance"),
                ],
                db_default="",
                max_length=16,
                verbose_name="matière réservée au conseil",
            ),
        ),
        migrations.AlterField(
            model_name="rappel",
            name="nature",
            field=models.CharField(
                choices=[
                    ("limite_proche", "Dernier jour d’envoi proche"),
                    ("limite_passee", "Dernier jour d’envoi passé"),
                    ("non_ouverte", "Convocation non ouverte"),
                    ("reponse", "Réponse attendue"),
                    ("visa", "Visa attendu"),
                    ("retour", "Message revenu"),
                    ("demande", "Réunion demandée"),
                    ("question", "Réponse écrite due"),
                    ("alerte", "Alerte en attente"),
                    ("pacte", "Pacte de gouvernance"),
                ],
                max_length=14,
                verbose_name="nature",
            ),
        ),
    ]
