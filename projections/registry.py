"""The read models, in the order in which a page meets them. Begin reading here.

Each file is a read model: its tables, the fold that fills them, and what may be asked of it.
"""

from projections import agenda, directory, evidence, origins, records, search_words, timeline

READ_MODELS = (
    directory.READ_MODEL,
    records.READ_MODEL,
    evidence.READ_MODEL,
    origins.READ_MODEL,
    search_words.READ_MODEL,
    timeline.READ_MODEL,
    agenda.READ_MODEL,
)

VERSION = 4
"""Goes up when a fold changes what it writes, or an index what it has, without a table changing: then the next start rebuilds."""
