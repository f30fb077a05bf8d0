// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace mxlens {

/// An ordered list of short texts that the user writes: added by Return or a button, edited in
/// place (F2, double click), removed (Del), moved (Alt+Up, Alt+Down, or dragged). GUI thread.
class ItemsEditor final : public QWidget {
    Q_OBJECT
public:
    /// Words of an editor.
    struct Texts {
        QString caption; ///< Of the field for a new one, with a mnemonic.
        QString example; ///< In that field while it is empty.
        QString list; ///< Name of the list, for those who do not see it.
    };

    explicit ItemsEditor(const Texts& texts, QWidget* parent = nullptr);

    QStringList values() const;
    void setValues(const QStringList& values);
    /// Appends what is not there yet.
    void addValues(const QStringList& values);
    /// Whether the order means anything; otherwise there are no buttons to move.
    void setOrdered(bool ordered);
    /// Puts a widget below the buttons.
    void addAction(QWidget* widget);

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build(const Texts& texts);
    QPushButton* button(const QString& text, const char* name, void (ItemsEditor::*run)());
    void append(const QString& value);
    void addTyped();
    void removeCurrent();
    void moveUp();
    void moveDown();
    void move(int step);
    void updateButtons();

    QLineEdit* m_field = nullptr;
    QListWidget* m_list = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_up = nullptr;
    QPushButton* m_down = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace mxlens
