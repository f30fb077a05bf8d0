// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filterbox.h"

#include "core/report/corewords.h"
#include "ui/models/cells.h"
#include "ui/session/filterbook.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/theme.h"
#include "ui/views/filterpopup.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QTextCharFormat>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

// What the list offers at most; the rest is found by another letter.
constexpr qsizetype mostProposals = 40;

/// Core counts bytes of UTF-8, a line edit UTF-16 units.
int unitsOf(const QByteArray& utf8, std::size_t bytes)
{
    const auto within = std::min(static_cast<qsizetype>(bytes), utf8.size());
    return static_cast<int>(QString::fromUtf8(utf8.left(within)).size());
}

} // namespace

FilterBox::FilterBox(ViewState* state, QWidget* parent)
    : QLineEdit(parent)
    , m_state(state)
    , m_popup(new FilterPopup(this))
{
    setObjectName(QStringLiteral("filterBox"));
    setAccessibleName(tr("Filter"));
    setPlaceholderText(tr("Filter, for example domain:example.com -result:starttls-not-supported"));
    const QString help = tr("Words search every column. Keys: domain, mx, org, result, type, mode, "
                            "ip, reason, report, source, after, before, failures, sessions.\n"
                            "domain:example.com,example.org  -mx:mx2.*  failures:>10  "
                            "after:2026-09-01\n"
                            "Down shows the last filters.");
    setPlainToolTip(*this, help);
    setClearButtonEnabled(true);
    // The window takes drops: a file dropped here must not become text.
    setAcceptDrops(false);
    m_icon = addAction(icon(QStringLiteral("filter"), Colour::MutedText), LeadingPosition);
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, &FilterBox::takeTyped);
    connect(this, &QLineEdit::textEdited, this, &FilterBox::edited);
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
        paintText();
        // The clear button changes the text without editing it.
        if (text.isEmpty() && !m_state->values().filterText.isEmpty())
            m_timer.start(0);
    });
    connect(this, &QLineEdit::returnPressed, this, &FilterBox::takeUsed);
    connect(m_popup, &FilterPopup::proposalChosen, this, &FilterBox::complete);
    connect(m_popup, &FilterPopup::filterChosen, this, &FilterBox::useFilter);
    connect(m_state, &ViewState::changed, this, &FilterBox::follow);
    connect(m_state, &ViewState::filterErrorChanged, this, &FilterBox::showError);
}

void FilterBox::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    if (snapshot == m_snapshot)
        return;
    m_snapshot = std::move(snapshot);
    m_counted = false;
    if (!m_snapshot) {
        m_counting.cancel();
        m_candidates.reset();
    }
}

void FilterBox::setBook(FilterBook* book)
{
    m_book = book;
}

void FilterBox::setMenu(QMenu* menu)
{
    m_menu = menu;
    QAction* button = addAction(icon(QStringLiteral("history")), TrailingPosition);
    button->setObjectName(QStringLiteral("filterMenuButton"));
    button->setToolTip(tr("Last and saved filters (Alt+Down)"));
    connect(button, &QAction::triggered, this, &FilterBox::openMenu);
}

void FilterBox::openMenu()
{
    if (!m_menu)
        return;
    const auto buttons = findChildren<QToolButton*>();
    const auto own = std::ranges::find_if(buttons, [](const QToolButton* button) {
        return button->defaultAction()
            && button->defaultAction()->objectName() == QLatin1String("filterMenuButton");
    });
    // Below its button, which stands at the far end of the box.
    const int x = own == buttons.end() ? 0 : (*own)->x();
    m_menu->popup(mapToGlobal(QPoint(x, height())));
}

int FilterBox::pause() const
{
    // A word narrows with each letter. A value after a key means something when it is whole, a word
    // may become a key, and what does not parse may do so with the next letter.
    const FilterPlace place = filterPlaceAt(text(), cursorPosition());
    const bool isWord = place.key == FilterKey::Any
        && (place.typed.isEmpty() || !beginsFilterKey(place.typed.toStdString()));
    return m_quick && isWord && std::holds_alternative<Filter>(parseFilter(text().toStdString()))
        ? 0
        : delay;
}

bool FilterBox::isHalf() const
{
    const FilterPlace place = filterPlaceAt(text(), cursorPosition());
    if (place.key == FilterKey::Any)
        return !place.typed.isEmpty() && beginsFilterKey(place.typed.toStdString());
    if (!m_candidates || place.typed.contains(QLatin1Char('*')))
        return false;
    const auto found = m_candidates->values.find(place.key);
    return found != m_candidates->values.end()
        && std::none_of(
            found->second.begin(), found->second.end(), [&place](const ValueCount& value) {
                return plainText(value.value).compare(place.typed, Qt::CaseInsensitive) == 0;
            });
}

void FilterBox::edited()
{
    m_timer.start(pause());
    m_proposing = true;
    countValues();
    propose();
}

void FilterBox::countValues()
{
    if (m_counted || !m_snapshot)
        return;
    m_counted = true;
    m_counting.start([this, snapshot = m_snapshot](const std::stop_token& stop) {
        auto candidates = filterCandidates(*snapshot, stop);
        return [this, candidates] {
            m_candidates = candidates;
            if (m_proposing)
                propose();
        };
    });
}

void FilterBox::propose()
{
    static const FilterCandidates none;
    const FilterPlace place = filterPlaceAt(text(), cursorPosition());
    // An empty word proposes nothing by itself: keys would stand in the way of what is read.
    if (!hasFocus() || (place.key == FilterKey::Any && place.typed.isEmpty())) {
        m_popup->hide();
        return;
    }
    m_popup->showProposals(proposalsFor(place, m_candidates ? *m_candidates : none, mostProposals));
}

void FilterBox::complete(const FilterProposal& proposal)
{
    const FilterPlace place = filterPlaceAt(text(), cursorPosition());
    qsizetype cursor = 0;
    const QString whole = completedText(text(), place, proposal, cursor);
    setText(whole);
    setCursorPosition(static_cast<int>(cursor));
    // A key is followed by its values; a value can be taken.
    if (proposal.inserted.endsWith(QLatin1Char(':')))
        edited();
    else
        takeUsed();
}

void FilterBox::useFilter(const QString& text)
{
    setText(text);
    takeUsed();
}

void FilterBox::showUsed()
{
    if (!m_book)
        return;
    QList<std::pair<QString, QString>> filters;
    for (const QString& text : m_book->recent())
        filters.append({ text, {} });
    for (const SavedFilter& saved : m_book->saved())
        filters.append({ saved.text, saved.name });
    m_popup->showFilters(filters);
}

void FilterBox::takeUsed()
{
    m_proposing = false;
    m_popup->hide();
    take();
    if (m_book && !m_state->filterError())
        m_book->addRecent(m_state->values().filterText);
}

void FilterBox::take()
{
    m_timer.stop();
    m_state->setFilterText(text());
}

void FilterBox::takeTyped()
{
    m_timer.stop();
    // Somebody is choosing what comes next: what is missing is not wrong yet, and half a key or
    // half a value would leave nothing of what is looked at.
    if (m_popup->isShown()
        && (std::holds_alternative<FilterError>(parseFilter(text().toStdString())) || isHalf()))
        return;
    m_state->typeFilterText(text());
}

void FilterBox::follow()
{
    const QString& wanted = m_state->values().filterText;
    if (!m_timer.isActive() && text().trimmed() != wanted && !m_state->filterError())
        setText(wanted);
}

void FilterBox::showError()
{
    m_error.clear();
    if (const std::optional<FilterError>& error = m_state->filterError())
        m_error = tr("The filter is not applied: at character %1, %2.")
                      .arg(unitsOf(text().toUtf8(), error->position) + 1)
                      .arg(singleLine(inLanguage(error->message, programLanguage())));
    paintText();
    emit errorChanged();
}

QList<QInputMethodEvent::Attribute> FilterBox::formats() const
{
    QList<QInputMethodEvent::Attribute> attributes;
    const QByteArray utf8 = text().toUtf8();
    const auto add = [&](std::size_t from, std::size_t length, const QTextCharFormat& format) {
        const int begin = unitsOf(utf8, from);
        attributes.append({ QInputMethodEvent::TextFormat, begin - cursorPosition(),
            qMax(unitsOf(utf8, from + length) - begin, 1), format });
    };
    QTextCharFormat format;
    const auto parsed = parseFilter(utf8.toStdString());
    if (const auto* error = std::get_if<FilterError>(&parsed)) {
        format.setForeground(textColour(Colour::Failure, palette()));
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(colour(Colour::Failure, palette()));
        add(error->position, std::max<std::size_t>(error->length, 1), format);
        return attributes;
    }
    format.setForeground(textColour(Colour::Accent, palette()));
    for (const FilterTerm& term : std::get<Filter>(parsed).terms) {
        const std::size_t sign = term.negated ? 1 : 0;
        const std::size_t name = filterKeyName(term.key).size();
        if (name + sign > 0)
            add(term.position, sign + (name > 0 ? name + 1 : 0), format);
    }
    return attributes;
}

void FilterBox::paintText()
{
    // A line edit has no formats of its own but those of an input method, which comes first.
    if (m_composing)
        return;
    QInputMethodEvent event(QString(), formats());
    QLineEdit::inputMethodEvent(&event);
}

void FilterBox::inputMethodEvent(QInputMethodEvent* event)
{
    m_composing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
    if (!m_composing)
        paintText();
}

bool FilterBox::event(QEvent* event)
{
    // Escape clears the text that is typed here before it clears anything in the window.
    if (event->type() == QEvent::ShortcutOverride && !text().isEmpty()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void FilterBox::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (m_popup->isShown()) {
        // The list takes these itself when they are not taken here.
        const bool chooses = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab;
        if (key == Qt::Key_Escape || key == Qt::Key_Up || key == Qt::Key_Down
            || (chooses && m_popup->hasCurrent())) {
            m_proposing &= key != Qt::Key_Escape;
            // Whoever closes the list means what stands there.
            if (key == Qt::Key_Escape)
                m_timer.start(delay);
            event->ignore();
            return;
        }
    } else if (key == Qt::Key_Down) {
        if (event->modifiers() & Qt::AltModifier)
            openMenu();
        else
            showUsed();
        return;
    }
    if (key == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        take();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterBox::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        m_proposing = false;
    if (event->reason() != Qt::PopupFocusReason && !m_state->filterError()
        && text().trimmed() != m_state->values().filterText)
        takeTyped();
    // What was looked at and left is a filter that was used.
    if (event->reason() == Qt::PopupFocusReason || !m_book)
        return;
    if (text().trimmed() == m_state->values().filterText)
        m_book->addRecent(m_state->values().filterText);
}

void FilterBox::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        paintText();
}

} // namespace mxlens
