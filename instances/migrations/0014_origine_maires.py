"""A meeting that mayors ask for, and the avis of their conférence sent round."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instances", "0013_motif_de_l_issue"),
    ]

    operations = [
        migrations.AlterField(
            model_name="demandereunion",
            name="origine",
            field=models.CharField(
                choices=[
                    ("membres", "Membres de l’instance"),
                    ("prefet", "Préfet"),
                    ("maires", "Maires"),
                ],
                max_length=8,
                verbose_name="demandée par",
            ),
        ),
        migrations.AlterField(
            model_name="diffusion",
            name="nature",
            field=models.CharField(
                choices=[
                    ("convocation", "Convocation et notes de synthèse"),
                    ("liste", "Liste des délibérations"),
                    ("proces_verbal", "Procès-verbal"),
                    ("avis", "Avis de la conférence des maires"),
                ],
                max_length=14,
                verbose_name="nature",
            ),
        ),
    ]
