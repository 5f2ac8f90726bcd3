"""Members sign the demand for a general debate; an overdue written answer is recalled."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_copies_et_retours"),
        ("instances", "0014_origine_maires"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="question",
            name="cosignataires",
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
                ],
                max_length=14,
                verbose_name="nature",
            ),
        ),
        migrations.CreateModel(
            name="SignataireQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="signée le")),
                (
                    "elu",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions_signees",
                        to="instances.elu",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signataires_questions",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "question",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signataires",
                        to="instances.question",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intercommunalite", "question", "elu"),
                        name="signataire_question_unique",
                        violation_error_message="Cet élu a déjà signé cette demande.",
                    )
                ],
            },
        ),
        Etancheite("SignataireQuestion"),
    ]
