"""The command line: one file a command; nothing heavy is imported before a command needs it."""

import os

import typer

from report_extract.cli.claims import claims
from report_extract.cli.convert import convert
from report_extract.cli.evaluate import evaluate
from report_extract.cli.explain import explain, why_not
from report_extract.cli.load import load
from report_extract.cli.review import app as review
from report_extract.cli.run import run
from report_extract.cli.schema import schema
from report_extract.cli.train_ner import train_ner
from report_extract.cli.train_relations import train_relations
from report_extract.cli.view import view

app = typer.Typer(
    name="report-extract",
    help="Turns Japanese think-tank reports into entities, relations and claims, each at its place in the text.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # rich takes longer to load than all the rest of a help text
    context_settings={"max_content_width": 120},
    pretty_exceptions_enable=False,
)
app.command(short_help="Extract entities, relations and claims of reports.")(run)
app.command(short_help="Print the JSON Schema of a line of reports.jsonl.")(schema)
app.command(short_help="List claims; keep and score forecasts.")(claims)
app.command(short_help="Score a run against gold.")(evaluate)
app.command(short_help="Convert reports to and from other formats.")(convert)
app.command(short_help="Load reports into a database, tables or a graph.")(load)
app.command(short_help="Make pages to read reports as data.")(view)
app.command(short_help="Show why a record is there.")(explain)
app.command("why-not", short_help="Show what the rules lacked where a relation is missing.")(why_not)
app.command(short_help="Train the name recogniser.")(train_ner)
app.command(short_help="Learn the weights of relations.")(train_relations)
app.add_typer(review, name="review")


def main() -> None:
    """Entry point of the ``report-extract`` command."""
    # One thread: several wait for each other whenever the cores have other work. Read when numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app()
