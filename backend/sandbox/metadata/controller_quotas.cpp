// SPDX-License-Identifier: GPL-3.0-or-later
// Quotas of clients (KIP-546): kept as records, one a key of an entity; brokers hold clients to them. Versions:
// AlterClientQuotas 0-1 (v1 only flexible). Not done: an ip that is a host name, apart from localhost.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/alter_client_quotas.h"

#include <set>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Request = wire::AlterClientQuotasRequest;

wire::ClientQuotaRecord recordOf(const QuotaEntity &entity, const std::string &key, double value, bool remove)
{
    wire::ClientQuotaRecord record;
    for (const auto &[type, name] : entity)
        record.entity.push_back({.entityType = type, .entityName = name, .unknownTags = {}});
    record.key = key;
    record.value = value;
    record.remove = remove;
    return record;
}

} // namespace

void Controller::Impl::handle(const Request &request, Reply<wire::AlterClientQuotasResponse> reply)
{
    wire::AlterClientQuotasResponse response;
    Records records;
    std::set<QuotaEntity> seen;
    const auto plan = [&](const Request::EntryData &entry) -> Refusal {
        QuotaEntity entity;
        for (const auto &one : entry.entity) {
            if (!entity.emplace(one.entityType, one.entityName).second)
                return {KafkaError::InvalidRequest, "Duplicate entity type " + one.entityType};
        }
        if (std::string problem = problemOf(entity); !problem.empty())
            return {KafkaError::InvalidRequest, std::move(problem)};
        // Planned on the same state, the second would undo the first.
        if (!seen.insert(entity).second)
            return {KafkaError::InvalidRequest, "Each entity must appear at most once."};
        const auto known = now().clientQuotas()->find(entity);
        const QuotaValues before = known == now().clientQuotas()->end() ? QuotaValues{} : known->second;
        QuotaValues after = before;
        for (const auto &op : entry.ops) {
            if (op.remove) {
                after.erase(op.key);
                continue;
            }
            if (std::string problem = problemOf(entity, op.key, op.value); !problem.empty())
                return {KafkaError::InvalidRequest, std::move(problem)};
            after[op.key] = op.value;
        }
        for (const auto &[key, value] : before) {
            if (!after.contains(key))
                records.emplace_back(recordOf(entity, key, 0, true));
        }
        for (const auto &[key, value] : after) {
            if (const auto was = before.find(key); was == before.end() || was->second != value)
                records.emplace_back(recordOf(entity, key, value, false));
        }
        return {};
    };
    for (const auto &entry : request.entries) {
        const Refusal refusal = plan(entry);
        auto &answer = response.entries.emplace_back();
        for (const auto &one : entry.entity)
            answer.entity.push_back({.entityType = one.entityType, .entityName = one.entityName, .unknownTags = {}});
        answer.errorCode = refusal.code;
        answer.errorMessage = refusal ? std::optional(refusal.words) : std::nullopt;
    }
    if (request.validateOnly)
        records.clear();
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        for (auto &answer : response.entries) {
            if (!status && answer.errorCode == 0)
                answer.errorCode = codeOf(status);
        }
        reply(std::move(response));
    });
}

} // namespace weir::sandbox
