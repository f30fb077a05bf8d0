// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/aboutdialog.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

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

} // namespace mxlens
