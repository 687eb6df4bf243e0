// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <openssl/types.h>

#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// A subject as Java writes it (X500Principal.getName(), RFC 2253): "CN=alice,OU=team,O=example".
std::string distinguishedName(const X509_NAME *name);

/// ssl.principal.mapping.rules: what a certificate's subject is called as a principal. The first rule that fits decides.
class PrincipalRules
{
public:
    /// "DEFAULT", or a list of RULE:pattern/replacement/[LU]. Error: Invalid, "config.validate".
    static base::Result<PrincipalRules> parse(std::string_view text);

    /// The name without "User:"; nothing where no rule fits, and the client is then refused.
    std::optional<std::string> apply(const std::string &subject) const;

private:
    struct Rule {
        bool isDefault = true;
        std::regex pattern;
        std::string replacement;
        char letters = 0; ///< 'L' or 'U', or 0
    };
    std::vector<Rule> m_rules;
};

} // namespace weir::sandbox
