"""Places of a document and movements to them; the decision place or actor is made with the actors."""
from briefing.extract.actors import find_movements, place, places_of

__all__ = ["find_movements", "place", "places_of"]
