"""The territory's voice: what the communes are asked, and what they answer."""

from sectors.models.consultations import AvisCommune, Consultation

__all__ = ["AvisCommune", "Consultation"]
