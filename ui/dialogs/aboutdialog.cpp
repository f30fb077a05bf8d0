// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/aboutdialog.h"

#include "ui/dialogs/resultfield.h"
#include "ui/session/diagnostics.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::AboutDialog)
};

QLabel* label(const QString& text)
{
    auto* result = new QLabel(text);
    result->setTextFormat(Qt::PlainText);
    result->setWordWrap(true);
    result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return result;
}

QVBoxLayout* addPage(QTabWidget& pages, const QString& title)
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    const int margin = length(&pages, 5);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(&pages, 3));
    pages.addTab(page, title);
    return layout;
}

void addProgram(QTabWidget& pages)
{
    QVBoxLayout* layout = addPage(pages, Words::tr("&Program"));
    auto* head = new QHBoxLayout;
    head->setSpacing(length(&pages, 5));
    auto* picture = new QLabel;
    const int side = length(&pages, 16);
    picture->setPixmap(applicationIcon().pixmap(QSize(side, side), pages.devicePixelRatioF()));
    head->addWidget(picture);
    auto* name = label(QStringLiteral("MX Lens %1").arg(versionText()));
    name->setObjectName(QStringLiteral("version"));
    name->setFont(headlineFont(pages.font()));
    head->addWidget(name, 1);
    layout->addLayout(head);
    layout->addWidget(label(Words::tr(
        "Shows SMTP TLS reports (TLS-RPT, RFC 8460): what fails, since when, who noticed.")));
    layout->addWidget(
        label(Words::tr("Nothing leaves this computer: no server, no account, no network.")));
    layout->addWidget(label(
        Words::tr("Free software under the GNU General Public License, version 3 or later.")));
    layout->addStretch(1);
}

void addLicences(QTabWidget& pages)
{
    // What is linked or loaded; the names of licences are those of SPDX.
    struct Part {
        const char* name;
        QString use;
        const char* licence;
    };
    const Part parts[] = {
        { "Qt 6", Words::tr("the window"), "LGPL-3.0-only" },
        { "QCustomPlot", Words::tr("the chart"), "GPL-3.0-or-later" },
        { "nlohmann/json", Words::tr("unusual JSON"), "MIT" },
        { "zlib", Words::tr("gzip and zip"), "Zlib" },
        { "libarchive", Words::tr("other archives"), "BSD-2-Clause" },
        { "libdeflate", Words::tr("gzip, if built with it"), "MIT" },
    };
    QVBoxLayout* layout = addPage(pages, Words::tr("&Licences"));
    layout->addWidget(label(Words::tr("MX Lens stands on the work of others:")));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(length(&pages, 6));
    int row = 0;
    for (const Part& part : parts) {
        grid->addWidget(new QLabel(QString::fromLatin1(part.name)), row, 0);
        grid->addWidget(new QLabel(part.use), row, 1);
        grid->addWidget(new QLabel(QString::fromLatin1(part.licence)), row++, 2);
    }
    grid->setColumnStretch(3, 1);
    layout->addLayout(grid);
    layout->addStretch(1);
}

void addDiagnostics(QTabWidget& pages, const Snapshot* snapshot)
{
    QVBoxLayout* layout = addPage(pages, Words::tr("&Diagnostics"));
    layout->addWidget(label(
        Words::tr("For a bug report. It names no user, computer, file, domain or organization.")));
    auto* text = new ResultField(Words::tr("&Text to copy"), 9, "diagnosticsText");
    text->setText(diagnosticsText(snapshot));
    layout->addWidget(text);
}

} // namespace

void showAbout(QWidget* parent, const Snapshot* snapshot)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("aboutDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Words::tr("About MX Lens"));
    auto* layout = new QVBoxLayout(dialog);
    const int margin = length(dialog, 4);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(dialog, 4));
    auto* pages = new QTabWidget(dialog);
    pages->setObjectName(QStringLiteral("aboutPages"));
    addProgram(*pages);
    addLicences(*pages);
    addDiagnostics(*pages, snapshot);
    layout->addWidget(pages);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog->setMinimumWidth(length(dialog, 150));
    dialog->open();
}

} // namespace mxlens
