"""Every event that this version of the product reads and writes, with the ways up from earlier shapes."""

from tracker.domain.catalog import ALL_EVENTS, UPCASTERS
from tracker.store.mapping import EventMapping

KNOWN_EVENTS = EventMapping(ALL_EVENTS, UPCASTERS)
