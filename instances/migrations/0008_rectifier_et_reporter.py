"""What a version announced; the séance that a new date replaces; pouvoirs good for both."""

import django.db.models.deletion
import governance.db
from django.db import migrations, models

from governance.db import Liens


class Migration(migrations.Migration):
    dependencies = [("instances", "0007_copies_et_retours")]

    operations = [
        migrations.AddField(
            model_name="convocation",
            name="annonce",
            field=models.JSONField(db_default={}, default=dict, verbose_name="ce qui est annoncé"),
        ),
        migrations.AddField(
            model_name="pouvoir",
            name="vaut_report",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="vaut pour la réunion de report"
            ),
        ),
        migrations.AddField(
            model_name="seance",
            name="report_de",
            field=governance.db.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="instances.seance",
            ),
        ),
        Liens("Seance.report_de"),
    ]
