// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/facetpanel.h"

#include "core/query/filteredit.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/celldelegate.h"
#include "ui/views/domaintree.h"

#include <QLineEdit>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

QString openKey()
{
    return QStringLiteral("facets/open");
}

QStringList textsOf(const std::vector<std::string>& values)
{
    QStringList texts;
    for (const std::string& value : values)
        texts.append(QString::fromStdString(value));
    return texts;
}

/// Takes the value out; false where it is not in.
bool taken(std::vector<std::string>& values, const std::string& value)
{
    return std::erase_if(values, [&value](const std::string& other) {
        return sameFilterValue(other, value);
    }) > 0;
}

} // namespace

FacetPanel::FacetPanel(ViewState* state, DomainTree* domains, QWidget* parent)
    : QSplitter(Qt::Vertical, parent)
    , m_state(state)
{
    setObjectName(QStringLiteral("facets"));
    m_domains = domains;
    setChildrenCollapsible(false);
    addWidget(makeTreePart(domains));
    addWidget(makeSections());
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    connect(m_state, &ViewState::changed, this, &FacetPanel::followState);
    // What was given by hand stays.
    connect(this, &QSplitter::splitterMoved, this, [this] { m_ownsRoom = false; });
    followState();
}

QWidget* FacetPanel::makeTreePart(DomainTree* domains)
{
    auto* part = new QWidget;
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* search = new QLineEdit;
    search->setObjectName(QStringLiteral("domainSearch"));
    search->setPlaceholderText(tr("Search domains and MX"));
    search->setAccessibleName(tr("Search domains and MX"));
    search->setClearButtonEnabled(true);
    layout->addWidget(search);
    layout->addWidget(domains, 1);
    connect(search, &QLineEdit::textChanged, domains, &DomainTree::setSearch);
    const auto follow = [search, domains] {
        search->setVisible(domains->isWorthSearching() || !search->text().isEmpty());
    };
    connect(domains, &DomainTree::domainsShown, search, follow);
    follow();
    return part;
}

QWidget* FacetPanel::makeSections()
{
    const std::pair<QString, QString> titles[] = {
        { tr("Reporters"), QStringLiteral("reporters") },
        { tr("Result types"), QStringLiteral("results") },
        { tr("Policy types"), QStringLiteral("types") },
        { tr("Policy modes"), QStringLiteral("modes") },
    };
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (const Facet facet : allFacets()) {
        const auto& [title, name] = titles[static_cast<std::size_t>(facet)];
        auto* section = new FacetSection(facet, title, name);
        m_sections.append(section);
        layout->addWidget(section);
        connect(section, &FacetSection::valueRequested, this,
            [this, facet](
                const QString& value, FacetAction action) { choose(facet, value, action); });
        connect(section, &FacetSection::folded, this, [this](bool open) {
            m_ownsRoom = true;
            if (open)
                ask();
            else
                makeRoom();
        });
    }
    layout->addStretch(1);
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(QStringLiteral("facetSections"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);
    m_scroll->setMinimumHeight(length(this, 8));
    return m_scroll;
}

void FacetPanel::choose(Facet facet, const QString& value, FacetAction action)
{
    const FilterKey key = facetKey(facet);
    const std::string wanted = value.toStdString();
    std::string text = m_state->values().filterText.toStdString();
    std::vector<std::string> chosen = valuesOf(text, key, false);
    std::vector<std::string> leftOut = valuesOf(text, key, true);
    const bool wasLeftOut = taken(leftOut, wanted);
    if (action == FacetAction::LeaveOut) {
        text = leavingOut(text, key, wanted);
    } else {
        if (action == FacetAction::Only)
            chosen = { wanted };
        else if (!taken(chosen, wanted) && !wasLeftOut)
            chosen.push_back(wanted);
        text = withValues(text, key, false, chosen);
        text = withValues(text, key, true, leftOut);
    }
    m_state->setFilterText(QString::fromStdString(text));
}

void FacetPanel::followState()
{
    const std::string text = m_state->values().filterText.toStdString();
    for (FacetSection* section : std::as_const(m_sections)) {
        const FilterKey key = facetKey(section->facet());
        section->setChoice(textsOf(valuesOf(text, key, false)), textsOf(valuesOf(text, key, true)));
    }
}

void FacetPanel::showAnswer(const ViewAnswer& answer)
{
    if (m_query.shown.scope.snapshot != answer.snapshot)
        m_query.whole.reset();
    m_query.shown = answer.shown;
    ask();
}

void FacetPanel::clearAnswer()
{
    m_counting.cancel();
    m_query = {};
    for (FacetSection* section : std::as_const(m_sections))
        section->showRows({});
}

void FacetPanel::ask()
{
    const bool seen = std::any_of(m_sections.begin(), m_sections.end(),
        [](const FacetSection* section) { return section->isOpen(); });
    if (!seen || !m_query.shown.scope.snapshot)
        return;
    m_counting.start(
        [this, query = m_query](const std::stop_token& stop) -> LatestTask::Done {
            auto answer = std::make_shared<const FacetAnswer>(facetAnswer(query, stop));
            return [this, answer] { receive(*answer); };
        },
        LatestTask::Running::Finish);
}

void FacetPanel::receive(const FacetAnswer& answer)
{
    if (answer.snapshot == m_query.shown.scope.snapshot)
        m_query.whole = answer.whole;
    for (FacetSection* section : std::as_const(m_sections))
        section->showRows(answer.rows[static_cast<std::size_t>(section->facet())]);
    makeRoom();
}

void FacetPanel::makeRoom()
{
    const int all = sizes().value(0) + sizes().value(1);
    if (!m_ownsRoom || all <= 0)
        return;
    // Asked of each section: what holds them learns of a change only when it is laid out again.
    int wanted = length(this, 1);
    for (const FacetSection* section : std::as_const(m_sections))
        wanted += section->sizeHint().height();
    // A tree of few domains leaves the rest of its part empty; one of many keeps a good part.
    const int tree = widget(0)->sizeHint().height() - m_domains->sizeHint().height()
        + m_domains->wholeHeight() + tableRowHeight(this);
    const int most = std::max({ all * 6 / 10, all - tree, m_scroll->minimumHeight() });
    const int given = std::min(wanted, most);
    if (sizes().value(1) != given)
        setSizes({ all - given, given });
}

void FacetPanel::restore(const Settings& settings)
{
    // Who reports, and what: that is asked first, and the room below the domains is there for it.
    const QStringList open = settings.texts(
        openKey(), { section(Facet::Organization).name(), section(Facet::ResultType).name() });
    for (FacetSection* section : std::as_const(m_sections))
        section->setOpen(open.contains(section->name()));
}

void FacetPanel::resizeEvent(QResizeEvent* event)
{
    QSplitter::resizeEvent(event);
    if (event->oldSize().height() != event->size().height())
        makeRoom();
}

void FacetPanel::save(Settings& settings) const
{
    QStringList open;
    for (const FacetSection* section : m_sections) {
        if (section->isOpen())
            open.append(section->name());
    }
    settings.setTexts(openKey(), open);
}

} // namespace mxlens
