"""What the clock asks of séances: the state of the deliveries, sealed at set hours."""

from governance.preuve import file
from instances.queries import preuve

file.inscrire(preuve.REMISES, preuve.faits_des_remises)
