// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the rules of this folder.
#pragma once

#include "backend/sandbox/broker/access/access.h"

#include <type_traits>
#include <vector>

namespace weir::sandbox {

/// Takes the parts of a request out for which `may` says no; `refuse(part)` makes what is answered of each.
template <class Part, class May, class Refuse>
auto takeOut(std::vector<Part> &parts, May may, Refuse refuse)
{
    std::vector<std::decay_t<decltype(refuse(parts.front()))>> refused;
    std::vector<Part> left;
    left.reserve(parts.size());
    for (Part &part : parts) {
        if (may(part))
            left.push_back(std::move(part));
        else
            refused.push_back(refuse(part));
    }
    parts = std::move(left);
    return refused;
}

/// Adds the refused ones to that list of the answer.
template <class Response, class Row>
Verdict<Response> adding(std::vector<Row> refused, std::vector<Row> Response::*rows)
{
    Verdict<Response> verdict;
    if (!refused.empty()) {
        verdict.complete = [refused = std::move(refused), rows](Response &response) {
            auto &list = response.*rows;
            list.insert(list.end(), refused.begin(), refused.end());
        };
    }
    return verdict;
}

/// Only an error.
template <class Response>
Verdict<Response> refuseAll(base::KafkaError error)
{
    Verdict<Response> verdict;
    verdict.refused.emplace().errorCode = base::code(error);
    return verdict;
}

} // namespace weir::sandbox
