"""A fingerprint of everything that a generation's rows depend on: tables, and the version of the folds."""

import hashlib

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from projections.engine import parking
from projections.progress import progress
from projections.registry import READ_MODELS, VERSION
from projections.states import state

TABLES = (progress, state, parking.parked, *(table for model in READ_MODELS for table in model.tables))


def _fingerprint() -> str:
    dialect = sqlite.dialect()
    statements = [str(CreateTable(table).compile(dialect=dialect)) for table in TABLES]
    return hashlib.sha256("\n".join([str(VERSION), *statements]).encode()).hexdigest()


LAYOUT = _fingerprint()
