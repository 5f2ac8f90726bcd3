"""Say of an election whom it elects, and to how many posts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("instances", "0002_etancheite")]

    operations = [
        migrations.AddField(
            model_name="point",
            name="scrutin_de_personnes",
            field=models.CharField(
                blank=True,
                choices=[
                    ("executif", "Président, vice-président ou autre membre du bureau"),
                    ("nomination", "Autre nomination ou désignation"),
                    ("liste", "Listes, à la proportionnelle (commission d’appel d’offres)"),
                ],
                default="",
                max_length=12,
                verbose_name="personnes à élire",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="point",
            name="postes",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="postes à pourvoir"),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(("postes__gte", 1)),
                name="point_un_poste",
                violation_error_message="Un scrutin pourvoit au moins un poste.",
            ),
        ),
    ]
