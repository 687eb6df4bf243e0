// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/principal_rules.h"

#include "backend/base/bytes.h"

#include <openssl/asn1.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cctype>
#include <memory>

namespace weir::sandbox {

namespace {

// Matching costs stack by the length of the subject. What a certificate may hold is longer than any name.
constexpr std::size_t kLongestSubject = 2048;

/// The keywords of RFC 2253; Java writes every other type by its number.
const char *keywordOf(int nid)
{
    switch (nid) {
    case NID_commonName: return "CN";
    case NID_countryName: return "C";
    case NID_localityName: return "L";
    case NID_stateOrProvinceName: return "ST";
    case NID_organizationName: return "O";
    case NID_organizationalUnitName: return "OU";
    case NID_streetAddress: return "STREET";
    case NID_domainComponent: return "DC";
    case NID_userId: return "UID";
    default: return nullptr;
    }
}

std::string escapedValue(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool edge = (c == ' ' && (i == 0 || i + 1 == text.size())) || (c == '#' && i == 0);
        if (edge || std::string_view(",+\"\\<>;").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

std::string attribute(const X509_NAME_ENTRY *entry)
{
    const ASN1_OBJECT *const type = X509_NAME_ENTRY_get_object(entry);
    ASN1_STRING *const data = X509_NAME_ENTRY_get_data(entry);
    if (const char *keyword = keywordOf(OBJ_obj2nid(type))) {
        unsigned char *utf8 = nullptr;
        const int length = ASN1_STRING_to_UTF8(&utf8, data);
        std::string value;
        if (length >= 0) {
            value.assign(reinterpret_cast<const char *>(utf8), static_cast<std::size_t>(length));
            OPENSSL_free(utf8);
        }
        return std::string(keyword) + "=" + escapedValue(value);
    }
    char number[80] = {};
    OBJ_obj2txt(number, sizeof(number), type, 1);
    const std::unique_ptr<ASN1_TYPE, decltype(&ASN1_TYPE_free)> any(ASN1_TYPE_new(), ASN1_TYPE_free);
    unsigned char *der = nullptr;
    std::string hex;
    if (any && ASN1_TYPE_set1(any.get(), ASN1_STRING_type(data), data) == 1) {
        if (const int length = i2d_ASN1_TYPE(any.get(), &der); length > 0)
            hex = base::toHex({der, static_cast<std::size_t>(length)});
    }
    OPENSSL_free(der);
    return std::string(number) + "=#" + hex;
}

tl::unexpected<base::Error> wrongRule(std::string_view text)
{
    return base::fail(base::ErrorKind::Invalid, "config.validate", "ssl.principal.mapping.rules",
                      "Invalid rule: " + std::string(text) + "; DEFAULT or RULE:pattern/replacement/[LU] is expected");
}

/// Up to the next '/' that is not escaped; text begins behind it afterwards.
std::optional<std::string> upToSlash(std::string_view &text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '/') {
            text.remove_prefix(i + 1);
            return out;
        }
        if (text[i] == '\\' && i + 1 < text.size()) {
            // "\/" stands for the slash itself; any other escape is the pattern's own.
            if (text[i + 1] != '/')
                out += text[i];
            ++i;
        }
        out += text[i];
    }
    return std::nullopt;
}

} // namespace

std::string distinguishedName(const X509_NAME *name)
{
    // The relative names from the last to the first; the entries of one as they stand.
    std::string out;
    std::string relative;
    for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
        const X509_NAME_ENTRY *const entry = X509_NAME_get_entry(name, i);
        if (i > 0 && X509_NAME_ENTRY_set(entry) == X509_NAME_ENTRY_set(X509_NAME_get_entry(name, i - 1))) {
            relative += "+" + attribute(entry);
            continue;
        }
        if (i > 0)
            out = relative + (out.empty() ? "" : ",") + out;
        relative = attribute(entry);
    }
    return relative + (out.empty() ? "" : ",") + out;
}

base::Result<PrincipalRules> PrincipalRules::parse(std::string_view text)
{
    PrincipalRules rules;
    const auto skip = [&text] {
        while (!text.empty() && (text.front() == ',' || std::isspace(static_cast<unsigned char>(text.front()))))
            text.remove_prefix(1);
    };
    for (skip(); !text.empty(); skip()) {
        const std::string_view whole = text;
        Rule rule;
        if (text.starts_with("DEFAULT")) {
            text.remove_prefix(7);
        } else if (text.starts_with("RULE:")) {
            text.remove_prefix(5);
            rule.isDefault = false;
            const auto pattern = upToSlash(text);
            const auto replacement = pattern ? upToSlash(text) : std::nullopt;
            if (!pattern || !replacement)
                return wrongRule(whole);
            if (!text.empty() && (text.front() == 'L' || text.front() == 'U')) {
                rule.letters = text.front();
                text.remove_prefix(1);
            }
            try {
                rule.pattern = std::regex(*pattern, std::regex::ECMAScript);
            } catch (const std::regex_error &) {
                return wrongRule(whole);
            }
            rule.replacement = *replacement;
        } else {
            return wrongRule(whole);
        }
        if (!text.empty() && text.front() != ',' && !std::isspace(static_cast<unsigned char>(text.front())))
            return wrongRule(whole);
        rules.m_rules.push_back(std::move(rule));
    }
    if (rules.m_rules.empty())
        rules.m_rules.emplace_back();
    return rules;
}

std::optional<std::string> PrincipalRules::apply(const std::string &subject) const
{
    for (const Rule &rule : m_rules) {
        if (rule.isDefault)
            return subject;
        std::smatch match;
        try {
            if (subject.size() > kLongestSubject || !std::regex_match(subject, match, rule.pattern))
                continue;
        } catch (const std::regex_error &) {
            // A subject on which the pattern costs too much fits no rule.
            continue;
        }
        std::string name = match.format(rule.replacement);
        const auto change = [&](int (*letter)(int)) {
            std::transform(name.begin(), name.end(), name.begin(), [&](unsigned char c) { return static_cast<char>(letter(c)); });
        };
        if (rule.letters == 'L')
            change(std::tolower);
        else if (rule.letters == 'U')
            change(std::toupper);
        return name;
    }
    return std::nullopt;
}

} // namespace weir::sandbox
