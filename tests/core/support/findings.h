// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of the checkers as text: "3:7 error the mode is ..." a line each.
#pragma once

#include "core/policy/finding.h"

#include <QByteArray>

namespace mxlens::testing {

inline QByteArray textOf(const std::vector<Finding>& findings)
{
    QByteArray text;
    for (const Finding& finding : findings)
        text += QByteArray::number(static_cast<qsizetype>(finding.line)) + ':'
            + QByteArray::number(static_cast<qsizetype>(finding.column)) + ' '
            + QByteArray::fromStdString(std::string(severityName(finding.severity))) + ' '
            + QByteArray::fromStdString(whatOf(finding)) + '\n';
    return text;
}

} // namespace mxlens::testing
