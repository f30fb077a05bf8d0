#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants one fault after the other in a small tree: check_tree.py has to find each, and only it."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
import check_tree

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
HEADER = SPDX + "#pragma once\n"
SOUND = {
    "core/report/report.h": HEADER + "#include <string>\nstruct Report {\n};\nclass Policy;\n",
    "core/report/report.cpp": SPDX + '#include "core/report/report.h"\n',
    "core/query/filter.h": HEADER + '#include "core/store/snapshot.h"\n',
    "core/output/csv.cpp": SPDX + '#include "core/query/filter.h"\n',
    "ui/charts/trend.cpp": SPDX + "#include <qcustomplot.h>\n",
    "ui/charts/trend.h": HEADER + "// draws with QCustomPlot\n#include <QWidget>\n",
    "ui/views/table.cpp": SPDX + '#include "core/query/filter.h"\n',
    "ui/views/long.cpp": SPDX + "void f()\n{\n" + "    g();\n" * 60 + "}\n",
    "tests/core/tst_a.cpp": SPDX + "void T::a_data()\n{\n" + "    row();\n" * 99 + "}\n",
    "app/cli/main.cpp": SPDX + '#include "core/output/csv.h"\n',
    "app/cli/streams.cpp": SPDX + "#ifdef _WIN32\n#include <io.h>\n#else\n#include <io.h>\n#endif\n",
    "packaging/run.sh": "#!/usr/bin/env bash\n#" + SPDX[2:],
}
# name of the file, what stands in it, words of the message
FAULTS = {
    "coreIncludesQt": ("core/report/a.cpp", SPDX + "#include <QString>\n", "no Qt"),
    "coreIncludesQtByLibrary": ("core/report/a.cpp", SPDX + "#include <QtCore/QString>\n", "no Qt"),
    "coreIncludesUi": ("core/report/a.cpp", SPDX + '#include "ui/views/t.h"\n', "below ui"),
    "coreIncludesApp": ("core/report/a.cpp", SPDX + '#include "app/cli/a.h"\n', "below ui and app"),
    "roomPointsUp": ("core/report/a.cpp", SPDX + '#include "core/store/s.h"\n', "not know store"),
    "inputKnowsStore": ("core/input/a.cpp", SPDX + '#include "core/store/s.h"\n', "not know store"),
    "outputKnowsInput": ("core/output/a.cpp", SPDX + '#include "core/input/i.h"\n', "not know input"),
    "roomWithoutPlace": ("core/attic/a.cpp", SPDX, "without a place"),
    "includeBesideTheFile": ("core/report/a.cpp", SPDX + '#include "report.h"\n', "path from the top"),
    "includedTwice": ("ui/views/a.cpp", SPDX + "#include <QString>\n" * 2, "includes QString twice"),
    "uiIncludesApp": ("ui/views/a.cpp", SPDX + '#include "app/gui/m.h"\n', "below app"),
    "commandLineIncludesQt": ("app/cli/a.cpp", SPDX + "#include <QString>\n", "core alone"),
    "plotOutsideCharts": ("ui/views/a.cpp", SPDX + "#include <qcustomplot.h>\n", "only the sources"),
    "plotInHeader": ("ui/charts/a.h", HEADER + "#include <qcustomplot.h>\n", "only the sources"),
    "plotTypeInHeader": ("ui/charts/a.h", HEADER + "class QCPAxis;\n", "in a header"),
    "typeTwice": ("ui/views/a.h", HEADER + "class Report final : public Base {\n};\n",
                  "another class Report stands in core/report/report.h"),
    "noLicence": ("ui/views/a.cpp", "int a;\n", "SPDX"),
    "noGuard": ("ui/views/a.h", SPDX, "#pragma once"),
    "functionTooLong": ("ui/views/a.cpp", SPDX + "void f()\n{\n" + "    g();\n" * 61 + "}\n",
                        "function of 61 lines"),
    "tooLong": ("ui/views/a.cpp", SPDX + "\n" * 500, "501 lines"),
}


class CheckTree(unittest.TestCase):
    def faultsWith(self, extra):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (SOUND | extra).items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return check_tree.faults(Path(folder))

    def testSoundTreeHasNoFault(self):
        self.assertEqual(self.faultsWith({}), (len(SOUND), []))

    def testEachFaultIsFoundAlone(self):
        for fault, (name, text, words) in FAULTS.items():
            with self.subTest(fault):
                _, found = self.faultsWith({name: text})
                self.assertEqual(len(found), 1, found)
                self.assertIn(words, found[0])
                self.assertTrue(found[0].startswith("core/attic" if "attic" in name else name))


if __name__ == "__main__":
    unittest.main()
