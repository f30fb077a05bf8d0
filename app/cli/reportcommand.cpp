// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reportcommand.h"

#include "core/output/peoplereport.h"
#include "core/query/filteredit.h"

#include <utility>

namespace mxlens::cli {

namespace {

Error noDocument(std::string why)
{
    Error error;
    error.code = ErrorCode::WriteFailed;
    error.detail = std::move(why);
    return error;
}

} // namespace

DocumentFormat formatByName(std::string_view file)
{
    if (file.ends_with(".pdf"))
        return DocumentFormat::Pdf;
    return file.ends_with(".html") || file.ends_with(".htm") ? DocumentFormat::Html
                                                             : DocumentFormat::Text;
}

bool narrowToDomain(Arguments& arguments, const std::string& domain)
{
    const std::string term = showingOnly({}, FilterKey::Domain, domain);
    auto parsed = parseFilter(term);
    if (domain.empty() || !std::holds_alternative<Filter>(parsed))
        return false;
    for (FilterTerm& one : std::get<Filter>(parsed).terms)
        arguments.filter.terms.push_back(std::move(one));
    arguments.filterText.append(arguments.filterText.empty() ? "" : " ").append(term);
    return true;
}

Result<std::string> reportDocument(const Arguments& arguments, const Snapshot& snapshot,
    Selection selection, PdfMaker makePdf, const std::stop_token& stop)
{
    const bool isPdf = arguments.documentFormat == DocumentFormat::Pdf;
    if (isPdf && !makePdf)
        return noDocument("this program was built without PDF; --format html can be printed");
    const ReportDocument document = peopleReport(snapshot,
        { arguments.filter, std::move(selection), arguments.filterText, arguments.language }, stop);
    if (arguments.documentFormat == DocumentFormat::Text)
        return documentText(document);
    if (!isPdf)
        return documentHtml(document);
    std::string bytes = makePdf(document);
    if (bytes.empty())
        return noDocument("the PDF could not be made");
    return bytes;
}

} // namespace mxlens::cli
