"""What the clock asks of séances: the state of deliveries sealed at set hours, and reminders."""

from governance.echeances import Echeance, d_un_bloc, inscrire, toutes
from governance.preuve import file
from instances.actions import diffuser
from instances.actions.rappels import rappeler
from instances.queries import copies, preuve

file.inscrire(preuve.REMISES, preuve.faits_des_remises)
inscrire(Echeance(nom="rappels", dus=toutes, faire=d_un_bloc(rappeler)))
inscrire(Echeance(nom="diffusions", dus=copies.diffusions_en_attente, faire=diffuser.etendre))
