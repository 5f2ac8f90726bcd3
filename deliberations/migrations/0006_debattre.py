"""Before the result: amendments, demands, open votes; after it: the procès-verbal."""

import django.db.models.deletion
import governance.db
from django.conf import settings
from django.db import migrations, models

from governance.db import Etancheite, Liens


class Migration(migrations.Migration):
    dependencies = [
        ("deliberations", "0005_convoquer_de_bout_en_bout"),
        ("governance", "0004_convoquer_de_bout_en_bout"),
        ("instances", "0005_debattre"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="scrutin",
            name="partie",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Vote séparé.",
                max_length=200,
                verbose_name="partie du texte",
            ),
        ),
        migrations.CreateModel(
            name="Amendement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField(verbose_name="numéro")),
                (
                    "cosignataires",
                    models.CharField(blank=True, max_length=300, verbose_name="cosignataires"),
                ),
                ("verbal", models.BooleanField(default=False, verbose_name="déposé oralement")),
                ("texte", models.TextField(verbose_name="texte proposé")),
                ("motifs", models.TextField(blank=True, verbose_name="motifs")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre de mise aux voix")),
                ("depose_at", models.DateTimeField(verbose_name="déposé à")),
                (
                    "etat",
                    models.CharField(
                        choices=[
                            ("depose", "Déposé"),
                            ("retire", "Retiré"),
                            ("irrecevable", "Irrecevable"),
                            ("ecarte", "Écarté par le conseil"),
                            ("renvoye", "Renvoyé en commission"),
                            ("adopte", "Adopté"),
                            ("rejete", "Rejeté"),
                            ("tombe", "Devenu sans objet"),
                        ],
                        default="depose",
                        max_length=12,
                        verbose_name="sort",
                    ),
                ),
                ("raison", models.TextField(blank=True, verbose_name="motif du sort")),
                (
                    "auteur",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendements",
                        to="instances.siegeant",
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
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amendements",
                        to="instances.point",
                    ),
                ),
            ],
            options={
                "ordering": ["ordre", "id"],
            },
        ),
        migrations.AddField(
            model_name="scrutin",
            name="amendement",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scrutins",
                to="deliberations.amendement",
            ),
        ),
        migrations.CreateModel(
            name="Appel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("ordinaire", "Ordinaire, chacun voit les voix"),
                            ("public", "Public, par appel nominal"),
                        ],
                        max_length=12,
                        verbose_name="mode",
                    ),
                ),
                ("objet", models.CharField(blank=True, max_length=300, verbose_name="objet")),
                (
                    "partie",
                    models.CharField(blank=True, max_length=200, verbose_name="partie du texte"),
                ),
                (
                    "electronique",
                    models.BooleanField(default=False, verbose_name="voix reçues des téléphones"),
                ),
                ("ouvert_at", models.DateTimeField(verbose_name="ouvert à")),
                ("clos_at", models.DateTimeField(blank=True, null=True, verbose_name="clos à")),
                (
                    "abandonne_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="abandonné à"),
                ),
                (
                    "amendement",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appels",
                        to="deliberations.amendement",
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
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appels",
                        to="instances.point",
                    ),
                ),
                (
                    "scrutin",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appels",
                        to="deliberations.scrutin",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DemandeScrutin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("ordinaire", "Ordinaire, à main levée"),
                            ("public", "Public, par appel nominal"),
                            ("secret", "Secret"),
                            ("assentiment", "Par assentiment"),
                        ],
                        max_length=12,
                        verbose_name="mode demandé",
                    ),
                ),
                (
                    "demandeurs",
                    models.PositiveSmallIntegerField(verbose_name="membres le demandant"),
                ),
                ("presents", models.PositiveSmallIntegerField(verbose_name="présents")),
                ("noms", models.TextField(blank=True, verbose_name="demandeurs")),
                ("admise", models.BooleanField(verbose_name="admise")),
                ("at", models.DateTimeField(verbose_name="à")),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demandes_scrutin",
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
                        related_name="demandes_scrutin",
                        to="instances.point",
                    ),
                ),
            ],
            options={
                "verbose_name": "demande de scrutin",
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProcesVerbal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "etat",
                    models.CharField(
                        choices=[
                            ("redaction", "En rédaction"),
                            ("propose", "Proposé à la séance suivante"),
                            ("arrete", "Arrêté"),
                            ("publie", "Publié"),
                        ],
                        default="redaction",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("arrete_on", models.DateField(blank=True, null=True, verbose_name="arrêté le")),
                (
                    "rectifications",
                    models.TextField(blank=True, verbose_name="rectifications demandées"),
                ),
                ("publie_on", models.DateField(blank=True, null=True, verbose_name="publié le")),
                (
                    "arrete_seance",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proces_verbaux_arretes",
                        to="instances.seance",
                    ),
                ),
                (
                    "fichier",
                    governance.db.TenantForeignKey(
                        blank=True,
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
                        related_name="proces_verbaux",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "seance",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proces_verbaux",
                        to="instances.seance",
                    ),
                ),
            ],
            options={
                "verbose_name": "procès-verbal",
                "verbose_name_plural": "procès-verbaux",
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("texte", models.TextField(blank=True, verbose_name="teneur des discussions")),
                ("modifie_at", models.DateTimeField(verbose_name="modifié le")),
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
                        related_name="passages",
                        to="instances.point",
                    ),
                ),
                (
                    "proces_verbal",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="deliberations.procesverbal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Voix",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sens",
                    models.CharField(
                        choices=[
                            ("pour", "Pour"),
                            ("contre", "Contre"),
                            ("abstention", "Abstention"),
                            ("ne_prend_pas_part", "Ne prend pas part au vote"),
                        ],
                        max_length=20,
                        verbose_name="sens",
                    ),
                ),
                (
                    "par_mandataire",
                    models.BooleanField(default=False, verbose_name="exprimée par le mandataire"),
                ),
                (
                    "voie",
                    models.CharField(
                        choices=[
                            ("telephone", "Depuis son téléphone"),
                            ("appel", "À l’appel de son nom"),
                            ("main", "À main levée"),
                        ],
                        max_length=10,
                        verbose_name="voie",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="reçue à")),
                (
                    "appel",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voix",
                        to="deliberations.appel",
                    ),
                ),
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
                        related_name="voix",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "siegeant",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voix",
                        to="instances.siegeant",
                    ),
                ),
            ],
            options={
                "verbose_name": "voix",
                "verbose_name_plural": "voix",
            },
        ),
        migrations.AddConstraint(
            model_name="amendement",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "point", "numero"), name="amendement_numero_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="appel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("abandonne_at", None), ("clos_at", None)),
                fields=("intercommunalite", "point"),
                name="appel_un_ouvert",
                violation_error_message="Un vote est déjà ouvert sur ce point.",
            ),
        ),
        migrations.AddConstraint(
            model_name="procesverbal",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "seance"), name="proces_verbal_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "proces_verbal", "point"), name="passage_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("point", None)),
                fields=("intercommunalite", "proces_verbal"),
                name="passage_de_seance_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="voix",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "appel", "siegeant"), name="voix_unique"
            ),
        ),
        Etancheite("Amendement", "DemandeScrutin", "Appel", "Voix", "ProcesVerbal", "Passage"),
        Liens("Scrutin.amendement"),
    ]
