// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/filtercompletion.h"
#include "ui/session/latesttask.h"
#include "ui/session/viewstate.h"

#include <QInputMethodEvent>
#include <QLineEdit>
#include <QTimer>

namespace mxlens {

class FilterBook;
class FilterPopup;

/// The box for the filter text. Follows the ViewState and changes it, 300 ms after the last key, at
/// once with Enter, and with every letter of a word where answers come at once. Colours keys as
/// they are typed, underlines what does not parse (the results stay as they are) and offers what
/// the text can go on with; with the Down key the filters used before. GUI thread.
class FilterBox final : public QLineEdit {
    Q_OBJECT
public:
    /// How long after the last key a new text is taken, in milliseconds.
    static constexpr int delay = 300;

    explicit FilterBox(ViewState* state, QWidget* parent = nullptr);

    /// What it offers comes from there; counted off the GUI thread when somebody begins to type.
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    /// Whether answers come so quickly that words are taken letter by letter.
    void setQuick(bool quick) { m_quick = quick; }
    /// Where used filters are noted; outlives the box. Null for nowhere.
    void setBook(FilterBook* book);
    /// Puts a menu behind a button in the box; Alt+Down opens it too.
    void setMenu(QMenu* menu);

    /// The sentence about what is wrong with the text; empty where it parses.
    QString errorSentence() const { return m_error; }
    FilterPopup& popup() { return *m_popup; }
    /// Whether the values to offer are there.
    bool knowsValues() const { return m_candidates != nullptr; }
    /// Whether what was typed waits for the next key before it is looked at.
    bool isWaiting() const { return m_timer.isActive(); }

signals:
    /// errorSentence() changed.
    void errorChanged();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;

private:
    void take();
    void takeTyped();
    int pause() const;
    /// Whether the key or value at the cursor is one that the list would complete.
    bool isHalf() const;
    void takeUsed();
    void follow();
    void showError();
    void edited();
    void propose();
    void complete(const FilterProposal& proposal);
    void useFilter(const QString& text);
    void showUsed();
    void openMenu();
    void countValues();
    void paintText();
    QList<QInputMethodEvent::Attribute> formats() const;

    ViewState* const m_state;
    FilterPopup* const m_popup;
    FilterBook* m_book = nullptr;
    QMenu* m_menu = nullptr;
    QTimer m_timer;
    QString m_error;
    QAction* m_icon = nullptr;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<const FilterCandidates> m_candidates;
    LatestTask m_counting;
    bool m_quick = false;
    bool m_counted = false; ///< m_candidates are of m_snapshot, or on their way.
    bool m_proposing = false; ///< What is typed last waits for proposals or has them.
    bool m_composing = false; ///< An input method is at work.
};

} // namespace mxlens
