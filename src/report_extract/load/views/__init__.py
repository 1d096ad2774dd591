"""The views that answer what analysts ask: one portable SELECT a file, its first comment says what it gives."""

from importlib.resources import files

import sqlalchemy as sa

VIEWS = (
    "mention_entities",
    "claim_entities",
    "relation_entities",
    "events",
    "events_by_month",
    "forecasts",
    "forecasts_by_institute",
    "recommendations",
    "recommendations_by_addressee",
    "country_statements",
    "country_statements_by_month",
    "contradictions",
    "opposed_claims",
)
"""In the order in which one may use the other."""


def read_view(name: str) -> tuple[str, str]:
    """Give the comment and the SELECT of a view."""
    text = files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
    lines = text.splitlines()
    comment = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    return " ".join(comment), "\n".join(line for line in lines if not line.startswith("--"))


def create_views(connection: sa.Connection) -> None:
    """Make all views, with their comments where the database keeps them."""
    for name in VIEWS:
        comment, select = read_view(name)
        connection.exec_driver_sql(f"CREATE VIEW {name} AS\n{select}")
        if connection.dialect.supports_comments:
            quoted = comment.replace("'", "''")
            connection.exec_driver_sql(f"COMMENT ON VIEW {name} IS '{quoted}'")


def drop_views(connection: sa.Connection) -> None:
    """Drop the views that are there."""
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
