// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/language.h"

namespace mxlens::cli {

namespace {

constexpr std::string_view helpPage =
    R"(Usage: mxlens-cli summary [--filter QUERY] [--json] PATH...
       mxlens-cli export --table TABLE [--by SPLIT] [--columns NAMES]
                         [--format FORMAT] [--filter QUERY] [--stream]
                         [-o FILE] PATH...
       mxlens-cli export --format parsedmarc-csv [-o FILE] PATH...
       mxlens-cli report [--format FORMAT] [--domain DOMAIN] [--filter QUERY]
                         [--language LANGUAGE] [-o FILE] PATH...
       mxlens-cli explain [--language LANGUAGE] [RESULT-TYPE | REASON-CODE]
       mxlens-cli check-record [--language LANGUAGE] TEXT
       mxlens-cli check-policy [--language LANGUAGE] FILE

Reads SMTP TLS reports (TLS-RPT, RFC 8460) and prints what is in them. Nothing
leaves this machine.

PATH is a file, a folder with everything below it, or - for standard input.
Reports are found by their content, whatever the files are called.

Commands
  summary            a page with the headline figures, the failures by domain,
                     MX and result type, and what could not be read
  export             one table, a row a line
  report             a document for people: verdict, trend, problems and what to
                     do, policies over time, figures, how it was counted
  explain            what a result type or reason code means, what it does to
                     mail, who acts and what to do first; without one, a list
  check-record       checks a TLSRPT, MTA-STS or TLSA record: its value, or a
                     line of a zone file
  check-policy       checks the MTA-STS policy text in FILE, line by line; - is
                     standard input

Options
  --filter QUERY     only what meets QUERY, for example
                     "domain:example.com -result:starttls-not-supported"
                     Keys: domain mx org result type mode ip reason report
                     source after before failures sessions
  --domain DOMAIN    report on that policy domain alone
  --json             summary as one JSON object
  --table TABLE      failures, policies, reports, trend, problems (what is
                     broken, since when, who sees it), domains (ready to
                     enforce?) or sources
  --by SPLIT         for --table trend: domain (the default), mx, reporter or
                     result-type
  --columns NAMES    some columns of the table in this order, joined by commas
  --format FORMAT    csv (the default), jsonl, or parsedmarc-csv: the layout of
                     parsedmarc, a line for each policy and then one for each of
                     its failure details; it takes the place of --table.
                     For report: text, html (one file) or pdf; if not given, as
                     the name of FILE ends
  --separator NAME   of CSV: comma (the default), semicolon or tab
  --bom              CSV begins with a byte order mark, which some spreadsheets
                     need to read UTF-8
  --no-formula-guard
                     CSV without the apostrophe before texts that a spreadsheet
                     would run as a formula: for programs alone
  --report-keys      a last column report_key, equal for equal reports alone, by
                     which duplicates are found in tables written apart
  --stream           write while reading and keep nothing, so that memory does
                     not grow with the reports: tables failures, policies,
                     reports and sources. Duplicates are written as well
  -o, --output FILE  write to FILE in place of standard output; a file that is
                     there stays as it was unless everything could be written
  --language LANG    en or es: for the help, messages, report, explain, checks,
                     and for the sentences in the tables problems and domains.
                     Without it that of LC_ALL, LC_MESSAGES or LANG
  --threads N        threads that read, 1 to 256; one for each processor if not
                     given. The output is the same whatever N is
  --cache            keep an index of what was read in the user's cache folder,
                     and read only what changed since. The output is the same
  -h, --help         this page
  --version          the version

Examples
  mxlens-cli summary ~/Maildir/.tls-reports
  mxlens-cli summary --filter "domain:example.com after:2026-03-01" reports/
  mxlens-cli export --table problems --language es -o problems.csv reports/
  mxlens-cli export --table failures --format jsonl --stream archive.mbox |
      gzip > failures.jsonl.gz
  mxlens-cli export --table trend --by mx --filter mx:mx1.example.com reports/
  mxlens-cli report --domain example.com --language es -o report.pdf reports/
  mxlens-cli summary - < mail.eml
  mxlens-cli explain certificate-expired
  mxlens-cli check-record "v=TLSRPTv1; rua=mailto:tls@example.com"

Exit status
  0  all well
  1  some source could not be read, and everything else was done; the checked
     record or policy has a fault, or its file could not be read
  2  wrong usage, or the output could not be written
  128 + N  ended by signal N
)";

} // namespace

std::string_view helpText(Language language)
{
    return language == Language::Spanish ? spanishHelp() : helpPage;
}

} // namespace mxlens::cli
