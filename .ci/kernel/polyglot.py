"""Executes chapters in dotnet-interactive and compares what they show with what is committed; then a notebook that names packages.

    polyglot.py FEED NOTEBOOK...

FEED is a folder with the course's packages. Values may come as HTML alone there: a figure's HTML has to hold its plot.
"""
import os
import re
import sys
import time

import nbformat
from nbclient import NotebookClient

from chapters import add_stream, joined

PLOTLY = "application/vnd.plotly.v1+json"
FIGURE = '<script type="application/json">{'
# What the compiler advises is written there beside its warnings.
ADVICE = re.compile(r"\s*(\(\d+,\d+\): info CS\d+: [^\n]*\s*)+")
# Written by the front end's part of the kernel before the first cell, or by its package manager.
ITS_OWN = re.compile("dotnet-interactive-this-cell|<strong>(Installed Packages|Restore sources)|^Loading extension")


def shown(outputs):
    """The text of a cell: streams, the text of its values, and where a figure is."""
    found = []
    for output in outputs:
        if output["output_type"] == "stream":
            if output["name"] == "stderr" and ADVICE.fullmatch(joined(output["text"])):
                continue
            add_stream(found, output)
        elif output["output_type"] == "error":
            found.append(("error", output["evalue"]))
        else:
            data = output["data"]
            text, html = joined(data.get("text/plain", "")), joined(data.get("text/html", ""))
            if ITS_OWN.search(text or html):
                continue
            is_figure = PLOTLY in data or FIGURE in html
            found.append(("figure", "") if is_figure else ("value", text or re.sub("<[^>]+>", "", html).strip()))
    return found


def execute(notebook, folder):
    NotebookClient(notebook, timeout=300, kernel_name=".net-csharp", allow_errors=True, resources={"metadata": {"path": folder}}).execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def differences(path):
    committed = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    ran = execute(nbformat.read(path, as_version=4), os.path.dirname(path))
    for number, (before, after) in enumerate(zip(committed, ran), 1):
        expected, came = shown(before.outputs), shown(after.outputs)
        failed = [text for kind, text in came if kind == "error"]
        if failed or ("measured" not in before.metadata.get("tags", []) and came != expected):
            yield f"  cell {number}: {came!r} came, {expected!r} is committed"


def packages(feed):
    """One line in a notebook without a clone."""
    cells = [
        f'#i "nuget:{os.path.abspath(feed)}"\n#r "nuget: Hopfield.Plotting, 0.1.0"',
        'Figures.Bars(["a", "b"], [1.0, 2.0], "count", alt: "Two bars.")',
        'Check.That(Bipolar.Parse("101").Length == 3, "Three units.")',
        'Quiz.Ask("00.q1", "Which?").Right("This.", "Because.").Wrong("That.", "No.")',
        "Plotly.NET.CSharp.Chart.Line<int, int, string>(new[] { 1, 2 }, new[] { 3, 4 })",
    ]
    ran = execute(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells]), ".")
    wanted = [None, FIGURE, "✓ Three units.", "Quiz 00.q1.", "Plotly.newPlot("]
    for cell, words in zip(ran, wanted):
        everything = str([output.get("data", output.get("evalue")) for output in cell.outputs])
        if any(output.output_type == "error" for output in cell.outputs) or (words and words not in everything):
            yield f"  {cell.source[:60]!r}: {everything[-300:]}"


def main(feed, paths):
    failed = 0
    for name, check in [*((path, lambda path=path: differences(path)) for path in paths), ("packages", lambda: packages(feed))]:
        start = time.time()
        wrong = list(check())
        print(f"{'FAIL' if wrong else 'ok  '} {name}: {time.time() - start:.1f} s", *wrong, sep="\n", flush=True)
        failed += bool(wrong)
    print(f"{len(paths) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
