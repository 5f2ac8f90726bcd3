"""Close the common ground: row security, composite keys, and what may never be rewritten."""

from django.db import migrations

from governance.db import ORDONNANCEUR, SLUG, TENANT, USER, Etancheite

# The list of intercommunalités has no tenant key: its own id is the tenant. A row shows to the
# request that names its slug, to the accounts it admits, and to the scheduler.
INTERCOMMUNALITE = f"""
ALTER TABLE governance_intercommunalite ENABLE ROW LEVEL SECURITY;
ALTER TABLE governance_intercommunalite FORCE ROW LEVEL SECURITY;
CREATE POLICY etancheite ON governance_intercommunalite
  USING (id = {TENANT}) WITH CHECK (id = {TENANT});
CREATE POLICY nommee ON governance_intercommunalite FOR SELECT USING (slug = {SLUG});
CREATE POLICY mes_intercommunalites ON governance_intercommunalite FOR SELECT USING (
  EXISTS (SELECT 1 FROM governance_acces a
          WHERE a.intercommunalite_id = governance_intercommunalite.id AND a.user_id = {USER}));
CREATE POLICY ordonnanceur ON governance_intercommunalite
  USING ({ORDONNANCEUR}) WITH CHECK ({ORDONNANCEUR});
ALTER TABLE governance_intercommunalite ADD CONSTRAINT governance_intercommunalite_logo_lien
  FOREIGN KEY (id, logo_id) REFERENCES governance_fichier (intercommunalite_id, id)
  DEFERRABLE INITIALLY DEFERRED;
"""

# An account lists its own accesses; the scheduler learns which intercommunalité has mail due.
POLITIQUES = f"""
CREATE POLICY mes_acces ON governance_acces FOR SELECT USING (user_id = {USER});
CREATE INDEX governance_acces_par_compte ON governance_acces (user_id);
CREATE POLICY ordonnanceur ON governance_envoi FOR SELECT USING ({ORDONNANCEUR});
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]

    operations = [
        Etancheite(
            "Acces",
            "Jeton",
            "AuditEntry",
            "Fichier",
            "Compteur",
            "Envoi",
            "EnvoiEvenement",
            ajout_seul=("AuditEntry", "EnvoiEvenement", "Fichier"),
        ),
        migrations.RunSQL(INTERCOMMUNALITE, migrations.RunSQL.noop),
        migrations.RunSQL(POLITIQUES, migrations.RunSQL.noop),
    ]
