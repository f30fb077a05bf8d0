// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewstate.h"

#include <QLineEdit>
#include <QTimer>

namespace mxlens {

/// The box for the filter text. Follows the ViewState and changes it, 300 ms after the last key or
/// at once with Enter. What does not parse is underlined; the results stay as they are. GUI thread.
class FilterBox final : public QLineEdit {
    Q_OBJECT
public:
    /// How long after the last key a new text is taken, in milliseconds.
    static constexpr int delay = 300;

    explicit FilterBox(ViewState* state, QWidget* parent = nullptr);

    /// The sentence about what is wrong with the text; empty where it parses.
    QString errorSentence() const { return m_error; }

signals:
    /// errorSentence() changed.
    void errorChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void take();
    void follow();
    void showError();
    void underline(int from, int length);

    ViewState* const m_state;
    QTimer m_timer;
    QString m_error;
    QAction* m_icon = nullptr;
};

} // namespace mxlens
