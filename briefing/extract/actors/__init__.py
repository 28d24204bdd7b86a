"""People, organisations, states, outlets and places of a document: who is named, where, with which office; merged across reports."""

from briefing.extract.actors.gazetteer import place
from briefing.extract.actors.located import places_of
from briefing.extract.actors.mentions import find_mentions
from briefing.extract.actors.merging import merge_actors
from briefing.extract.actors.movements import find_movements
from briefing.extract.actors.offices import find_offices

__all__ = ["find_mentions", "find_movements", "find_offices", "merge_actors", "place", "places_of"]
