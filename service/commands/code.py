"""The command that codes a table in one go."""

from pathlib import Path

import click

from corpus import sandbox
from corpus.errors import MissingColumn
from corpus.exchange.coded_table import SUFFIXES, write_coded_table
from corpus.readers.limits import AT_THE_MACHINE
from corpus.readers.records import Table
from nlp.encode import CHOICES, ENCODERS, encoder, make_ready
from service.commands.terminal import Answer, as_json, command, progress_bars, read_file
from service.errors import InvalidChoice
from service.settings import cache_folder, read_settings
from service.workflow.code_table import code_table
from service.workflow.table_marks import Request


@click.command()
@click.argument("source", metavar="INPUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--text", metavar="COLUMN", required=True, help="The column to code.")
@click.option("--id", "row_id", metavar="COLUMN", help="The column that names a row (default: its number).")
@click.option("--codebook", "codebook_file", type=click.Path(dir_okay=False, path_type=Path), help="YAML, CSV or XLSX.")
@click.option(
    "--learn-from",
    metavar="COLUMN",
    multiple=True,
    help="A column of human codes, separated by “;”. Rows that have them teach, rows that are blank are predicted. "
    "Repeat it for columns that hold a 1 where a code was given.",
)
@click.option("--themes", type=click.IntRange(0), help="How many themes to discover (default: as the texts call for).")
@click.option("--encoder", "encoder_name", metavar="NAME", default=ENCODERS[0], show_default=True, help=f"{CHOICES}.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="OUT.db or OUT.csv.")
@as_json
@command
def code(source: Path, codebook_file: Path | None, encoder_name: str, out: Path, **given: object) -> Answer:
    """Code the table INPUT (.csv or .xlsx) in one go, with no server and no account.

    Every row of INPUT is in OUT at least once: once for each of its themes, or once without a theme. Nothing is
    masked: OUT holds the texts as INPUT has them.
    """
    if out.suffix.lower() not in SUFFIXES:
        raise InvalidChoice(f"“{out.name}” is not a kind of output. Name a file that ends in .csv or .db.")
    if out.resolve() in {file.resolve() for file in (source, codebook_file) if file}:
        raise InvalidChoice(f"“{out}” is what is to be read. Give the output another name.")
    if not out.resolve().parent.is_dir():
        raise InvalidChoice(f"There is no folder “{out.parent}” to write “{out.name}” to. Make it first.")
    table = sandbox.read(source.name, read_file(source), AT_THE_MACHINE)
    if not isinstance(table, Table):
        raise InvalidChoice(f"“{source.name}” is not a table. Give a .csv or .xlsx file.")
    codebook = sandbox.read_codebook(codebook_file.name, read_file(codebook_file)) if codebook_file else []
    request = Request(
        text=given["text"],  # type: ignore[arg-type]
        id=given["row_id"],  # type: ignore[arg-type]
        learn_from=given["learn_from"],  # type: ignore[arg-type]
        codebook=tuple(codebook),
        themes=given["themes"],  # type: ignore[arg-type]
        seed=given["seed"],  # type: ignore[arg-type]
    )
    with progress_bars() as steps:
        model = encoder(encoder_name, cache=cache_folder(), threads=read_settings().threads)
        make_ready(model, steps)
        try:
            coded = code_table(table, request, model, steps)
        except MissingColumn as error:
            raise MissingColumn(f"“{source.name}”: {error}") from error
        write_coded_table(out, coded.coded)
    return {
        "rows": coded.rows,
        "with a theme": coded.with_theme,
        "fit no theme": coded.without_theme,
        "blank": coded.blank,
        "non-answers": coded.non_answers,
        "said before": coded.duplicates,
        "coded by hand": coded.taught,
        "themes": len({row.theme_id for row in coded.coded if row.theme_id}),
        "discovered": coded.discovered,
        "out": str(out),
    } | ({"too rare to learn": list(coded.too_rare)} if coded.too_rare else {})
