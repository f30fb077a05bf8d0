// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/aboutdialog.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <initializer_list>
#include <utility>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::AboutDialog)
};

QLabel* label(const QString& text, QWidget* parent)
{
    auto* result = new QLabel(text, parent);
    result->setTextFormat(Qt::PlainText);
    result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return result;
}

/// A dialog with a Close button under what the caller puts into the layout.
std::pair<QDialog*, QVBoxLayout*> closable(QWidget* parent, const QString& title)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* outer = new QVBoxLayout(dialog);
    const int margin = length(dialog, 6);
    outer->setContentsMargins(margin, margin, margin, margin);
    outer->setSpacing(length(dialog, 4));
    auto* content = new QVBoxLayout;
    content->setSpacing(length(dialog, 2));
    outer->addLayout(content);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    outer->addWidget(buttons);
    return { dialog, content };
}

using Rows = std::initializer_list<std::pair<QString, QString>>;

void addRows(QVBoxLayout* content, QWidget* parent, const Rows& rows)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(length(parent, 6));
    grid->setVerticalSpacing(length(parent, 1));
    int at = 0;
    for (const auto& [key, meaning] : rows) {
        QLabel* left = label(key, parent);
        left->setFont(fixedFont(parent->font()));
        grid->addWidget(left, at, 0);
        grid->addWidget(label(meaning, parent), at++, 1);
    }
    grid->setColumnStretch(1, 1);
    content->addLayout(grid);
}

} // namespace

void showAbout(QWidget* parent)
{
    auto [dialog, content] = closable(parent, Words::tr("About MX Lens"));
    auto* name
        = label(QStringLiteral("MX Lens %1").arg(QCoreApplication::applicationVersion()), dialog);
    name->setFont(headlineFont(dialog->font()));
    content->addWidget(name);
    content->addWidget(label(
        Words::tr(
            "Shows SMTP TLS reports (TLS-RPT, RFC 8460): what fails, since when, who noticed."),
        dialog));
    content->addWidget(label(
        Words::tr("Nothing leaves this computer: no server, no account, no network."), dialog));
    content->addWidget(
        label(Words::tr("Free software under the GNU General Public License, version 3 or later."),
            dialog));
    dialog->open();
}

void showKeys(QWidget* parent)
{
    auto [dialog, content] = closable(parent, Words::tr("Keys and filter words"));
    addRows(content, dialog,
        {
            { QStringLiteral("Ctrl+O   Ctrl+Shift+O"), Words::tr("open files, open a folder") },
            { QStringLiteral("Ctrl+V"), Words::tr("read a copied report or mail") },
            { QStringLiteral("F5   Esc"), Words::tr("read again; clear what narrows the view") },
            { QStringLiteral("Ctrl+F"), Words::tr("go to the filter") },
            { QStringLiteral("Alt+Left   Alt+Right"), Words::tr("one view back, forward") },
            { QStringLiteral("Ctrl+1 ... Ctrl+4"),
                Words::tr("failures, reports, policies, sources") },
            { QStringLiteral("+   -   0   Left   Right   Up   Down"),
                Words::tr("in the chart: zoom, all days, move; with Shift select days") },
            { QStringLiteral("Ctrl+C   Ctrl+S"), Words::tr("copy rows; export rows shown") },
            { QStringLiteral("F1"), Words::tr("help") },
        });
    content->addSpacing(length(dialog, 3));
    addRows(content, dialog,
        {
            { QStringLiteral("word"), Words::tr("in any column") },
            { QStringLiteral("domain:example.com,example.org"), Words::tr("one of them") },
            { QStringLiteral("-result:starttls-not-supported"), Words::tr("not this one") },
            { QStringLiteral("mx:mx*.example.com"), Words::tr("* stands for anything") },
            { QStringLiteral("org:\"Google Inc.\""), Words::tr("quotes hold blanks") },
            { QStringLiteral("ip:192.0.2.0/24"), Words::tr("an address or a prefix") },
            { QStringLiteral("failures:>10  sessions:>100"), Words::tr("more than") },
            { QStringLiteral("after:2026-09-01 before:2026-09-30"),
                Words::tr("days, both inclusive") },
            { QStringLiteral("type: mode: reason: report: source:"), Words::tr("the other keys") },
        });
    dialog->open();
}

} // namespace mxlens
