"""The command line: one file a command; nothing heavy is imported before a command needs it."""

import typer

from report_extract.cli.convert import convert
from report_extract.cli.evaluate import evaluate
from report_extract.cli.review import app as review
from report_extract.cli.run import run
from report_extract.cli.schema import schema
from report_extract.cli.train_ner import train_ner
from report_extract.cli.view import view

app = typer.Typer(
    name="report-extract",
    help="Turns Japanese think-tank reports into entities, relations and claims, each at its place in the text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(run)
app.command()(schema)
app.command()(evaluate)
app.command()(convert)
app.command()(view)
app.command()(train_ner)
app.add_typer(review, name="review")


def main() -> None:
    """Entry point of the ``report-extract`` command."""
    app()
