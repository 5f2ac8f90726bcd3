"""The room beside the votes: speakers, interruptions, incidents, questions, declared interests."""

import django.db.models.deletion
import governance.db
from django.conf import settings
from django.db import migrations, models

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0004_convoquer_de_bout_en_bout"),
        ("instances", "0004_convoquer_de_bout_en_bout"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="deport",
            name="confirme_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="confirmé à"),
        ),
        migrations.AddField(
            model_name="deport",
            name="raison",
            field=models.CharField(
                blank=True, db_default="", max_length=250, verbose_name="au titre de"
            ),
        ),
        migrations.AddField(
            model_name="deport",
            name="sorti",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="a quitté la salle"
            ),
        ),
        migrations.CreateModel(
            name="HuisClos",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "demande",
                    models.CharField(
                        choices=[("president", "Président"), ("membres", "Membres")],
                        max_length=10,
                        verbose_name="demandé par",
                    ),
                ),
                (
                    "demandeurs",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="membres le demandant"
                    ),
                ),
                ("pour", models.PositiveSmallIntegerField(verbose_name="pour")),
                (
                    "votants",
                    models.PositiveSmallIntegerField(verbose_name="présents ou représentés"),
                ),
                ("decide", models.BooleanField(verbose_name="décidé")),
                ("debut_at", models.DateTimeField(verbose_name="à partir de")),
                ("fin_at", models.DateTimeField(blank=True, null=True, verbose_name="jusqu’à")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="huis_clos",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "point",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="huis_clos",
                        to="instances.point",
                    ),
                ),
                (
                    "seance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="huis_clos",
                        to="instances.seance",
                    ),
                ),
            ],
            options={
                "verbose_name": "huis clos",
                "verbose_name_plural": "huis clos",
                "ordering": ["debut_at"],
            },
        ),
        migrations.CreateModel(
            name="Incident",
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
                            ("rappel", "Rappel à l’ordre"),
                            ("retrait", "Retrait de la parole"),
                            ("expulsion", "Expulsion d’un auditeur"),
                            ("infraction", "Infraction, procureur saisi"),
                            ("autre", "Autre incident"),
                        ],
                        max_length=10,
                        verbose_name="nature",
                    ),
                ),
                ("recit", models.TextField(verbose_name="récit")),
                ("at", models.DateTimeField(verbose_name="à")),
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
                (
                    "point",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="instances.point",
                    ),
                ),
                (
                    "seance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="instances.seance",
                    ),
                ),
                (
                    "siegeant",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="instances.siegeant",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("debut_at", models.DateTimeField(verbose_name="suspendue à")),
                ("fin_at", models.DateTimeField(blank=True, null=True, verbose_name="reprise à")),
                (
                    "demandeurs",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="membres la demandant"
                    ),
                ),
                ("motif", models.CharField(blank=True, max_length=200, verbose_name="motif")),
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
                    "point",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="instances.point",
                    ),
                ),
                (
                    "seance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suspensions",
                        to="instances.seance",
                    ),
                ),
            ],
            options={
                "ordering": ["debut_at"],
            },
        ),
        migrations.CreateModel(
            name="Interet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organisme",
                    models.CharField(max_length=200, verbose_name="organisme ou affaire"),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("groupement", "Autre groupement de collectivités"),
                            ("action_sociale", "CCAS, CIAS ou caisse des écoles"),
                            ("societe_publique", "Société d’économie mixte, SPL ou SEMOP"),
                            ("public", "Autre organisme public"),
                            ("association", "Association"),
                            ("entreprise", "Entreprise"),
                            ("personnel", "Intérêt personnel ou familial"),
                        ],
                        max_length=16,
                        verbose_name="nature",
                    ),
                ),
                (
                    "qualite",
                    models.CharField(blank=True, max_length=160, verbose_name="à quel titre"),
                ),
                (
                    "designe",
                    models.BooleanField(
                        default=False, verbose_name="désigné par l’intercommunalité"
                    ),
                ),
                (
                    "par_la_loi",
                    models.BooleanField(
                        default=False, verbose_name="désigné en application de la loi"
                    ),
                ),
                (
                    "remunere",
                    models.BooleanField(
                        default=False, verbose_name="rémunération ou avantages particuliers"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="depuis le")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                ("declare_on", models.DateField(verbose_name="déclaré le")),
                (
                    "elu",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interets",
                        to="instances.elu",
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
                "verbose_name": "intérêt déclaré",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("starts_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="interet_periode",
                        violation_error_message="La date de fin précède la date de début.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "personne",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="personne extérieure"
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("rapport", "Présentation du rapport"),
                            ("intervention", "Intervention"),
                            ("reponse", "Réponse"),
                            ("fait_personnel", "Fait personnel"),
                            ("rappel_reglement", "Rappel au règlement"),
                        ],
                        default="intervention",
                        max_length=16,
                        verbose_name="nature",
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("demandee_at", models.DateTimeField(verbose_name="demandée à")),
                (
                    "debut_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="commencée à"),
                ),
                ("fin_at", models.DateTimeField(blank=True, null=True, verbose_name="finie à")),
                (
                    "renoncee_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="retirée à"),
                ),
                ("teneur", models.TextField(blank=True, verbose_name="teneur")),
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
                    "point",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interventions",
                        to="instances.point",
                    ),
                ),
                (
                    "siegeant",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="instances.siegeant",
                    ),
                ),
            ],
            options={
                "ordering": ["ordre", "id"],
                "indexes": [
                    models.Index(
                        fields=["intercommunalite", "point", "ordre"], name="intervention_par_point"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("siegeant__isnull", False),
                            models.Q(("personne", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="intervention_quelqu_un",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin_at", None), ("fin_at__gte", models.F("debut_at")), _connector="OR"
                        ),
                        name="intervention_heures",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                            ("orale", "Question orale"),
                            ("ecrite", "Question écrite"),
                            ("voeu", "Vœu ou motion"),
                            ("politique", "Débat de politique générale"),
                        ],
                        max_length=10,
                        verbose_name="nature",
                    ),
                ),
                (
                    "cosignataires",
                    models.PositiveSmallIntegerField(default=0, verbose_name="cosignataires"),
                ),
                ("objet", models.CharField(max_length=250, verbose_name="objet")),
                ("texte", models.TextField(verbose_name="texte")),
                (
                    "etat",
                    models.CharField(
                        choices=[
                            ("recue", "Reçue"),
                            ("inscrite", "Inscrite à une séance"),
                            ("repondue", "Répondue"),
                            ("traitee", "Traitée en séance"),
                            ("retiree", "Retirée"),
                            ("irrecevable", "Irrecevable"),
                        ],
                        default="recue",
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                ("recue_at", models.DateTimeField(verbose_name="reçue le")),
                (
                    "accuse_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="accusé de réception le"
                    ),
                ),
                (
                    "reponse_avant_on",
                    models.DateField(blank=True, null=True, verbose_name="réponse due le"),
                ),
                ("reponse", models.TextField(blank=True, verbose_name="réponse")),
                (
                    "repondue_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondue le"),
                ),
                (
                    "auteur",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="instances.elu",
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
                    "point",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="instances.point",
                    ),
                ),
                (
                    "seance",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="instances.seance",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["intercommunalite", "-recue_at", "-id"], name="question_recente"
                    )
                ],
            },
        ),
        Etancheite(
            "HuisClos",
            "Incident",
            "Interet",
            "Intervention",
            "Question",
            "Suspension",
            ajout_seul=("Incident",),
        ),
    ]
