"""Drafts before they are points: circuits of visas, delegations, ready-made texts."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Etancheite, Liens


class Migration(migrations.Migration):
    dependencies = [
        ("deliberations", "0004_listes"),
        ("governance", "0004_convoquer_de_bout_en_bout"),
        ("instances", "0004_convoquer_de_bout_en_bout"),
    ]

    operations = [
        migrations.CreateModel(
            name="DelegationVisa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="du")),
                ("ends_on", models.DateField(verbose_name="au")),
            ],
            options={
                "verbose_name": "délégation de visa",
            },
        ),
        migrations.CreateModel(
            name="EtapeVisa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="niveau")),
                ("libelle", models.CharField(max_length=120, verbose_name="visa de")),
                (
                    "delai_jours",
                    models.PositiveSmallIntegerField(default=3, verbose_name="délai, en jours"),
                ),
            ],
            options={
                "ordering": ["ordre"],
            },
        ),
        migrations.CreateModel(
            name="ModeleTexte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "champ",
                    models.CharField(
                        choices=[
                            ("note_de_synthese", "Note explicative de synthèse"),
                            ("visas", "Visas"),
                            ("considerants", "Considérants"),
                            ("expose", "Exposé"),
                            ("dispositif", "Dispositif"),
                        ],
                        max_length=20,
                        verbose_name="pour",
                    ),
                ),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                ("corps", models.TextField(verbose_name="texte")),
            ],
            options={
                "verbose_name": "modèle de texte",
                "verbose_name_plural": "modèles de texte",
                "ordering": ["champ", "nom"],
            },
        ),
        migrations.CreateModel(
            name="Visa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tour", models.PositiveSmallIntegerField()),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="niveau")),
                ("libelle", models.CharField(max_length=120, verbose_name="visa de")),
                ("delai_jours", models.PositiveSmallIntegerField(verbose_name="délai, en jours")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="attendu le")),
                (
                    "etat",
                    models.CharField(
                        choices=[
                            ("a_venir", "À venir"),
                            ("attendu", "Attendu"),
                            ("donne", "Visé"),
                            ("retourne", "Retourné"),
                            ("sans_objet", "Sans objet"),
                        ],
                        default="a_venir",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("vise_at", models.DateTimeField(blank=True, null=True, verbose_name="visé le")),
                ("commentaire", models.TextField(blank=True, verbose_name="commentaire")),
            ],
            options={
                "ordering": ["tour", "ordre"],
            },
        ),
        migrations.AddField(
            model_name="projet",
            name="auteur",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projets",
                to="governance.acces",
            ),
        ),
        migrations.AddField(
            model_name="projet",
            name="commission",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projets_a_voir",
                to="instances.instance",
            ),
        ),
        migrations.AddField(
            model_name="projet",
            name="considerants",
            field=models.TextField(blank=True, db_default="", verbose_name="considérants"),
        ),
        migrations.AddField(
            model_name="projet",
            name="cree_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="créé le"),
        ),
        migrations.AddField(
            model_name="projet",
            name="etat",
            field=models.CharField(
                choices=[
                    ("redaction", "En rédaction"),
                    ("en_visa", "En cours de visa"),
                    ("retourne", "Retourné"),
                    ("vise", "Visé"),
                    ("abandonne", "Abandonné"),
                ],
                db_default="redaction",
                default="redaction",
                max_length=10,
                verbose_name="état",
            ),
        ),
        migrations.AddField(
            model_name="projet",
            name="instance",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projets_prepares",
                to="instances.instance",
            ),
        ),
        migrations.AddField(
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
                ],
                db_default="",
                max_length=16,
                verbose_name="matière",
            ),
        ),
        migrations.AddField(
            model_name="projet",
            name="note_de_synthese",
            field=models.TextField(
                blank=True, db_default="", verbose_name="note explicative de synthèse"
            ),
        ),
        migrations.AddField(
            model_name="projet",
            name="numero",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="numéro"),
        ),
        migrations.AddField(
            model_name="projet",
            name="rapporteur",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projets",
                to="instances.elu",
            ),
        ),
        migrations.AddField(
            model_name="projet",
            name="seance_visee",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projets_prevus",
                to="instances.seance",
            ),
        ),
        migrations.AddField(
            model_name="projet",
            name="tour",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="projet",
            name="visas",
            field=models.TextField(blank=True, db_default="", verbose_name="visas (vu…)"),
        ),
        migrations.AlterField(
            model_name="projet",
            name="point",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="projets",
                to="instances.point",
            ),
        ),
        migrations.CreateModel(
            name="Circuit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "par_defaut",
                    models.BooleanField(default=False, verbose_name="proposé par défaut"),
                ),
                ("ferme_at", models.DateTimeField(blank=True, null=True, verbose_name="retiré le")),
                (
                    "instance",
                    governance.db.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circuits",
                        to="instances.instance",
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
                "verbose_name": "circuit de visas",
            },
        ),
        migrations.AddField(
            model_name="projet",
            name="circuit",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projets",
                to="deliberations.circuit",
            ),
        ),
        migrations.AddIndex(
            model_name="projet",
            index=models.Index(fields=["intercommunalite", "etat", "-id"], name="projet_par_etat"),
        ),
        migrations.AddConstraint(
            model_name="projet",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "numero"), name="projet_numero_unique"
            ),
        ),
        migrations.AddField(
            model_name="delegationvisa",
            name="delegue",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations_recues",
                to="governance.acces",
            ),
        ),
        migrations.AddField(
            model_name="delegationvisa",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations_visa",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddField(
            model_name="delegationvisa",
            name="titulaire",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations_donnees",
                to="governance.acces",
            ),
        ),
        migrations.AddField(
            model_name="etapevisa",
            name="circuit",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="etapes",
                to="deliberations.circuit",
            ),
        ),
        migrations.AddField(
            model_name="etapevisa",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="etapes_visa",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddField(
            model_name="etapevisa",
            name="viseur",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="etapes_visa",
                to="governance.acces",
            ),
        ),
        migrations.AddField(
            model_name="modeletexte",
            name="intercommunalite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="modeles_texte",
                to="governance.intercommunalite",
                verbose_name="intercommunalité",
            ),
        ),
        migrations.AddField(
            model_name="visa",
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
            model_name="visa",
            name="projet",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="visas_demandes",
                to="deliberations.projet",
            ),
        ),
        migrations.AddField(
            model_name="visa",
            name="vise_par",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visas_donnes",
                to="governance.acces",
            ),
        ),
        migrations.AddField(
            model_name="visa",
            name="viseur",
            field=governance.db.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visas_attendus",
                to="governance.acces",
            ),
        ),
        migrations.AddConstraint(
            model_name="circuit",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "nom"),
                name="circuit_nom_unique",
                violation_error_message="Un circuit porte déjà ce nom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="circuit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("par_defaut", True)),
                fields=("intercommunalite",),
                name="circuit_un_par_defaut",
                violation_error_message="Un autre circuit est déjà proposé par défaut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegationvisa",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="delegation_visa_periode",
                violation_error_message="La date de fin précède la date de début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegationvisa",
            constraint=models.CheckConstraint(
                condition=models.Q(("titulaire", models.F("delegue")), _negated=True),
                name="delegation_visa_a_un_autre",
                violation_error_message="Choisissez une autre personne que vous-même.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etapevisa",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "circuit", "ordre"),
                name="etape_visa_unique",
                violation_error_message="Ce niveau existe déjà dans le circuit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="modeletexte",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "champ", "nom"),
                name="modele_texte_unique",
                violation_error_message="Un modèle porte déjà ce nom.",
            ),
        ),
        migrations.AddIndex(
            model_name="visa",
            index=models.Index(
                condition=models.Q(("etat", "attendu")),
                fields=["intercommunalite", "viseur", "due_on"],
                name="visa_attendu",
            ),
        ),
        migrations.AddConstraint(
            model_name="visa",
            constraint=models.UniqueConstraint(
                fields=("intercommunalite", "projet", "tour", "ordre"), name="visa_unique"
            ),
        ),
        Etancheite("Circuit", "EtapeVisa", "DelegationVisa", "Visa", "ModeleTexte"),
        Liens(
            "Projet.instance",
            "Projet.seance_visee",
            "Projet.commission",
            "Projet.rapporteur",
            "Projet.auteur",
            "Projet.circuit",
        ),
    ]
