// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/detailspanel.h"

#include "ui/panels/detailsform.h"
#include "ui/panels/detailstext.h"
#include "ui/panels/problemdetails.h"
#include "ui/panels/rawview.h"
#include "ui/session/latesttask.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QSplitter>
#include <QStackedLayout>
#include <QStackedWidget>

namespace mxlens {
namespace {

/// Narrower than this, in quarters of an em, the raw JSON stands below instead of beside.
constexpr int sideBySide = 46 * 4;

} // namespace

class DetailsPanel::Private {
public:
    explicit Private(DetailsPanel* owner);
    void show(const Snapshot& snapshot, const DetailsText& details);
    /// Makes details off the GUI thread and shows them, unless others were asked for meanwhile.
    /// snapshot: what the raw JSON belongs to, where there is some.
    void make(std::function<DetailsText(const std::stop_token&)> details,
        std::shared_ptr<const Snapshot> snapshot = nullptr);
    void showMade(const DetailsText& details);
    void connectForms();
    /// The raw JSON, or the evidence.
    void showRight(QWidget* shown);
    void refreshLooks();

    DetailsPanel* q;
    QStackedLayout* stack;
    QLabel* empty;
    QSplitter* splitter;
    DetailsForm* form;
    QStackedWidget* right; ///< The raw JSON, or evidence.
    RawView* raw;
    DetailsForm* side;
    RawTextLoader* loader;
    LatestTask making;
    /// Of the raw text that is shown or on its way.
    std::string path;
    std::string inner;
    const StringPool* store = nullptr;
    bool laidOut = false; ///< The splitter got its first sizes.
};

DetailsPanel::Private::Private(DetailsPanel* owner)
    : q(owner)
    , stack(new QStackedLayout(owner))
    , empty(new QLabel(owner))
    , splitter(new QSplitter(owner))
    , form(new DetailsForm(splitter))
    , right(new QStackedWidget(splitter))
    , raw(new RawView(right))
    , side(new DetailsForm(right))
    , loader(new RawTextLoader(owner))
{
    empty->setTextFormat(Qt::PlainText);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setText(DetailsPanel::tr("Select a row to see what happened, the policy as the reporter "
                                    "saw it, and the raw JSON."));
    empty->setObjectName(QStringLiteral("detailsEmpty"));
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 11);
    splitter->setStretchFactor(1, 9);
    side->setObjectName(QStringLiteral("evidenceForm"));
    side->setAccessibleName(DetailsPanel::tr("Evidence"));
    right->addWidget(raw);
    right->addWidget(side);
    connectForms();
    stack->addWidget(empty);
    stack->addWidget(splitter);
    connect(loader, &RawTextLoader::loaded, raw, &RawView::showText);
    connect(loader, &RawTextLoader::failed, owner, [this](const QString& sentence) {
        raw->showError(sentence);
        path.clear(); // selecting the row again tries again
    });
}

void DetailsPanel::Private::connectForms()
{
    for (DetailsForm* shown : { form, side }) {
        connect(shown, &DetailsForm::openRequested, q, [this](int opening) {
            const auto& openings = form->details().openings;
            if (opening >= 0 && opening < openings.size())
                emit q->evidenceRequested(openings.at(opening));
        });
        connect(shown, &DetailsForm::menuRequested, q, &DetailsPanel::menuRequested);
    }
}

void DetailsPanel::Private::make(std::function<DetailsText(const std::stop_token&)> details,
    std::shared_ptr<const Snapshot> snapshot)
{
    making.start([this, details = std::move(details), snapshot = std::move(snapshot)](
                     const std::stop_token& stop) -> LatestTask::Done {
        auto made = std::make_shared<const DetailsText>(details(stop));
        return [this, made, snapshot] {
            if (snapshot)
                show(*snapshot, *made);
            else
                showMade(*made);
        };
    });
}

void DetailsPanel::Private::showMade(const DetailsText& details)
{
    if (details.sentence.isEmpty()) {
        q->clear();
        return;
    }
    loader->cancel();
    path.clear();
    form->setDetails(details);
    DetailsText beside;
    beside.sections = details.side;
    side->setDetails(beside);
    showRight(side);
    stack->setCurrentWidget(splitter);
}

void DetailsPanel::Private::show(const Snapshot& snapshot, const DetailsText& details)
{
    making.cancel();
    showRight(raw);
    form->setDetails(details);
    stack->setCurrentWidget(splitter);
    if (!details.hasRaw) {
        loader->cancel();
        path.clear();
        raw->showNothing(DetailsPanel::tr("There is no report in this source."));
        return;
    }
    // The rows of one report share their source: what is shown stays, unless all was read again.
    if (details.path == path && details.inner == inner && &snapshot.pool() == store)
        return;
    store = &snapshot.pool();
    path = details.path;
    inner = details.inner;
    raw->showLoading();
    loader->load(path, inner);
}

void DetailsPanel::Private::showRight(QWidget* shown)
{
    // A stack is as wide as its widest page, also where that is not seen.
    raw->setSizePolicy(shown == raw ? QSizePolicy::Preferred : QSizePolicy::Ignored,
        raw->sizePolicy().verticalPolicy());
    right->setCurrentWidget(shown);
}

void DetailsPanel::Private::refreshLooks()
{
    QPalette muted = q->palette();
    for (const auto role : { QPalette::WindowText, QPalette::Text })
        muted.setColor(role, textColour(Colour::MutedText, q->palette()));
    empty->setPalette(muted);
    empty->setMargin(length(q, 4));
}

DetailsPanel::DetailsPanel(QWidget* parent)
    : QWidget(parent)
    , m_private(std::make_unique<Private>(this))
{
    setObjectName(QStringLiteral("detailsPanel"));
    m_private->refreshLooks();
}

DetailsPanel::~DetailsPanel() = default;

void DetailsPanel::showFailure(std::shared_ptr<const Snapshot> snapshot, RowId failure)
{
    if (!snapshot || failure >= snapshot->failureCount())
        clear();
    else
        m_private->show(*snapshot, failureDetails(*snapshot, failure));
}

void DetailsPanel::showFailureGroup(
    std::shared_ptr<const Snapshot> snapshot, std::vector<RowId> group)
{
    if (!snapshot || group.empty()) {
        clear();
        return;
    }
    m_private->make(
        [snapshot, group = std::move(group)](
            const std::stop_token& stop) { return failureGroupDetails(*snapshot, group, stop); },
        snapshot);
}

void DetailsPanel::showPolicy(std::shared_ptr<const Snapshot> snapshot, RowId policy)
{
    if (!snapshot || policy >= snapshot->policyCount())
        clear();
    else
        m_private->show(*snapshot, policyDetails(*snapshot, policy));
}

void DetailsPanel::showReport(std::shared_ptr<const Snapshot> snapshot, RowId report)
{
    if (!snapshot || report >= snapshot->reportCount())
        clear();
    else
        m_private->show(*snapshot, reportDetails(*snapshot, report));
}

void DetailsPanel::showSource(std::shared_ptr<const Snapshot> snapshot, RowId source)
{
    if (!snapshot || source >= snapshot->sourceCount())
        clear();
    else
        m_private->show(*snapshot, sourceDetails(*snapshot, source));
}

void DetailsPanel::showProblem(std::shared_ptr<const DiagnosisRows> rows, RowId problem)
{
    m_private->make([rows = std::move(rows), problem](const std::stop_token& stop) {
        return problemDetails(*rows, problem, stop);
    });
}

void DetailsPanel::showDomain(std::shared_ptr<const DiagnosisRows> rows, RowId domain)
{
    m_private->make([rows = std::move(rows), domain](const std::stop_token& stop) {
        return domainDetails(*rows, domain, stop);
    });
}

bool DetailsPanel::busy() const
{
    return m_private->making.busy();
}

void DetailsPanel::clear()
{
    m_private->making.cancel();
    m_private->loader->cancel();
    m_private->path.clear();
    m_private->inner.clear();
    m_private->form->setDetails({});
    m_private->raw->showNothing({});
    m_private->stack->setCurrentWidget(m_private->empty);
}

void DetailsPanel::setRawReader(RawReader reader)
{
    m_private->loader->setReader(std::move(reader));
}

QString DetailsPanel::sentence() const
{
    return m_private->form->details().sentence;
}

QString DetailsPanel::text() const
{
    const DetailsText& details = m_private->form->details();
    return details.sentence.isEmpty() ? m_private->empty->text() : plainText(details);
}

void DetailsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_private->refreshLooks();
}

void DetailsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= length(this, sideBySide);
    const Qt::Orientation wanted = wide ? Qt::Horizontal : Qt::Vertical;
    QSplitter* splitter = m_private->splitter;
    if (m_private->laidOut && splitter->orientation() == wanted)
        return;
    m_private->laidOut = true;
    splitter->setOrientation(wanted);
    const int all = wide ? width() : height();
    splitter->setSizes({ all * 55 / 100, all * 45 / 100 });
}

} // namespace mxlens
