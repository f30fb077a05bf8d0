// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/stspolicy.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QRadioButton;
class QSpinBox;

namespace mxlens {

class ItemsEditor;

/// The fields of an MTA-STS policy: mode, MX patterns and max_age, each with what it means. GUI
/// thread.
class StsPolicyFields final : public QWidget {
    Q_OBJECT
public:
    explicit StsPolicyFields(QWidget* parent = nullptr);

    StsPolicy policy() const;
    void setPolicy(const StsPolicy& policy);
    /// The MX hosts that the reports name, for the button that adds them.
    void setSeen(const QStringList& hosts);
    /// What the reports say on enforcing; empty where they say nothing.
    void setReadiness(const QString& sentence);
    void focusPatterns();

signals:
    void changed();

private:
    QWidget* modeGroup();
    QWidget* patternGroup();
    QWidget* ageGroup();
    QRadioButton* modeButton(PolicyMode mode, const QString& text, const char* name);
    void followAge(int seconds);
    void tellMode();

    QList<QRadioButton*> m_modes; ///< Testing, enforce, none.
    QLabel* m_modeNote = nullptr;
    QLabel* m_readiness = nullptr;
    ItemsEditor* m_patterns = nullptr;
    QWidget* m_addSeen = nullptr;
    QLabel* m_seen = nullptr;
    QStringList m_seenHosts;
    QComboBox* m_presets = nullptr;
    QSpinBox* m_seconds = nullptr;
};

} // namespace mxlens
