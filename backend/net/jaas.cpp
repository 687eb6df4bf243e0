// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/jaas.h"

#include <cctype>
#include <vector>

namespace weir::net {

using base::ErrorKind;

base::Result<Jaas> parseJaas(std::string_view text)
{
    const auto invalid = [](const char *why) { return base::fail(ErrorKind::Invalid, "config.parse", "sasl.jaas.config", why); };
    Jaas jaas;
    std::vector<std::string> words;
    std::size_t i = 0;
    bool closed = false;
    while (i < text.size()) {
        if (std::isspace(static_cast<unsigned char>(text[i]))) {
            ++i;
            continue;
        }
        if (text[i] == ';') {
            closed = true;
            break;
        }
        std::string word;
        while (i < text.size() && text[i] != ';' && !std::isspace(static_cast<unsigned char>(text[i]))) {
            if (text[i] != '"' && text[i] != '\'') {
                word += text[i++];
                continue;
            }
            const char quote = text[i++];
            while (i < text.size() && text[i] != quote) {
                if (text[i] == '\\' && i + 1 < text.size())
                    ++i;
                word += text[i++];
            }
            if (i >= text.size())
                return invalid("a quotation mark is not closed");
            ++i;
        }
        words.push_back(std::move(word));
    }
    if (!closed)
        return invalid("the semicolon at the end is missing");
    if (words.size() < 2)
        return invalid("expected a login module and a control flag");
    jaas.module = words[0];
    for (std::size_t w = 2; w < words.size(); ++w) {
        const auto equals = words[w].find('=');
        if (equals == std::string::npos)
            return invalid("an option has no value");
        jaas.options[words[w].substr(0, equals)] = words[w].substr(equals + 1);
    }
    return jaas;
}

} // namespace weir::net
