"""By hand: runs every notebook of a folder on the installed kernel and says what did not work, and why.

    corpus.py FOLDER [SECONDS]

For public C# notebooks, such as a copy of dotnet/csharp-notebooks. SECONDS is the longest that a cell may take, 120 where none is
named. A cell that another cell's failure left without its variables counts as failed like any other; a refusal names its reason.
"""
import collections
import pathlib
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError


def with_language(cell):
    """The cell's text, with the language that the editor has kept beside it."""
    kept = cell.metadata.get("polyglot_notebook", {}).get("kernelName") or cell.metadata.get("dotnet_interactive", {}).get("language") or "csharp"
    return cell.source if kept == "csharp" or cell.source.lstrip().startswith("#!") else f"#!{kept}\n{cell.source}"


def run(path, seconds):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = with_language(cell)
    client = NotebookClient(notebook, timeout=seconds, kernel_name=".net-csharp", allow_errors=True, resources={"metadata": {"path": str(path.parent)}})
    try:
        client.execute()
    except (CellTimeoutError, DeadKernelError) as end:
        yield None, 0, f"{type(end).__name__}: {end}".splitlines()[0]
    for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()), 1):
        errors = [f"{output.ename}: {output.evalue}".splitlines()[0] for output in cell.outputs if output.output_type == "error"]
        if cell.execution_count is not None:
            yield number, not errors, errors[0] if errors else ""


def main(folder, seconds):
    reasons, worked, failed = collections.Counter(), 0, 0
    for path in sorted(pathlib.Path(folder).rglob("*.ipynb")):
        cells = list(run(path, seconds))
        bad = [(number, reason) for number, well, reason in cells if not well]
        worked, failed = worked + len(cells) - len(bad), failed + len(bad)
        reasons.update(reason.split(":")[0] for _, reason in bad)
        print(f"{path.relative_to(folder)}: {len(cells) - len(bad)} of {len(cells)} cells", *(f"  cell {number}: {reason[:160]}" for number, reason in bad), sep="\n", flush=True)
    print(", ".join(f"{count} × {reason}" for reason, count in reasons.most_common()))
    print(f"{worked} worked, {failed} did not")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 120)
