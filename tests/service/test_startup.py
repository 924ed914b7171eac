"""What a cold command loads."""

import subprocess
import sys


def test_coding_a_table_loads_no_library_that_it_does_not_use() -> None:
    script = (
        "import sys, service.commands.code; from nlp.themes.discover import discover;"
        "heavy = {'pandas', 'bertopic', 'sqlite_utils', 'sklearn', 'spacy', 'onnxruntime', 'flask'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
