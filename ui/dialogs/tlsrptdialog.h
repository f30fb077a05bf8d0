// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/tooldialog.h"

namespace mxlens {

class CheckPane;
class FindingsList;
class ItemsEditor;
class ResultField;

/// Builds the TLSRPT record of a domain (RFC 8460 section 3) and checks one that exists. GUI
/// thread.
class TlsRptDialog final : public ToolDialog {
    Q_OBJECT
public:
    explicit TlsRptDialog(ToolContext context, QWidget* parent = nullptr);

private:
    void build(ToolContext context);
    void addResults(QVBoxLayout* side);
    void addCheckSide();
    void update();
    void takeOver();

    QComboBox* m_domain = nullptr;
    ItemsEditor* m_destinations = nullptr;
    ResultField* m_name = nullptr;
    ResultField* m_value = nullptr;
    ResultField* m_zoneLine = nullptr;
    QLabel* m_split = nullptr;
    FindingsList* m_findings = nullptr;
    CheckPane* m_check = nullptr;
};

} // namespace mxlens
