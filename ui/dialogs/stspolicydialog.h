// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/tooldialog.h"
#include "ui/session/domainfacts.h"

#include <string>

class QLineEdit;

namespace mxlens {

class CheckPane;
struct CheckOutcome;
class FindingsList;
class ResultField;
class StsPolicyFields;

/// Builds the MTA-STS policy of a domain (RFC 8461), starting from what the reports show of it, and
/// checks one that exists. GUI thread; files and reports are read off it.
class StsPolicyDialog final : public ToolDialog {
    Q_OBJECT
public:
    explicit StsPolicyDialog(ToolContext context, QWidget* parent = nullptr);

private:
    void build(ToolContext context);
    void addIdField(QVBoxLayout* side);
    void addResults(QVBoxLayout* side);
    void addCheckSide();
    void followDomain();
    void receive(const DomainFacts& facts);
    void makeId();
    void update();
    void save();
    void openFile();
    void takeOver();
    std::string domain() const;

    QComboBox* m_domain = nullptr;
    QLabel* m_latest = nullptr;
    StsPolicyFields* m_fields = nullptr;
    QLineEdit* m_id = nullptr;
    ResultField* m_text = nullptr;
    ResultField* m_url = nullptr;
    ResultField* m_recordName = nullptr;
    ResultField* m_recordValue = nullptr;
    ResultField* m_zoneLine = nullptr;
    QLabel* m_saved = nullptr;
    FindingsList* m_findings = nullptr;
    CheckPane* m_check = nullptr;
    DomainFacts m_facts;
    std::string m_asked; ///< The domain that m_facts is about, or will be.
    std::string m_started; ///< The domain that the fields started from.
    std::string m_policyText; ///< What the id was made for.
    LatestTask m_reading; ///< Of reports.
    LatestTask m_files;
};

/// What a policy text says and what is wrong with it, for the checking side.
CheckOutcome checkedPolicy(const QByteArray& text);

} // namespace mxlens
