// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// The parameters of a Content-Type or Content-Disposition field (RFC 2045 section 5.1), in any
/// order, quoted or not, as badly written as they come.
class ParameterList final {
public:
    /// field has to outlive the list.
    explicit ParameterList(std::string_view field);

    /// Value of a parameter; RFC 2231 continuations and charsets are resolved. Empty where absent.
    std::string value(std::string_view name) const;

private:
    struct Parameter {
        std::string_view name;
        std::string value;
    };
    std::vector<Parameter> m_parameters;
};

/// Value of one parameter of a field, as ParameterList gives it: quicker, as nearly all fields are
/// plain.
std::string parameterValue(std::string_view field, std::string_view name);

} // namespace mxlens
