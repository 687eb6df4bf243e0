// SPDX-License-Identifier: GPL-3.0-or-later
// UpdateFeatures 0-2 (KIP-584, KIP-778): 1 the kind of downgrade and the rehearsal; 2 one answer for all, KIP-1022.
// All features of a request are decided together; the first that cannot be refuses all. metadata.version goes down as far as
// no record would have to be written otherwise; an unsafe downgrade is refused, as Kafka does. Not done: kraft.version, for the
// quorum is one controller that does not change.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/sandbox/metadata/features.h"
#include "backend/wire/messages/update_features.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

enum class UpgradeType : std::int8_t { Upgrade = 1, SafeDowngrade = 2, UnsafeDowngrade = 3 };

using Wanted = wire::UpdateFeaturesRequest::FeatureUpdateKey;

Refusal refuse(const Wanted &wanted, std::string_view why)
{
    return {KafkaError::InvalidUpdateVersion,
            fmt::format("Invalid update version {} for feature {}. {}", wanted.maxVersionLevel, wanted.feature, why)};
}

/// Why some node cannot work at that level; empty where all can.
std::string reasonNotSupported(const MetadataImage &image, std::int32_t controller, const Wanted &wanted)
{
    const std::int16_t level = wanted.maxVersionLevel;
    const SupportedFeature *ours = supportedFeature(wanted.feature);
    if (ours == nullptr)
        return level == 0 ? fmt::format("Feature {} not found.", wanted.feature)
                          : fmt::format("Local controller {} does not support this feature.", controller);
    if (!ours->has(level))
        return fmt::format("Local controller {} only supports versions {}-{}", controller, ours->min, ours->max);
    for (const auto &[id, broker] : image.brokers()) {
        const auto theirs = std::find_if(broker->features.begin(), broker->features.end(),
                                         [&](const FeatureRange &range) { return range.name == wanted.feature; });
        // Who does not know a feature has it at level 0.
        if (theirs == broker->features.end()) {
            if (level != 0)
                return fmt::format("Broker {} does not support this feature.", id);
        } else if (level < theirs->min || level > theirs->max) {
            return fmt::format("Broker {} only supports versions {}-{}", id, theirs->min, theirs->max);
        }
    }
    return {};
}

Refusal checkMetadataVersion(std::int16_t from, const Wanted &wanted, UpgradeType type)
{
    if (wanted.maxVersionLevel >= from || !metadataChangesBetween(wanted.maxVersionLevel, from))
        return {};
    return {KafkaError::InvalidUpdateVersion,
            fmt::format("Unsupported metadata.version downgrade from {} to {}. {}", from, wanted.maxVersionLevel,
                        type == UpgradeType::UnsafeDowngrade
                            ? "Unsafe metadata downgrade is not supported in this version."
                            : "Refusing to perform the requested downgrade because it might delete metadata information.")};
}

Refusal check(const MetadataImage &image, std::int32_t controller, const Wanted &wanted, UpgradeType type)
{
    if (type < UpgradeType::Upgrade || type > UpgradeType::UnsafeDowngrade)
        return refuse(wanted, "The controller does not support the given upgrade type.");
    if (wanted.maxVersionLevel < 0)
        return refuse(wanted, "A feature version cannot be less than 0.");
    if (const std::string reason = reasonNotSupported(image, controller, wanted); !reason.empty())
        return refuse(wanted, reason);
    const std::int16_t current = image.feature(wanted.feature);
    if (wanted.maxVersionLevel < current && type == UpgradeType::Upgrade)
        return refuse(wanted, "Can't downgrade the version of this feature without setting the upgrade type to either safe or "
                              "unsafe downgrade.");
    if (wanted.maxVersionLevel > current && type != UpgradeType::Upgrade)
        return refuse(wanted, "Can't downgrade to a newer version.");
    return wanted.feature == kMetadataVersion ? checkMetadataVersion(current, wanted, type) : Refusal();
}

} // namespace

void Controller::Impl::handle(const wire::UpdateFeaturesRequest &request, std::int16_t version, Reply<wire::UpdateFeaturesResponse> reply)
{
    wire::UpdateFeaturesResponse response;
    response.errorMessage.reset();
    Records records;
    for (const Wanted &wanted : request.featureUpdates) {
        const auto type = version >= 1 ? static_cast<UpgradeType>(wanted.upgradeType)
            : wanted.allowDowngrade    ? UpgradeType::SafeDowngrade
                                       : UpgradeType::Upgrade;
        if (const Refusal refusal = check(now(), m_options.nodeId, wanted, type)) {
            response.errorCode = refusal.code;
            response.errorMessage =
                "The update failed for all features since the following feature had an error: " + refusal.words;
            reply(std::move(response));
            return;
        }
        if (wanted.maxVersionLevel != now().feature(wanted.feature)) {
            wire::FeatureLevelRecord record;
            record.name = wanted.feature;
            record.featureLevel = wanted.maxVersionLevel;
            records.emplace_back(std::move(record));
        }
        if (version < 2) {
            auto &row = response.results.emplace_back();
            row.feature = wanted.feature;
            row.errorMessage.reset();
        }
    }
    if (request.validateOnly)
        records.clear();
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        response.errorCode = codeOf(status);
        if (!status)
            response.results.clear();
        reply(std::move(response));
    });
}

} // namespace weir::sandbox
