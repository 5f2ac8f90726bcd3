"""Who speaks for a sector, and the alerts that the Bureau must hear."""

import django.db.models.deletion
import governance.db
from django.conf import settings
from django.db import migrations, models

from governance.db import ORDONNANCEUR, Etancheite

# The scheduler learns which intercommunalité has an alert that nobody has inscribed yet.
ALERTES = f"CREATE POLICY ordonnanceur ON sectors_alerte FOR SELECT USING ({ORDONNANCEUR})"


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0004_convoquer_de_bout_en_bout"),
        ("instances", "0005_debattre"),
        ("sectors", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alerte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.PositiveIntegerField(verbose_name="numéro")),
                ("objet", models.CharField(max_length=250, verbose_name="objet")),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[("situation", "Une situation"), ("decision", "Une décision")],
                        max_length=10,
                        verbose_name="ce qui est en cause",
                    ),
                ),
                (
                    "grief",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inequitable", "Particulièrement inéquitable"),
                            ("atteinte", "Susceptible de porter une atteinte grave"),
                        ],
                        max_length=12,
                        verbose_name="motif",
                    ),
                ),
                (
                    "expose",
                    models.TextField(blank=True, max_length=3000, verbose_name="exposé des faits"),
                ),
                (
                    "attente",
                    models.CharField(blank=True, max_length=300, verbose_name="ce qui est demandé"),
                ),
                (
                    "audition",
                    models.BooleanField(default=True, verbose_name="demande à être entendu"),
                ),
                (
                    "etat",
                    models.CharField(
                        choices=[
                            ("brouillon", "Brouillon"),
                            ("saisie", "Déposée"),
                            ("incomplete", "À compléter"),
                            ("recevable", "Recevable"),
                            ("inscrite", "Inscrite à l’ordre du jour"),
                            ("debattue", "Débattue"),
                            ("suite_donnee", "Suites en cours"),
                            ("close", "Close"),
                            ("retiree", "Retirée par son auteur"),
                        ],
                        default="brouillon",
                        max_length=14,
                        verbose_name="état",
                    ),
                ),
                ("enregistree_at", models.DateTimeField(verbose_name="enregistrée le")),
                (
                    "deposee_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="déposée le"),
                ),
                (
                    "recevable_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="recevable le"),
                ),
                ("manque", models.TextField(blank=True, verbose_name="ce qui manque")),
                (
                    "debattue_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="débattue le"),
                ),
                ("debat", models.TextField(blank=True, verbose_name="teneur du débat")),
                ("close_at", models.DateTimeField(blank=True, null=True, verbose_name="close le")),
                ("restitution", models.TextField(blank=True, verbose_name="réponse rendue")),
                (
                    "retiree_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="retirée le"),
                ),
                (
                    "auteur",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alertes",
                        to="instances.elu",
                    ),
                ),
                (
                    "comite",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alertes",
                        to="instances.instance",
                    ),
                ),
                (
                    "commune",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alertes",
                        to="instances.commune",
                    ),
                ),
                (
                    "courrier",
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
                        related_name="%(class)ss",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "perimetre",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alertes",
                        to="instances.perimetre",
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
                        related_name="alertes",
                        to="instances.point",
                    ),
                ),
                (
                    "point_du_comite",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alertes_issues",
                        to="instances.point",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DestinataireAlerte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "qualite",
                    models.CharField(
                        choices=[("president", "Président"), ("elu_de_secteur", "Élu de secteur")],
                        max_length=16,
                        verbose_name="qualité",
                    ),
                ),
                (
                    "alerte",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="destinataires",
                        to="sectors.alerte",
                    ),
                ),
                (
                    "elu",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alertes_recues",
                        to="instances.elu",
                    ),
                ),
                (
                    "envoi",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alertes",
                        to="governance.envoi",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destinataires_alertes",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="EluDeSecteur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "qualite",
                    models.CharField(
                        choices=[("titulaire", "Titulaire"), ("suppleant", "Suppléant")],
                        max_length=10,
                        verbose_name="qualité",
                    ),
                ),
                (
                    "predesigne_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="pré-désigné par le secteur le"
                    ),
                ),
                (
                    "elu_on",
                    models.DateField(blank=True, null=True, verbose_name="élu par l’assemblée le"),
                ),
                (
                    "starts_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="désigné par le président le"
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                ("acte", models.CharField(blank=True, max_length=200, verbose_name="acte")),
                (
                    "elu",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secteurs_representes",
                        to="instances.elu",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elus_de_secteur",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "perimetre",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elus_de_secteur",
                        to="instances.perimetre",
                    ),
                ),
            ],
            options={
                "verbose_name": "élu de secteur",
                "verbose_name_plural": "élus de secteur",
                "ordering": ["perimetre_id", "qualite", "id"],
            },
        ),
        migrations.CreateModel(
            name="EvenementAlerte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="quand")),
                (
                    "etat",
                    models.CharField(
                        choices=[
                            ("brouillon", "Brouillon"),
                            ("saisie", "Déposée"),
                            ("incomplete", "À compléter"),
                            ("recevable", "Recevable"),
                            ("inscrite", "Inscrite à l’ordre du jour"),
                            ("debattue", "Débattue"),
                            ("suite_donnee", "Suites en cours"),
                            ("close", "Close"),
                            ("retiree", "Retirée par son auteur"),
                        ],
                        max_length=14,
                        verbose_name="état",
                    ),
                ),
                ("phrase", models.TextField(verbose_name="ce qui s’est passé")),
                (
                    "alerte",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evenements",
                        to="sectors.alerte",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
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
                        related_name="evenements_alertes",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PieceAlerte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=200, verbose_name="nom du fichier")),
                (
                    "alerte",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="sectors.alerte",
                    ),
                ),
                (
                    "fichier",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces_alertes",
                        to="governance.fichier",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces_alertes",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SignataireAlerte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="signée le")),
                (
                    "alerte",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signataires",
                        to="sectors.alerte",
                    ),
                ),
                (
                    "elu",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alertes_signees",
                        to="instances.elu",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signataires_alertes",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SuiteAlerte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quoi", models.TextField(verbose_name="suite")),
                (
                    "responsable_libelle",
                    models.CharField(max_length=160, verbose_name="responsable"),
                ),
                ("avant_on", models.DateField(verbose_name="pour le")),
                ("faite_on", models.DateField(blank=True, null=True, verbose_name="faite le")),
                ("bilan", models.TextField(blank=True, verbose_name="ce qui a été fait")),
                (
                    "alerte",
                    governance.db.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suites",
                        to="sectors.alerte",
                    ),
                ),
                (
                    "intercommunalite",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suites_alertes",
                        to="governance.intercommunalite",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "responsable",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suites_alertes",
                        to="governance.acces",
                    ),
                ),
            ],
            options={
                "ordering": ["avant_on", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="alerte",
            index=models.Index(fields=["intercommunalite", "etat", "-id"], name="alerte_par_etat"),
        ),
        migrations.AddConstraint(
            model_name="alerte",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "numero"), name="alerte_numero_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="alerte",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deposee_at", None), ("etat", "brouillon")),
                    ("etat", "retiree"),
                    models.Q(
                        models.Q(("etat", "brouillon"), _negated=True),
                        ("deposee_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="alerte_deposee",
            ),
        ),
        migrations.AddConstraint(
            model_name="destinatairealerte",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "alerte", "elu"), name="destinataire_alerte_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="eludesecteur",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("intercommunalite", "perimetre", "qualite"),
                name="elu_de_secteur_un_par_qualite",
                violation_error_message="Ce secteur a déjà un élu en cette qualité : mettez d’abord fin à sa désignation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="eludesecteur",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None),
                    ("starts_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="elu_de_secteur_periode",
                violation_error_message="La date de fin précède la date de début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatairealerte",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "alerte", "elu"),
                name="signataire_alerte_unique",
                violation_error_message="Ce maire a déjà signé.",
            ),
        ),
        Etancheite(
            "EluDeSecteur",
            "Alerte",
            "PieceAlerte",
            "DestinataireAlerte",
            "SignataireAlerte",
            "SuiteAlerte",
            "EvenementAlerte",
            ajout_seul=("EvenementAlerte",),
        ),
        migrations.RunSQL(ALERTES, migrations.RunSQL.noop),
    ]
