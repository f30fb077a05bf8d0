#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that analyse.py finds faults in each of several sources that it looks at as one, in their headers,
and in those that cannot stand behind each other. Skipped (77) without clang-tidy and clang++."""
import contextlib
import io
import json
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import analyse

FILES = {
    "header.h": "#pragma once\ninline bool seen(int n)\n{ return n == n; }\n",
    "clean.cpp": '#include "core/header.h"\nnamespace { int same() { return 1; } }\nint clean() { return same(); }\n'
                 "int main() { return clean(); }\n",
    "moved.cpp": "#include <string>\n#include <utility>\nstd::string moved(std::string text)\n{\n"
                 "    std::string other = std::move(text);\n    return text + other;\n}\nint main() { return 0; }\n",
    "null.cpp": "int null(bool none)\n{\n    int number = 1;\n    int* place = none ? nullptr : &number;\n"
                "    if (none)\n        return *place;\n    return 0;\n}\n",
    "twice.cpp": "namespace { int same() { return 2; } }\nint twice(int n)\n{\n    if (n == same() || n == same())\n"
                 "        return 1;\n    return 0;\n}\n",
}


class AnalyseTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name).resolve()
        (self.root / "core").mkdir()
        shutil.copy(analyse.ROOT / ".clang-tidy", self.root)
        for name, text in FILES.items():
            (self.root / "core" / name).write_text(text, encoding="utf-8")
        units = [str(self.root / "core" / name) for name in FILES if name.endswith(".cpp")]
        entries = [{"file": unit, "directory": str(self.root),
                    "command": f"clang++ -I{self.root} -std=c++20 -o x.o -c {unit}"} for unit in units]
        (self.root / "compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")
        self.addCleanup(setattr, analyse, "ROOT", analyse.ROOT)
        analyse.ROOT = self.root

    def run_tool(self, *arguments):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            status = analyse.main([*arguments, "clang-tidy", str(self.root), "core"])
        return status, said.getvalue()

    def assert_all_found(self, *arguments):
        status, said = self.run_tool(*arguments)
        self.assertEqual(status, 1, said)
        for place in ("core/moved.cpp:6:", "core/null.cpp:6:", "core/twice.cpp:4:", "core/header.h:3:"):
            self.assertIn(place, said)
        self.assertIn("4 sources in", said)
        self.assertNotIn("core/clean.cpp:", said)
        return said

    def test_faults_are_found_in_each_of_several_sources(self):
        said = self.assert_all_found("-k", "12")
        self.assertIn("4 sources in 2 runs, 4 finds", said)

    def test_faults_are_found_in_sources_alone(self):
        self.assertIn("4 sources in 4 runs, 4 finds", self.assert_all_found("-k", "1"))

    def test_sources_without_a_fault_are_clean(self):
        for name in ("moved.cpp", "null.cpp", "twice.cpp"):
            (self.root / "core" / name).write_text("\n", encoding="utf-8")
        (self.root / "core/header.h").write_text("#pragma once\n", encoding="utf-8")
        status, said = self.run_tool()
        self.assertEqual(status, 0, said)

    def test_headers_beside_their_sources_are_found(self):
        (self.root / "core/home.h").write_text("#pragma once\n", encoding="utf-8")
        for name in FILES:
            text = "#pragma once\n" if name == "header.h" else '#include "home.h"\n'
            (self.root / "core" / name).write_text(text, encoding="utf-8")
        status, said = self.run_tool()
        self.assertEqual(status, 0, said)
        self.assertIn("4 sources in 1 runs, 0 finds", said)

    def test_a_source_that_does_not_compile_is_a_find(self):
        for name in FILES:
            (self.root / "core" / name).write_text("int\n" if name == "null.cpp" else "\n", encoding="utf-8")
        status, said = self.run_tool()
        self.assertEqual(status, 1, said)
        self.assertIn("core/null.cpp:", said)


if __name__ == "__main__":
    if not shutil.which("clang-tidy") or not shutil.which("clang++"):
        sys.exit(77)
    unittest.main()
