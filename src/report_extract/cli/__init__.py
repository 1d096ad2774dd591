"""The command line: one file a command; nothing heavy is imported before a command needs it."""

import typer

from report_extract.cli.evaluate import evaluate
from report_extract.cli.run import run
from report_extract.cli.schema import schema

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


def main() -> None:
    """Entry point of the ``report-extract`` command."""
    app()
