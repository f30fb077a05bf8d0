// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/stspolicydialog.h"

#include "core/output/export.h"
#include "core/policy/policycoverage.h"
#include "core/policy/policywriter.h"
#include "core/report/corewords.h"
#include "core/report/names.h"
#include "ui/dialogs/checkpane.h"
#include "ui/dialogs/durationwords.h"
#include "ui/dialogs/findingslist.h"
#include "ui/dialogs/resultfield.h"
#include "ui/dialogs/stspolicyfields.h"
#include "ui/panels/displaytext.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"

#include <QComboBox>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace mxlens {

namespace {

constexpr qint64 mostBytesOfAPolicy = 1024 * 1024;

QDate dateOf(Day day)
{
    return QDate(1970, 1, 1).addDays(day);
}

StsPolicy startFrom(const DomainFacts& facts)
{
    StsPolicy policy;
    policy.mode = PolicyMode::Testing;
    if (!facts.latest || facts.latest->content.patterns.empty()) {
        policy.mx = facts.mxSeen;
        return policy;
    }
    const PolicyContent& latest = facts.latest->content;
    if (latest.mode == PolicyMode::Enforce)
        policy.mode = PolicyMode::Enforce;
    policy.mx = latest.patterns;
    policy.maxAge = latest.maxAge;
    return policy;
}

// The file, or why it could not be had.
std::pair<QByteArray, QString> readPolicy(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return { {}, file.errorString() };
    QByteArray bytes = file.read(mostBytesOfAPolicy + 1);
    if (bytes.size() > mostBytesOfAPolicy)
        return { {}, StsPolicyDialog::tr("It has more than 1 MiB: this is no policy.") };
    return { std::move(bytes), QString() };
}

} // namespace

CheckOutcome checkedPolicy(const QByteArray& text)
{
    StsPolicyCheck check
        = checkStsPolicy({ text.constData(), static_cast<std::size_t>(text.size()) });
    CheckOutcome outcome;
    QStringList lines;
    const std::string_view mode = policyModeName(check.policy.mode);
    if (check.policy.mode != PolicyMode::Absent)
        lines.append(StsPolicyDialog::tr("Mode: %1").arg(displayText(mode)));
    for (const std::string& mx : check.policy.mx)
        lines.append(StsPolicyDialog::tr("MX: %1").arg(displayText(mx)));
    if (check.policy.maxAge)
        lines.append(StsPolicyDialog::tr("Kept for: %1").arg(durationWords(*check.policy.maxAge)));
    outcome.read = lines.join(QLatin1Char('\n'));
    outcome.marks = marksInLines(text, check.findings);
    outcome.usable = !check.policy.mx.empty() || check.policy.mode == PolicyMode::None;
    outcome.findings = std::move(check.findings);
    return outcome;
}

StsPolicyDialog::StsPolicyDialog(ToolContext context, QWidget* parent)
    : ToolDialog(tr("MTA-STS policy"), QStringLiteral("mta-sts"), parent)
{
    setObjectName(QStringLiteral("stsPolicyDialog"));
    build(std::move(context));
    addCheckSide();
    followReports();
    update();
}

void StsPolicyDialog::build(ToolContext context)
{
    QVBoxLayout* side = addScrolledSide(tr("&Build"), "buildSide");
    side->addWidget(toolNote(tr("A policy tells senders which MX hosts receive your mail, and that "
                                "each must offer TLS with a valid certificate."),
        this));
    m_domain = addDomainField(side, std::move(context));
    m_latest = toolNote({}, this);
    m_latest->setObjectName(QStringLiteral("latestPolicy"));
    m_latest->hide();
    side->addWidget(m_latest);
    m_fields = new StsPolicyFields(this);
    side->addWidget(m_fields);
    addIdField(side);
    side->addSpacing(length(this, 2));
    addResults(side);
    connect(m_domain, &QComboBox::editTextChanged, this, [this] {
        followDomain();
        update();
    });
    connect(this, &ToolDialog::reportsFollowed, this, [this] {
        m_asked.clear();
        followDomain();
    });
    connect(m_fields, &StsPolicyFields::changed, this, &StsPolicyDialog::update);
}

void StsPolicyDialog::addIdField(QVBoxLayout* side)
{
    auto* caption = new QLabel(tr("&Id of the policy: another one whenever the policy changes, or "
                                  "senders do not fetch it again"),
        this);
    caption->setWordWrap(true);
    m_id = new QLineEdit(this);
    m_id->setObjectName(QStringLiteral("policyId"));
    m_id->setAccessibleName(tr("Id of the policy"));
    caption->setBuddy(m_id);
    auto* fresh = new QPushButton(tr("Ne&w id"), this);
    fresh->setObjectName(QStringLiteral("newId"));
    fresh->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(length(this, 2));
    row->addWidget(m_id, 1);
    row->addWidget(fresh);
    side->addWidget(caption);
    side->addLayout(row);
    connect(m_id, &QLineEdit::textEdited, this, &StsPolicyDialog::update);
    connect(fresh, &QPushButton::clicked, this, [this] {
        makeId();
        update();
    });
}

void StsPolicyDialog::addResults(QVBoxLayout* side)
{
    side->addWidget(toolHeading(tr("The policy and its record"), this));
    m_text = new ResultField(tr("&Policy text, its lines ending with CRLF"), 6, "policyText", this);
    auto* saving = new QPushButton(icon(QStringLiteral("export")), tr("Sa&ve\u2026"), this);
    saving->setObjectName(QStringLiteral("savePolicy"));
    saving->setAutoDefault(false);
    connect(saving, &QPushButton::clicked, this, &StsPolicyDialog::save);
    m_text->addAction(saving);
    m_url = new ResultField(
        tr("&Served at, as text/plain, without a redirect"), 1, "policyUrl", this);
    m_saved = toolNote({}, this);
    m_saved->setObjectName(QStringLiteral("savedNote"));
    m_saved->hide();
    m_recordName = new ResultField(tr("&Name of the record, type TXT"), 1, "recordName", this);
    m_recordValue = new ResultField(tr("Value of the r&ecord"), 1, "recordValue", this);
    m_zoneLine = new ResultField(tr("&Line of a zone file"), 2, "zoneLine", this);
    for (QWidget* part : std::initializer_list<QWidget*>{
             m_text, m_saved, m_url, m_recordName, m_recordValue, m_zoneLine })
        side->addWidget(part);
    side->addWidget(toolNote(tr("Put the policy in place first, then the record. Change the record "
                                "last each time the policy changes."),
        this));
    side->addWidget(toolHeading(tr("Findings"), this));
    m_findings = new FindingsList(this);
    side->addWidget(m_findings, 1);
}

void StsPolicyDialog::addCheckSide()
{
    m_check = new CheckPane({ tr("&Paste a policy that exists, or open its file"),
                                QStringLiteral("version: STSv1\nmode: testing\n"
                                               "mx: mx1.example.com\nmax_age: 604800"),
                                tr("&Take over") },
        &checkedPolicy, this);
    m_check->setObjectName(QStringLiteral("checkSide"));
    auto* open = new QPushButton(icon(QStringLiteral("open")), tr("&Open\u2026"), this);
    open->setObjectName(QStringLiteral("openPolicy"));
    open->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, &StsPolicyDialog::openFile);
    m_check->addAction(open);
    connect(m_check, &CheckPane::takeOverRequested, this, &StsPolicyDialog::takeOver);
    addSide(m_check, tr("&Check"));
}

std::string StsPolicyDialog::domain() const
{
    return normalizedName(m_domain->currentText().toStdString());
}

void StsPolicyDialog::followDomain()
{
    const std::string name = domain();
    const auto snapshot = context().snapshot ? context().snapshot() : nullptr;
    if (name == m_asked)
        return;
    m_asked = name;
    m_facts = {};
    m_latest->hide();
    m_fields->setSeen({});
    m_fields->setReadiness({});
    const bool known = m_domain->findText(QString::fromStdString(name)) >= 0;
    if (!snapshot || !known)
        return m_reading.cancel();
    const Thresholds thresholds = context().thresholds ? context().thresholds() : Thresholds();
    m_reading.start(
        [this, snapshot, name, thresholds](const std::stop_token& stop) -> LatestTask::Done {
            auto facts = std::make_shared<const DomainFacts>(
                domainFacts(*snapshot, name, thresholds, stop));
            return [this, facts] { receive(*facts); };
        });
}

void StsPolicyDialog::receive(const DomainFacts& facts)
{
    m_facts = facts;
    QStringList seen;
    for (const std::string& host : facts.mxSeen)
        seen.append(QString::fromStdString(host));
    m_fields->setSeen(seen);
    if (facts.status)
        m_fields->setReadiness(tr("What the reports say: %1")
                                   .arg(displayText(basisOf(*facts.status, programLanguage()))));
    if (facts.latest) {
        const int reporters = static_cast<int>(facts.latest->reporters.size());
        m_latest->setText(
            tr("The fields start from the policy seen last: mode %1, %2, by %n "
               "reporter(s).",
                nullptr, reporters)
                .arg(displayText(policyModeName(facts.latest->content.mode)),
                    daysText(dateOf(facts.latest->firstDay), dateOf(facts.latest->lastDay))));
    } else {
        m_latest->setText(tr("The reports show no MTA-STS policy of this domain yet."));
    }
    m_latest->show();
    // More reports on the same domain leave alone what was written meanwhile.
    if (m_started != m_asked)
        m_fields->setPolicy(startFrom(facts));
    else
        update();
    m_started = m_asked;
}

void StsPolicyDialog::makeId()
{
    m_id->setText(context().now().toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")));
}

void StsPolicyDialog::update()
{
    const StsPolicy policy = m_fields->policy();
    const std::string text = stsPolicyText(policy);
    // An id that was made stands for one text; one that was typed stays.
    if (text != m_policyText && !m_id->isModified())
        makeId();
    m_policyText = text;
    const QString shown = QString::fromStdString(text);
    m_text->setText(QString(shown).remove(QLatin1Char('\r')).trimmed(), shown);
    m_url->setText(QString::fromStdString(stsPolicyUrl(domain())));
    const TxtRecord record = mtaStsRecord(domain(), m_id->text().toStdString());
    m_recordName->setText(QString::fromStdString(record.name));
    m_recordValue->setText(QString::fromStdString(record.value));
    m_zoneLine->setText(QString::fromStdString(zoneLine(record)));
    std::vector<Finding> findings = record.findings;
    for (Finding& finding : findings)
        finding.column = 0; // of the record, not of the policy that others are about
    for (std::vector<Finding>& more :
        std::array{ checkStsPolicy(text).findings, coverageFindings(policy, m_facts.mxSeen) })
        std::ranges::move(more, std::back_inserter(findings));
    m_findings->setFindings(findings);
}

void StsPolicyDialog::save()
{
    context().files.save(
        this, tr("Save the policy"), QStringLiteral("mta-sts.txt"), [this](const QString& path) {
            m_files.start(
                [this, path, text = m_policyText](const std::stop_token&) -> LatestTask::Done {
                    const Result<std::size_t> written = writeFileSafely(
                        QFile::encodeName(path).toStdString(),
                        [&](const ByteSink& sink) -> Result<std::size_t> {
                            if (!sink(text))
                                return Error{ ErrorCode::WriteFailed, path.toStdString(), {}, {} };
                            return text.size();
                        });
                    const QString sentence = written
                        ? tr("Saved as %1.").arg(path)
                        : tr("It could not be saved: %1")
                              .arg(QString::fromStdString(
                                  inLanguage(describe(written.error()), programLanguage())));
                    return [this, sentence] {
                        m_saved->setText(sentence);
                        m_saved->show();
                    };
                });
        });
}

void StsPolicyDialog::openFile()
{
    context().files.open(this, tr("Open a policy"), [this](const QString& path) {
        m_files.start([this, path](const std::stop_token&) -> LatestTask::Done {
            const auto [bytes, fault] = readPolicy(path);
            return [this, path, bytes = bytes, fault = fault] {
                m_check->setText(bytes);
                if (!fault.isEmpty())
                    m_check->showMessage(tr("%1 could not be read: %2").arg(path, fault));
            };
        });
    });
}

void StsPolicyDialog::takeOver()
{
    const QByteArray text = m_check->text();
    m_fields->setPolicy(
        checkStsPolicy({ text.constData(), static_cast<std::size_t>(text.size()) }).policy);
    showSide(0);
    m_fields->focusPatterns();
}

} // namespace mxlens
