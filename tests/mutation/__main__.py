"""`make mutate`: changes the code in one small place at a time, and tells which changes no test notices.

mutmut makes the mutants and runs, for each, the tests below that call the changed function, in a forked process. It
works on a copy of the checkout in var/mutation/, in which functions are no longer decorated but wrapped, because mutmut
leaves a decorated function as it is: `@atomic def f` is there `def f`, followed by `f = atomic(f)`.
"""

import argparse
import ast
import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import chdir
from pathlib import Path

from mutmut.configuration import reset_config
from mutmut.mutation.file_mutation import mutate_file_contents

from tests import LETTERS, ROOT

# Which tests are the specification of a module. Nothing else is run for its mutants.
SPECIFICATIONS = {
    "commitments/querysets.py": ["tests/commitments/test_counting.py"],
    "commitments/spans.py": ["tests/commitments/test_counting.py"],
    "commitments/ledger/rules.py": ["tests/commitments/entry/test_rules_and_forms.py"],
    "commitments/ledger/changes.py": ["tests/commitments/ledger/test_changes.py"],
    "commitments/ledger/wholes.py": [
        "tests/commitments/entry/test_rules_and_forms.py",
        "tests/commitments/ledger/test_changes.py",
    ],
    "commitments/approval/public_copies.py": [
        "tests/commitments/approval/test_public_copies.py",
        "tests/commitments/approval/test_decisions.py",
    ],
    "commitments/approval/decisions.py": [
        "tests/commitments/approval/test_decisions.py",
        "tests/commitments/approval/test_public_copies.py",
    ],
    "ukrainesteun/money.py": ["tests/ukrainesteun/test_money.py"],
    "letters/kamerstuk.py": ["tests/letters/test_kamerstuk.py"],
    "letters/reading/amounts/mentions.py": [
        "tests/letters/reading/amounts/test_whole_mentions.py",
        "tests/letters/reading/amounts/test_mentions.py",
    ],
}
SOURCES = ("commitments", "letters", "ukrainesteun")
FOLDER = ROOT / "var" / "mutation"
OUTCOMES = {
    1: "killed",
    3: "killed",
    0: "survived",
    5: "no test",
    33: "no test",
    36: "timeout",
    -24: "timeout",
    -9: "timeout",
}
NOTICED = ("killed", "timeout")
CONFTEST = "from tests.mutation.database import django_db_setup, pytest_collection_modifyitems  # noqa: F401\n"


def main():
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"some of: {' '.join(SPECIFICATIONS)}")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N mutants of each module")
    parser.add_argument("--seed", default="1", help="which sample; the same code gives the same one (1)")
    parser.add_argument("--commit", help="measure this commit instead of the working tree")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where copies and results go (var/mutation)")
    options = parser.parse_args()
    if unknown := set(options.modules) - SPECIFICATIONS.keys():
        parser.error(f"no specification of {', '.join(sorted(unknown))}; known are {', '.join(SPECIFICATIONS)}")
    options.folder = options.folder.resolve()
    results = []
    for module in options.modules or SPECIFICATIONS:
        results.append(measure(module, options))
        print(json.dumps(results[-1]), flush=True)
    print(table(results))


def measure(module, options):
    """How many mutants of a module its tests notice, as a dict; those that they do not notice are written to a file."""
    start = time.monotonic()
    dotted = module.removesuffix(".py").replace("/", ".")
    work = options.folder / dotted
    prepare(work, module, options.commit)
    mutants = mutants_of(work, module)
    chosen = sample(mutants, options)
    run_mutmut(work, [f"{dotted}.{name}" for name in chosen])
    codes = json.loads((work / "mutants" / f"{module}.meta").read_text("utf-8"))["exit_code_by_key"]
    outcomes = {name: OUTCOMES.get(codes[f"{dotted}.{name}"], "not run") for name in chosen}
    if "not run" in outcomes.values():
        print(f"{module}: not every mutant was tried; {work}/mutmut.log says why.", file=sys.stderr)
    unnoticed = [mutants[name] for name in chosen if outcomes[name] not in NOTICED]
    (options.folder / f"{dotted}.survivors.diff").write_text("\n".join(unnoticed), "utf-8")
    found = list(outcomes.values())
    counts = {outcome: found.count(outcome) for outcome in ("killed", "timeout", "survived", "no test", "not run")}
    seconds = round(time.monotonic() - start)
    return {"module": module, "mutants": len(mutants), "tried": len(chosen), **counts, "seconds": seconds}


def prepare(work, module, commit):
    """Makes the copy of the checkout on which mutmut works, with its configuration."""
    copy_checkout(work, commit)
    (work / module).write_text(wrapped_instead_of_decorated((work / module).read_text("utf-8")), "utf-8")
    (work / "conftest.py").write_text(CONFTEST, "utf-8")
    (work / "setup.cfg").write_text(configuration(work, module), "utf-8")


def run_mutmut(work, names):
    """One process, one mutant at a time. CI makes hypothesis try the same examples each time."""
    command = (sys.executable, "-c", "from mutmut.__main__ import cli; cli()", "run", "--max-children", "1", *names)
    environment = os.environ | {"CI": "1", "PYTHONHASHSEED": "0", "NO_COLOR": "1"}
    with (work / "mutmut.log").open("w") as log:
        subprocess.run(
            command, cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )


def copy_checkout(work, commit):
    """The files of the commit, or those of the working tree that git knows or may know, with this package."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    if commit:
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "--extract"], cwd=work, input=archive.stdout, check=True)
    else:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
        for name in filter(None, names.split("\0")):
            if (ROOT / name).is_file():
                (work / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, work / name)
    shutil.copytree(ROOT / "tests" / "mutation", work / "tests" / "mutation", dirs_exist_ok=True)
    if LETTERS.is_dir():  # mutmut copies once more, into mutants/
        (work / "shared").symlink_to(LETTERS.parent)


def wrapped_instead_of_decorated(code):
    """The same module with `@d def f` written as `def f` and `f = d(f)`; classes keep their decorators."""
    lines = code.splitlines(keepends=True)
    functions = [
        node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef) and node.decorator_list
    ]
    for function in sorted(functions, key=lambda node: node.lineno, reverse=True):
        wrapped = function.name
        for decorator in reversed(function.decorator_list):
            wrapped = f"{ast.unparse(decorator)}({wrapped})"
        lines.insert(function.end_lineno, f"{' ' * function.col_offset}{function.name} = {wrapped}\n")
        del lines[function.decorator_list[0].lineno - 1 : function.lineno - 1]
    return "".join(lines)


def configuration(work, module):
    tests = [path for path in SPECIFICATIONS[module] if (work / path).exists()]
    beside = sorted(
        {path.name for path in work.iterdir()} - {*SOURCES, "tests", "setup.cfg", "pyproject.toml", "shared"}
    )
    lists = {
        "source_paths": SOURCES,
        "only_mutate": [module],
        "also_copy": beside,
        "pytest_add_cli_args_test_selection": tests,
        "pytest_add_cli_args": ["-pno:xdist", "-pno:cacheprovider", "--reuse-db"],
    }
    lines = [f"{name} =\n    " + "\n    ".join(values) for name, values in lists.items()]
    return "\n".join(
        ["[mutmut]", *lines, "timeout_multiplier = 3", "timeout_constant = 5", "track_dependencies = false", ""]
    )


def mutants_of(work, module):
    """The mutants that mutmut makes of a module: what each changes, as a diff, by its name without that of the module."""
    with chdir(work):
        reset_config()
        made = mutate_file_contents(module, Path(module).read_text("utf-8"))
    lines = made.code.splitlines()
    text = {
        name: [line.replace(name, name.partition("__mutmut_")[0]) for line in lines[span.start - 1 : span.end]]
        for name, span in made.line_span_by_function_name.items()
    }
    return {
        name: "\n".join(
            difflib.unified_diff(
                text[f"{name.partition('__mutmut_')[0]}__mutmut_orig"], text[name], module, name, lineterm=""
            )
        )
        for name in made.mutant_names
    }


def sample(mutants, options):
    """Their names, or as many of them as were asked for: those of the lowest checksum of seed and change.

    So most of a sample stays the same when other functions of the module change.
    """
    names = list(mutants)
    if options.sample is None or options.sample >= len(names):
        return names

    def checksum(name):
        change = mutants[name].partition("\n+++ ")[2].partition("\n")[2]  # without the number of the mutant
        return hashlib.sha256(f"{options.seed} {name.partition('__mutmut_')[0]} {change}".encode()).digest()

    return sorted(sorted(names, key=checksum)[: options.sample], key=names.index)


def table(results):
    rows = [["module", "mutants", "tried", "killed", "timeout", "survived", "no test", "not run", "noticed", "seconds"]]
    for result in results:
        noticed = 100 * (result["killed"] + result["timeout"]) / max(1, result["tried"])
        rows.append([str(result.get(name, f"{noticed:.1f} %")) for name in rows[0]])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


if __name__ == "__main__":
    main()
