"""All that surrounds a convocation: demands, guests, opinions, answers, reminders, derogations."""

import datetime
import django.db.models.deletion
import governance.db
from django.conf import settings
from django.db import migrations, models

from governance.db import ORDONNANCEUR, Etancheite, Liens

# The scheduler learns which intercommunalité has somebody to remind.
RAPPELS = f"CREATE POLICY ordonnanceur ON instances_rappel FOR SELECT USING ({ORDONNANCEUR})"


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0004_convoquer_de_bout_en_bout"),
        ("instances", "0003_election"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Avis",
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
                            ("favorable", "Favorable"),
                            ("reserves", "Favorable avec réserves"),
                            ("defavorable", "Défavorable"),
                            ("sans", "Examiné, sans avis formel"),
                        ],
                        max_length=12,
                        verbose_name="avis",
                    ),
                ),
                ("rendu_on", models.DateField(verbose_name="rendu le")),
                ("texte", models.TextField(blank=True, verbose_name="observations")),
                ("pour", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("contre", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("abstention", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "avis",
                "verbose_name_plural": "avis",
                "ordering": ["rendu_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Copie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DemandeReunion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origine",
                    models.CharField(
                        choices=[("membres", "Membres de l’instance"), ("prefet", "Préfet")],
                        max_length=8,
                        verbose_name="demandée par",
                    ),
                ),
                ("recue_on", models.DateField(verbose_name="reçue le")),
                ("motif", models.TextField(verbose_name="motif")),
                ("ordre_du_jour", models.TextField(verbose_name="ordre du jour demandé")),
                (
                    "avant_on",
                    models.DateField(blank=True, null=True, verbose_name="à tenir avant le"),
                ),
                (
                    "classee_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="classée le"),
                ),
                ("classee_motif", models.TextField(blank=True, verbose_name="motif du classement")),
            ],
            options={
                "verbose_name": "demande de réunion",
            },
        ),
        migrations.CreateModel(
            name="Derogation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regle", models.CharField(max_length=10, verbose_name="règle")),
                ("manquement", models.TextField(verbose_name="manquement")),
                ("motif", models.TextField(verbose_name="motif")),
                ("at", models.DateTimeField(verbose_name="accordée le")),
            ],
            options={
                "verbose_name": "dérogation",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Invite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("personne", models.CharField(blank=True, max_length=160, verbose_name="nom")),
                ("qualite", models.CharField(blank=True, max_length=120, verbose_name="qualité")),
                (
                    "courriel",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse électronique"
                    ),
                ),
            ],
            options={
                "verbose_name": "invité",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Lien",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("empreinte", models.CharField(editable=False, max_length=64)),
                ("expire_at", models.DateTimeField(verbose_name="expire le")),
                (
                    "revoque_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="révoqué le"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pointage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "geste",
                    models.CharField(
                        choices=[
                            ("arrive", "Arrive"),
                            ("part", "Part"),
                            ("suppleant", "Le suppléant siège"),
                            ("titulaire", "Le titulaire reprend son siège"),
                            ("distance", "Rejoint à distance"),
                            ("correction", "Correction"),
                        ],
                        max_length=12,
                        verbose_name="geste",
                    ),
                ),
                ("motif", models.CharField(blank=True, max_length=200, verbose_name="motif")),
                ("at", models.DateTimeField(verbose_name="noté à")),
                ("avant", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Rappel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cle", models.CharField(max_length=200)),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("limite_proche", "Dernier jour d’envoi proche"),
                            ("limite_passee", "Dernier jour d’envoi passé"),
                            ("non_ouverte", "Convocation non ouverte"),
                            ("reponse", "Réponse attendue"),
                            ("visa", "Visa attendu"),
                            ("retour", "Message revenu"),
                            ("demande", "Réunion demandée"),
                        ],
                        max_length=14,
                        verbose_name="nature",
                    ),
                ),
                ("phrase", models.TextField(verbose_name="phrase")),
                ("chemin", models.CharField(blank=True, max_length=250, verbose_name="page")),
                ("due_at", models.DateTimeField(verbose_name="à partir de")),
                (
                    "traite_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="traité le"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReglageRappels",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "limite_jours",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="avant le dernier jour d’envoi, en jours"
                    ),
                ),
                (
                    "non_ouverte_jours",
                    models.PositiveSmallIntegerField(
                        default=2,
                        verbose_name="relancer qui n’a pas ouvert sa convocation, après (jours)",
                    ),
                ),
                (
                    "reponse_jours",
                    models.PositiveSmallIntegerField(
                        default=2,
                        verbose_name="demander la réponse manquante, avant la séance (jours)",
                    ),
                ),
                (
                    "visas",
                    models.BooleanField(default=True, verbose_name="rappeler les visas attendus"),
                ),
                (
                    "calme_debut",
                    models.TimeField(
                        default=datetime.time(20, 0), verbose_name="heures calmes, de"
                    ),
                ),
                ("calme_fin", models.TimeField(default=datetime.time(7, 30), verbose_name="à")),
                (
                    "recapitulatif",
                    models.TimeField(
                        default=datetime.time(8, 0), verbose_name="heure du récapitulatif"
                    ),
                ),
                (
                    "fin_de_semaine",
                    models.BooleanField(
                        default=False, verbose_name="aussi le samedi et le dimanche"
                    ),
                ),
            ],
            options={
                "verbose_name": "réglage des rappels",
            },
        ),
        migrations.CreateModel(
            name="Reponse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choix",
                    models.CharField(
                        choices=[
                            ("present", "Présent"),
                            ("distance", "Présent à distance"),
                            ("suppleant", "Représenté par son suppléant"),
                            ("pouvoir", "Donne pouvoir"),
                            ("excuse", "Excusé"),
                            ("absent", "Absent"),
                        ],
                        max_length=10,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "voie",
                    models.CharField(
                        choices=[
                            ("lien", "Par le lien du message"),
                            ("compte", "Depuis son compte"),
                            ("service", "Notée par le service"),
                        ],
                        max_length=8,
                        verbose_name="voie",
                    ),
                ),
                (
                    "commentaire",
                    models.CharField(blank=True, max_length=300, verbose_name="précision"),
                ),
                ("at", models.DateTimeField(verbose_name="reçue le")),
            ],
            options={
                "verbose_name": "réponse",
            },
        ),
        migrations.CreateModel(
            name="ReunionMunicipale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("titre", models.CharField(max_length=200, verbose_name="objet")),
                ("starts_at", models.DateTimeField(verbose_name="début")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="fin")),
                (
                    "uid",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="identifiant du calendrier"
                    ),
                ),
                ("annulee", models.BooleanField(default=False, verbose_name="annulée")),
            ],
            options={
                "verbose_name": "réunion municipale",
            },
        ),
        migrations.CreateModel(
            name="SignataireDemande",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="signée le")),
            ],
        ),
        migrations.AddField(
            model_name="convocation",
            name="changements",
            field=models.JSONField(db_default=[], default=list, verbose_name="ce qui change"),
        ),
        migrations.AddField(
            model_name="convocation",
            name="motif",
            field=models.TextField(
                blank=True, db_default="", verbose_name="motif de la rectification"
            ),
        ),
        migrations.AddField(
            model_name="convocation",
            name="nature",
            field=models.CharField(
                choices=[
                    ("initiale", "Convocation"),
                    ("rectificative", "Convocation rectificative"),
                ],
                db_default="initiale",
                default="initiale",
                max_length=14,
                verbose_name="nature",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="courriel",
            field=models.EmailField(
                blank=True, db_default="", max_length=254, verbose_name="adresse électronique"
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="commune_concernee",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points_concernes",
                to="instances.commune",
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="communique_on",
            field=models.DateField(blank=True, null=True, verbose_name="projet communiqué le"),
        ),
        migrations.AddField(
            model_name="point",
            name="convocation",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points_annonces",
                to="instances.convocation",
            ),
        ),
        migrations.AddField(
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
                ],
                db_default="",
                max_length=16,
                verbose_name="matière réservée au conseil",
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="place_a_la_main",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="placé à la main"
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="reprise_de",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reprises",
                to="instances.point",
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="usage",
            field=models.CharField(
                blank=True,
                choices=[
                    ("urgence", "Vote sur l’urgence"),
                    ("secretaire", "Désignation du secrétaire de séance"),
                    ("proces_verbal", "Arrêt du procès-verbal de la séance précédente"),
                    ("delegations", "Compte rendu du bureau et des délégations"),
                    ("questions", "Questions diverses"),
                ],
                db_default="",
                max_length=14,
                verbose_name="point d’usage",
            ),
        ),
        migrations.AddField(
            model_name="remise",
            name="personne",
            field=models.CharField(
                blank=True, db_default="", max_length=160, verbose_name="personne extérieure"
            ),
        ),
        migrations.AddField(
            model_name="seance",
            name="carence_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="défaut de quorum constaté à"
            ),
        ),
        migrations.AddField(
            model_name="seance",
            name="carence_presents",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="présents alors"
            ),
        ),
        migrations.AddField(
            model_name="seance",
            name="report_motif",
            field=models.TextField(blank=True, db_default="", verbose_name="motif du report"),
        ),
        migrations.AddField(
            model_name="siegeant",
            name="courriel",
            field=models.EmailField(
                blank=True, db_default="", max_length=254, verbose_name="adresse électronique"
            ),
        ),
        migrations.AlterField(
            model_name="remise",
            name="elu",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="remises",
                to="instances.elu",
            ),
        ),
        migrations.AddConstraint(
            model_name="remise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("elu__isnull", False), ("personne", "")),
                    models.Q(("elu__isnull", True), models.Q(("personne", ""), _negated=True)),
                    _connector="OR",
                ),
                name="remise_elu_ou_personne",
            ),
        ),
        migrations.AddField(
            model_name="avis",
            name="instance",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="avis",
                to="instances.instance",
            ),
        ),
        migrations.AddField(
            model_name="avis",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="avis_rendus",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddField(
            model_name="avis",
            name="point",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="avis",
                to="instances.point",
            ),
        ),
        migrations.AddField(
            model_name="avis",
            name="point_source",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="avis_issus",
                to="instances.point",
            ),
        ),
        migrations.AddField(
            model_name="copie",
            name="convocation",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="instances.convocation",
            ),
        ),
        migrations.AddField(
            model_name="copie",
            name="elu",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="instances.elu",
            ),
        ),
        migrations.AddField(
            model_name="copie",
            name="envoi",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="governance.envoi",
            ),
        ),
        migrations.AddField(
            model_name="copie",
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
            model_name="demandereunion",
            name="instance",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="demandes",
                to="instances.instance",
            ),
        ),
        migrations.AddField(
            model_name="demandereunion",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="demandes_reunion",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddField(
            model_name="seance",
            name="demande",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seances",
                to="instances.demandereunion",
            ),
        ),
        migrations.AddField(
            model_name="derogation",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="derogation",
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
            model_name="derogation",
            name="seance",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="derogations",
                to="instances.seance",
            ),
        ),
        migrations.AddField(
            model_name="invite",
            name="elu",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="instances.elu",
            ),
        ),
        migrations.AddField(
            model_name="invite",
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
            model_name="invite",
            name="point",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invites",
                to="instances.point",
            ),
        ),
        migrations.AddField(
            model_name="invite",
            name="seance",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invites",
                to="instances.seance",
            ),
        ),
        migrations.AddField(
            model_name="lien",
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
            model_name="lien",
            name="remise",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="liens",
                to="instances.remise",
            ),
        ),
        migrations.AddField(
            model_name="pointage",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pointage",
            name="corrige",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="instances.pointage",
            ),
        ),
        migrations.AddField(
            model_name="pointage",
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
            model_name="pointage",
            name="point",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pointages",
                to="instances.point",
            ),
        ),
        migrations.AddField(
            model_name="pointage",
            name="seance",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pointages",
                to="instances.seance",
            ),
        ),
        migrations.AddField(
            model_name="pointage",
            name="siegeant",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pointages",
                to="instances.siegeant",
            ),
        ),
        migrations.AddField(
            model_name="pointage",
            name="suppleant",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="instances.elu",
            ),
        ),
        migrations.AddField(
            model_name="rappel",
            name="acces",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rappels",
                to="governance.acces",
            ),
        ),
        migrations.AddField(
            model_name="rappel",
            name="elu",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rappels",
                to="instances.elu",
            ),
        ),
        migrations.AddField(
            model_name="rappel",
            name="envoi",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rappels",
                to="governance.envoi",
            ),
        ),
        migrations.AddField(
            model_name="rappel",
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
            model_name="rappel",
            name="seance",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rappels",
                to="instances.seance",
            ),
        ),
        migrations.AddField(
            model_name="reglagerappels",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reglages_rappels",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddField(
            model_name="reponse",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reponse",
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
            model_name="reponse",
            name="mandataire",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reponses_pour",
                to="instances.siegeant",
            ),
        ),
        migrations.AddField(
            model_name="reponse",
            name="remise",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reponses",
                to="instances.remise",
            ),
        ),
        migrations.AddField(
            model_name="reponse",
            name="seance",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reponses",
                to="instances.seance",
            ),
        ),
        migrations.AddField(
            model_name="reponse",
            name="siegeant",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reponses",
                to="instances.siegeant",
            ),
        ),
        migrations.AddField(
            model_name="reunionmunicipale",
            name="commune",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reunions",
                to="instances.commune",
            ),
        ),
        migrations.AddField(
            model_name="reunionmunicipale",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reunions_municipales",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddField(
            model_name="signatairedemande",
            name="demande",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="signataires",
                to="instances.demandereunion",
            ),
        ),
        migrations.AddField(
            model_name="signatairedemande",
            name="elu",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="demandes_signees",
                to="instances.elu",
            ),
        ),
        migrations.AddField(
            model_name="signatairedemande",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signataires_demandes",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddConstraint(
            model_name="avis",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "point", "instance", "rendu_on"),
                name="avis_unique",
                violation_error_message="Un avis de cette instance est déjà noté à cette date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="copie",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "convocation", "elu"), name="copie_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="derogation",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "seance", "regle", "manquement"),
                name="derogation_unique",
                violation_error_message="Une dérogation couvre déjà ce manquement.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invite",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("elu__isnull", False),
                    models.Q(("personne", ""), _negated=True),
                    _connector="OR",
                ),
                name="invite_quelqu_un",
                violation_error_message="Nommez la personne invitée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lien",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "empreinte"), name="lien_empreinte_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="pointage",
            index=models.Index(
                fields=["intercommunalite", "seance", "-id"], name="pointage_recent"
            ),
        ),
        migrations.AddIndex(
            model_name="rappel",
            index=models.Index(
                condition=models.Q(("traite_at", None)), fields=["due_at", "id"], name="rappel_du"
            ),
        ),
        migrations.AddConstraint(
            model_name="rappel",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "cle"), name="rappel_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="rappel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acces__isnull", False), ("elu", None)),
                    models.Q(("acces", None), ("elu__isnull", False)),
                    _connector="OR",
                ),
                name="rappel_une_personne",
            ),
        ),
        migrations.AddConstraint(
            model_name="reglagerappels",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite",), name="reglage_rappels_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="reponse",
            index=models.Index(
                fields=["intercommunalite", "seance", "siegeant", "-id"], name="reponse_derniere"
            ),
        ),
        migrations.AddConstraint(
            model_name="reponse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("choix", "pouvoir"), ("mandataire__isnull", False)),
                    models.Q(models.Q(("choix", "pouvoir"), _negated=True), ("mandataire", None)),
                    _connector="OR",
                ),
                name="reponse_mandataire",
                violation_error_message="Nommez la personne à qui le pouvoir est donné.",
            ),
        ),
        migrations.AddIndex(
            model_name="reunionmunicipale",
            index=models.Index(
                fields=["intercommunalite", "starts_at"], name="reunion_municipale_date"
            ),
        ),
        migrations.AddConstraint(
            model_name="reunionmunicipale",
            constraint=models.UniqueConstraint(
                condition=models.Q(("uid", ""), _negated=True),
                fields=("intercommunalite", "commune", "uid", "starts_at"),
                name="reunion_municipale_unique",
                violation_error_message="Cette réunion est déjà au calendrier de la commune.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatairedemande",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "demande", "elu"),
                name="signataire_unique",
                violation_error_message="Ce membre a déjà signé la demande.",
            ),
        ),
        Etancheite(
            "Avis",
            "Copie",
            "DemandeReunion",
            "Derogation",
            "Invite",
            "Lien",
            "Pointage",
            "Rappel",
            "ReglageRappels",
            "Reponse",
            "ReunionMunicipale",
            "SignataireDemande",
            ajout_seul=("Derogation", "Pointage", "Reponse"),
        ),
        Liens("Seance.demande", "Point.commune_concernee", "Point.convocation", "Point.reprise_de"),
        migrations.RunSQL(RAPPELS, migrations.RunSQL.noop),
    ]
