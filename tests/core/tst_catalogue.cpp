// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/cataloguetexts.h"
#include "core/diagnosis/reasoncode.h"
#include "core/output/explaintext.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace mxlens;

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::multiset<QString> placeholdersIn(std::string_view text)
{
    static const QRegularExpression pattern(QStringLiteral("\\{[^}]*\\}"));
    std::multiset<QString> found;
    for (auto match = pattern.globalMatch(toQString(text)); match.hasNext();)
        found.insert(match.next().captured());
    return found;
}

// Names may stand more often in one language than in the other, but not in one alone.
std::set<QString> namesIn(std::string_view text)
{
    const auto all = placeholdersIn(text);
    return { all.begin(), all.end() };
}

QByteArray causeText(const char* type, const char* reason)
{
    const std::string_view name = causeName(causeOfWords(type, reason));
    return { name.data(), static_cast<qsizetype>(name.size()) };
}

const CaseNames aCase{ "mx1.example.com", "example.com", "Example Mail", "2026-03-01", "2026-03-09",
    "odd-type" };

} // namespace

class CatalogueTest final : public QObject {
    Q_OBJECT

private slots:
    void everyEntryHasBothLanguages()
    {
        const auto entries = catalogueEntries();
        const auto english = englishCatalogue().entries;
        const auto spanish = spanishCatalogue().entries;
        QCOMPARE(english.size(), entries.size());
        QCOMPARE(spanish.size(), entries.size());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const QByteArray name = toQString(entries[i].name).toUtf8();
            QCOMPARE(english[i].name, entries[i].name);
            QCOMPARE(spanish[i].name, entries[i].name);
            for (const auto text : { english[i].title, english[i].meaning, english[i].steps,
                     spanish[i].title, spanish[i].meaning, spanish[i].steps })
                QVERIFY2(!text.empty() && text.front() != ' ' && text.back() != ' ', name);
            QVERIFY2(english[i].title != spanish[i].title, name);
            QVERIFY2(namesIn(english[i].meaning) == namesIn(spanish[i].meaning), name);
            QVERIFY2(namesIn(english[i].steps) == namesIn(spanish[i].steps), name);
            QVERIFY2(std::ranges::count(english[i].steps, '\n')
                    == std::ranges::count(spanish[i].steps, '\n'),
                name);
        }
    }
    void everyCauseHasAnEntryOfItsName()
    {
        for (int i = 0; i < causeCount; ++i) {
            const auto cause = static_cast<Cause>(i);
            const CatalogueEntry& entry = catalogueEntries()[static_cast<std::size_t>(i)];
            QCOMPARE(entry.cause, cause);
            QCOMPARE(entry.name, causeName(cause));
            QCOMPARE(causeNamed(causeName(cause)), std::optional(cause));
            QCOMPARE(explain(cause, {}, Language::English).name, std::string(causeName(cause)));
        }
        QVERIFY(!causeNamed("nothing"));
    }
    void everySentenceOfALanguageIsThere()
    {
        for (const CatalogueLanguage* texts : { &englishCatalogue(), &spanishCatalogue() }) {
            for (std::size_t i = 0; i < std::size_t(appliedPolicyCount); ++i) {
                QVERIFY(!texts->policyNames[i].empty());
                QVERIFY(texts->sessionEffects[i].ends_with('.'));
                QVERIFY(texts->fetchEffects[i].ends_with('.'));
            }
            for (const auto actor : texts->actors)
                QVERIFY(!actor.empty() && actor.front() >= 'a' && actor.front() <= 'z');
            for (const auto text : { texts->anyMx, texts->anyDomain, texts->anyOrganization,
                     texts->anyPolicyHost, texts->anyPolicyUrl, texts->anyDays, texts->anyWritten })
                QVERIFY(!text.empty());
        }
    }
    void everyReasonHasBothLanguagesAndCanBeFound()
    {
        std::set<std::string_view> codes;
        for (const auto entries :
            { opensslReasons(), tlsAlertReasons(), softwareReasons(), freeTextReasons() }) {
            for (const ReasonEntry& entry : entries) {
                const QByteArray code = toQString(entry.code).toUtf8();
                QVERIFY2(codes.insert(entry.code).second, code);
                QVERIFY2(entry.english.ends_with('.') && entry.spanish.ends_with('.'), code);
                QVERIFY2(entry.english != entry.spanish, code);
                QVERIFY2(placeholdersIn(entry.english) == placeholdersIn(entry.spanish), code);
                QVERIFY2(decodeReason(entry.code).has_value(), code);
            }
        }
        for (const auto entries : { opensslReasons(), softwareReasons() }) {
            for (const ReasonEntry& entry : entries)
                QCOMPARE(decodeReason(entry.code)->entry, &entry);
        }
    }
    void placeholdersAreNamesThatExist()
    {
        const std::set<QString> known{ "{mx}", "{domain}", "{organization}", "{policyhost}",
            "{policyurl}", "{days}", "{written}" };
        for (const auto texts : { englishCatalogue().entries, spanishCatalogue().entries }) {
            for (const CatalogueText& text : texts) {
                for (const auto part : { text.meaning, text.steps }) {
                    for (const QString& name : namesIn(part))
                        QVERIFY2(known.contains(name), qPrintable(name));
                }
            }
        }
    }
    void noBraceIsLeftInAFilledText()
    {
        for (const Language language : { Language::English, Language::Spanish }) {
            for (const CaseNames& names : { CaseNames{}, aCase }) {
                for (const CatalogueEntry& entry : catalogueEntries()) {
                    const Explanation about = explainWords(entry.name, names, language);
                    std::string all = about.meaning + about.whoActs + about.reason;
                    for (const std::string& step : about.firstSteps)
                        all += step;
                    QVERIFY2(all.find_first_of("{}") == std::string::npos, all.c_str());
                    QVERIFY2(all.find(" de el ") == std::string::npos, all.c_str());
                    QVERIFY2(all.find(" a el ") == std::string::npos, all.c_str());
                    QVERIFY(!about.firstSteps.empty());
                    for (const std::string& step : about.firstSteps)
                        QVERIFY2(step.ends_with('.'), step.c_str());
                }
            }
        }
    }

    void namesOfTheCaseAreFilledIn()
    {
        const Explanation expired = explain(Cause::CertificateExpired, aCase, Language::English);
        QCOMPARE(expired.title, std::string("Certificate expired"));
        QVERIFY(expired.meaning.starts_with("The certificate of mx1.example.com is past"));
        QCOMPARE(
            expired.firstSteps.front(), std::string("Renew the certificate of mx1.example.com."));
        const Explanation fetch = explain(Cause::StsPolicyFetchError, aCase, Language::Spanish);
        QCOMPARE(fetch.meaning,
            std::string("El remitente no pudo descargar la política MTA-STS de example.com desde "
                        "mta-sts.example.com."));
        const Explanation starttls = explain(Cause::StarttlsNotSupported, {}, Language::English);
        QVERIFY(starttls.meaning.starts_with("The MX did not offer"));
        QVERIFY(explain(Cause::StarttlsNotSupported, aCase, Language::English)
                    .meaning.starts_with("mx1.example.com did not offer"));
        const Explanation spanish = explain(Cause::StarttlsNotSupported, {}, Language::Spanish);
        QVERIFY(
            spanish.firstSteps.front().starts_with("Conéctese desde fuera al puerto 25 del MX"));
        QCOMPARE(explain(Cause::HandshakeFailure, aCase, Language::English).firstSteps[1],
            std::string("Look at the log of mx1.example.com for 2026-03-01 to 2026-03-09."));
    }
    void effectDependsOnThePolicy()
    {
        const auto effects = explain(Cause::CertificateExpired, {}, Language::English).effects;
        QCOMPARE(effects.size(), std::size_t(appliedPolicyCount));
        QCOMPARE(effects[0].policy, AppliedPolicy::Enforce);
        QVERIFY(effects[0].effect.starts_with("The sender did not hand the mail over"));
        QVERIFY(effects[1].effect.starts_with("The mail was delivered all the same"));
        QVERIFY(explain(Cause::SilentReporter, {}, Language::English).effects.empty());
        QVERIFY(explain(Cause::StsWebpkiInvalid, {}, Language::English).effects[0].effect
            != effects[0].effect);
    }
    void whoActsIsAList()
    {
        QCOMPARE(explain(Cause::CertificateExpired, {}, Language::English).whoActs,
            std::string("You, at the mail server."));
        QCOMPARE(explain(Cause::StarttlsStrippedOnPath, {}, Language::Spanish).whoActs,
            std::string("El remitente; o quien gestiona la red intermedia."));
        QCOMPARE(explain(Cause::StalePolicy, {}, Language::English).whoActs,
            std::string("You, in the DNS of the domain; whoever runs the web host of the "
                        "policy; or the sender."));
        QCOMPARE(explain(Cause::Noise, {}, Language::English).whoActs,
            std::string("Nobody has to act."));
    }

    void wordsGiveTheirCause_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("cause");
        const auto row = [](const char* type, const char* reason, const char* cause) {
            QTest::newRow((QByteArray(type) + " / " + reason).constData())
                << QByteArray(type) << QByteArray(reason) << QByteArray(cause);
        };
        row("certificate-expired", "", "certificate-expired");
        row(" Certificate-Expired ", "", "certificate-expired");
        row("STARTTLS_NOT_SUPPORTED", "", "starttls-not-supported");
        row("cert-expired", "", "certificate-expired");
        row("hostname-mismatch", "", "certificate-host-mismatch");
        row("mta-sts-invalid-hostname", "", "mx-not-in-policy");
        row("mta-sts-policy-not-found", "", "sts-policy-fetch-error");
        row("quantum-handshake-flux", "", "unknown-result-type");
        row("Other", "MTA-STS is required and no policy was found.", "sts-policy-fetch-error");
        row("Other", "something else", "unknown-result-type");
        row("", "", "unknown-result-type");
        row("validation-failure", "", "validation-failure");
        row("validation-failure", "VALIDATION_FAILURE", "validation-failure");
        row("validation-failure", "MX_HOSTS_MISMATCH", "mx-not-in-policy");
        row("validation-failure", "MX not authorized by policy.", "mx-not-in-policy");
        row("validation-failure", "X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT",
            "certificate-not-trusted");
        row("validation-failure", "X509_V_ERR_CERT_NOT_YET_VALID", "certificate-not-valid-yet");
        row("validation-failure", "X509_V_ERR_OUT_OF_MEM", "validation-failure");
        row("validation-failure", "all-TLSA-records-unusable", "tlsa-invalid");
        row("validation-failure", "tls-handshake-failure", "handshake-failure");
        row("validation-failure", "tls-remote-alert-40-handshake-failure", "handshake-failure");
        row("validation-failure", "tls-remote-alert-42-bad-certificate", "handshake-failure");
        row("validation-failure", "tls-local-alert-45-expired-certificate", "certificate-expired");
        row("validation-failure", "tls-remote-alert-250", "handshake-failure");
        row("validation-failure", "invalid peer certificate: Expired", "certificate-expired");
        row("validation-failure", "certificate has expired", "certificate-expired");
        row("validation-failure", "error:0A000410:SSL routines::sslv3 alert handshake failure",
            "handshake-failure");
        row("certificate-not-trusted", "X509_V_ERR_CERT_HAS_EXPIRED", "certificate-expired");
        row("certificate-not-trusted", "X509_V_ERR_CERT_REVOKED", "certificate-revoked");
        row("certificate-not-trusted", "X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED",
            "certificate-not-trusted");
        row("certificate-not-trusted", "tls-handshake-failure", "certificate-not-trusted");
        row("certificate-not-trusted", "received fatal alert: HandshakeFailure",
            "handshake-failure");
        row("certificate-not-trusted", "received fatal alert: ProtocolVersion",
            "handshake-failure");
        row("certificate-not-trusted", "peer is incompatible: NoCipherSuitesInCommon",
            "handshake-failure");
        row("certificate-not-trusted", "invalid peer certificate: NotValidForName",
            "certificate-host-mismatch");
        row("validation-failure", "mtasts-policy-mx-mismatch", "mx-not-in-policy");
        row("validation-failure", "dane-no-match", "tlsa-invalid");
        row("validation-failure", "dane-no-match+errors", "tlsa-invalid");
        row("tlsa-invalid", "all-unusable-records+ignored", "tlsa-invalid");
        row("validation-failure", "dns-extended-error-7-signature-expired", "dnssec-invalid");
        row("X509_V_ERR_CERT_HAS_EXPIRED", "", "certificate-expired");
        row("MX_HOSTS_MISMATCH", "", "mx-not-in-policy");
        row("certificate-expired", "X509_V_ERR_CERT_REVOKED", "certificate-expired");
        row("starttls-not-supported", "tls-handshake-failure", "starttls-not-supported");
        row("sts-policy-fetch-error", "http-status-404", "sts-policy-fetch-error");
        row("sts-policy-fetch-error", "bad https response code: 500", "sts-policy-fetch-error");
        row("sts-policy-fetch-error", "X509_V_ERR_CERT_HAS_EXPIRED", "sts-webpki-invalid");
        row("dane-required", "No TLSA records found for MX.", "dane-required");
    }
    void wordsGiveTheirCause()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, reason);
        QFETCH(QByteArray, cause);
        QCOMPARE(causeText(type, reason), cause);
    }

    void reasonCodesAreDecoded()
    {
        const auto reason
            = [](const char* code) { return explainWords(code, {}, Language::English).reason; };
        QCOMPARE(reason("X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY").substr(0, 30),
            std::string("The sender does not have the c"));
        QCOMPARE(reason("bad https response code: 404"),
            std::string("The web server has no policy at its address (404)."));
        QCOMPARE(reason("http-status-503"),
            std::string("The web server failed to serve the policy (503)."));
        QCOMPARE(reason("HTTP status 301"),
            std::string("The web server answered with 301; only 200 counts, and redirects are not "
                        "followed."));
        QCOMPARE(reason("421 4.7.0"),
            std::string("The mail server answered STARTTLS with 421: TLS was not available at that "
                        "moment."));
        QCOMPARE(reason("go-x509-invalid-reason-12"),
            std::string("The certificate is not valid, for a reason that Go knows by its number "
                        "only."));
        QCOMPARE(reason("dns-extended-error-7-signature-expired"),
            std::string("The answer of the DNS failed DNSSEC validation (extended error 7, RFC "
                        "8914)."));
        QVERIFY(!decodeReason("A text field"));
        QVERIFY(!decodeReason("https://example.com/404"));
        QVERIFY(!decodeReason(std::string(5000, 'x') + "expired"));
    }
    void unknownWordSaysSoAndIsShown()
    {
        const Explanation odd = explainWords("Quantum Flux", {}, Language::English);
        QVERIFY(!odd.known);
        QCOMPARE(odd.written, std::string("Quantum Flux"));
        QVERIFY(odd.meaning.starts_with("The report says \"Quantum Flux\""));
        QVERIFY(explainWords("certificate-expired", {}, Language::English).written.empty());
        QCOMPARE(explainWords("cert-expired", {}, Language::English).written,
            std::string("cert-expired"));
        QVERIFY(explainDetail("x-odd", "", aCase, Language::Spanish)
                    .meaning.starts_with("El informe dice «x-odd»"));
    }
    void detailIsExplainedByItsReason()
    {
        const Explanation detail = explainDetail(
            "validation-failure", "X509_V_ERR_CERT_HAS_EXPIRED", aCase, Language::English);
        QCOMPARE(detail.name, std::string("certificate-expired"));
        QCOMPARE(detail.written, std::string("validation-failure"));
        QCOMPARE(detail.reason, std::string("The certificate, or one in its chain, has expired."));
        QCOMPARE(explainDetail("no-valid-signature", "", aCase, Language::English).name,
            std::string("no-valid-signature"));
    }
    void pageHasEveryPart()
    {
        const std::string page = explanationText("cert-expired\x1b", Language::Spanish);
        QVERIFY2(page.starts_with("cert-expired\\x1b: "), page.c_str());
        const std::string known = explanationText("X509_V_ERR_CERT_HAS_EXPIRED", Language::Spanish);
        for (const char* const part :
            { "X509_V_ERR_CERT_HAS_EXPIRED: Certificado caducado\n", "\nCódigo de motivo\n",
                "\nEfecto sobre el correo", "  MTA-STS, modo enforce: El remitente no entregó",
                "\nQuién actúa\n", "\nPrimeros pasos\n  1. Renueve el certificado del MX." })
            QVERIFY2(known.find(part) != std::string::npos, part);
        const std::string list = catalogueText(Language::English);
        for (const char* const part : { "  certificate-expired ", "  stale-policy ",
                 "  X509_V_ERR_HOSTNAME_MISMATCH (OpenSSL)\n", "MX_HOSTS_MISMATCH (Microsoft)" })
            QVERIFY2(list.find(part) != std::string::npos, part);
    }
    void languagesHaveCodes()
    {
        QCOMPARE(languageNamed("en"), std::optional(Language::English));
        QCOMPARE(languageNamed("es_MX.UTF-8"), std::optional(Language::Spanish));
        QVERIFY(!languageNamed("fr"));
        QVERIFY(!languageNamed(""));
    }
};

QTEST_APPLESS_MAIN(CatalogueTest)
#include "tst_catalogue.moc"
