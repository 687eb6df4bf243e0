// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"

#include <array>

namespace weir::base {

namespace {

struct Row {
    std::int16_t code;
    const char *name;
    bool retriable;
};

constexpr std::array kRows{
    Row{-1, "UNKNOWN_SERVER_ERROR", false},
    Row{0, "NONE", false},
    Row{1, "OFFSET_OUT_OF_RANGE", false},
    Row{2, "CORRUPT_MESSAGE", true},
    Row{3, "UNKNOWN_TOPIC_OR_PARTITION", true},
    Row{4, "INVALID_FETCH_SIZE", false},
    Row{5, "LEADER_NOT_AVAILABLE", true},
    Row{6, "NOT_LEADER_OR_FOLLOWER", true},
    Row{7, "REQUEST_TIMED_OUT", true},
    Row{8, "BROKER_NOT_AVAILABLE", false},
    Row{9, "REPLICA_NOT_AVAILABLE", true},
    Row{10, "MESSAGE_TOO_LARGE", false},
    Row{11, "STALE_CONTROLLER_EPOCH", false},
    Row{12, "OFFSET_METADATA_TOO_LARGE", false},
    Row{13, "NETWORK_EXCEPTION", true},
    Row{14, "COORDINATOR_LOAD_IN_PROGRESS", true},
    Row{15, "COORDINATOR_NOT_AVAILABLE", true},
    Row{16, "NOT_COORDINATOR", true},
    Row{17, "INVALID_TOPIC_EXCEPTION", false},
    Row{18, "RECORD_LIST_TOO_LARGE", false},
    Row{19, "NOT_ENOUGH_REPLICAS", true},
    Row{20, "NOT_ENOUGH_REPLICAS_AFTER_APPEND", true},
    Row{21, "INVALID_REQUIRED_ACKS", false},
    Row{22, "ILLEGAL_GENERATION", false},
    Row{23, "INCONSISTENT_GROUP_PROTOCOL", false},
    Row{24, "INVALID_GROUP_ID", false},
    Row{25, "UNKNOWN_MEMBER_ID", false},
    Row{26, "INVALID_SESSION_TIMEOUT", false},
    Row{27, "REBALANCE_IN_PROGRESS", false},
    Row{28, "INVALID_COMMIT_OFFSET_SIZE", false},
    Row{29, "TOPIC_AUTHORIZATION_FAILED", false},
    Row{30, "GROUP_AUTHORIZATION_FAILED", false},
    Row{31, "CLUSTER_AUTHORIZATION_FAILED", false},
    Row{32, "INVALID_TIMESTAMP", false},
    Row{33, "UNSUPPORTED_SASL_MECHANISM", false},
    Row{34, "ILLEGAL_SASL_STATE", false},
    Row{35, "UNSUPPORTED_VERSION", false},
    Row{36, "TOPIC_ALREADY_EXISTS", false},
    Row{37, "INVALID_PARTITIONS", false},
    Row{38, "INVALID_REPLICATION_FACTOR", false},
    Row{39, "INVALID_REPLICA_ASSIGNMENT", false},
    Row{40, "INVALID_CONFIG", false},
    Row{41, "NOT_CONTROLLER", true},
    Row{42, "INVALID_REQUEST", false},
    Row{43, "UNSUPPORTED_FOR_MESSAGE_FORMAT", false},
    Row{44, "POLICY_VIOLATION", false},
    Row{45, "OUT_OF_ORDER_SEQUENCE_NUMBER", false},
    Row{46, "DUPLICATE_SEQUENCE_NUMBER", false},
    Row{47, "INVALID_PRODUCER_EPOCH", false},
    Row{48, "INVALID_TXN_STATE", false},
    Row{49, "INVALID_PRODUCER_ID_MAPPING", false},
    Row{50, "INVALID_TRANSACTION_TIMEOUT", false},
    Row{51, "CONCURRENT_TRANSACTIONS", true},
    Row{52, "TRANSACTION_COORDINATOR_FENCED", false},
    Row{53, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", false},
    Row{54, "SECURITY_DISABLED", false},
    Row{55, "OPERATION_NOT_ATTEMPTED", false},
    Row{56, "KAFKA_STORAGE_ERROR", true},
    Row{57, "LOG_DIR_NOT_FOUND", false},
    Row{58, "SASL_AUTHENTICATION_FAILED", false},
    Row{59, "UNKNOWN_PRODUCER_ID", false},
    Row{60, "REASSIGNMENT_IN_PROGRESS", false},
    Row{61, "DELEGATION_TOKEN_AUTH_DISABLED", false},
    Row{62, "DELEGATION_TOKEN_NOT_FOUND", false},
    Row{63, "DELEGATION_TOKEN_OWNER_MISMATCH", false},
    Row{64, "DELEGATION_TOKEN_REQUEST_NOT_ALLOWED", false},
    Row{65, "DELEGATION_TOKEN_AUTHORIZATION_FAILED", false},
    Row{66, "DELEGATION_TOKEN_EXPIRED", false},
    Row{67, "INVALID_PRINCIPAL_TYPE", false},
    Row{68, "NON_EMPTY_GROUP", false},
    Row{69, "GROUP_ID_NOT_FOUND", false},
    Row{70, "FETCH_SESSION_ID_NOT_FOUND", true},
    Row{71, "INVALID_FETCH_SESSION_EPOCH", true},
    Row{72, "LISTENER_NOT_FOUND", true},
    Row{73, "TOPIC_DELETION_DISABLED", false},
    Row{74, "FENCED_LEADER_EPOCH", true},
    Row{75, "UNKNOWN_LEADER_EPOCH", true},
    Row{76, "UNSUPPORTED_COMPRESSION_TYPE", false},
    Row{77, "STALE_BROKER_EPOCH", false},
    Row{78, "OFFSET_NOT_AVAILABLE", true},
    Row{79, "MEMBER_ID_REQUIRED", false},
    Row{80, "PREFERRED_LEADER_NOT_AVAILABLE", true},
    Row{81, "GROUP_MAX_SIZE_REACHED", false},
    Row{82, "FENCED_INSTANCE_ID", false},
    Row{83, "ELIGIBLE_LEADERS_NOT_AVAILABLE", true},
    Row{84, "ELECTION_NOT_NEEDED", true},
    Row{85, "NO_REASSIGNMENT_IN_PROGRESS", false},
    Row{86, "GROUP_SUBSCRIBED_TO_TOPIC", false},
    Row{87, "INVALID_RECORD", false},
    Row{88, "UNSTABLE_OFFSET_COMMIT", true},
    Row{89, "THROTTLING_QUOTA_EXCEEDED", true},
    Row{90, "PRODUCER_FENCED", false},
    Row{91, "RESOURCE_NOT_FOUND", false},
    Row{92, "DUPLICATE_RESOURCE", false},
    Row{93, "UNACCEPTABLE_CREDENTIAL", false},
    Row{94, "INCONSISTENT_VOTER_SET", false},
    Row{95, "INVALID_UPDATE_VERSION", false},
    Row{96, "FEATURE_UPDATE_FAILED", false},
    Row{97, "PRINCIPAL_DESERIALIZATION_FAILURE", false},
    Row{98, "SNAPSHOT_NOT_FOUND", false},
    Row{99, "POSITION_OUT_OF_RANGE", false},
    Row{100, "UNKNOWN_TOPIC_ID", true},
    Row{101, "DUPLICATE_BROKER_REGISTRATION", false},
    Row{102, "BROKER_ID_NOT_REGISTERED", false},
    Row{103, "INCONSISTENT_TOPIC_ID", true},
    Row{104, "INCONSISTENT_CLUSTER_ID", false},
    Row{105, "TRANSACTIONAL_ID_NOT_FOUND", false},
    Row{106, "FETCH_SESSION_TOPIC_ID_ERROR", true},
    Row{107, "INELIGIBLE_REPLICA", false},
    Row{108, "NEW_LEADER_ELECTED", false},
    Row{109, "OFFSET_MOVED_TO_TIERED_STORAGE", false},
    Row{110, "FENCED_MEMBER_EPOCH", false},
    Row{111, "UNRELEASED_INSTANCE_ID", false},
    Row{112, "UNSUPPORTED_ASSIGNOR", false},
    Row{113, "STALE_MEMBER_EPOCH", false},
    Row{114, "MISMATCHED_ENDPOINT_TYPE", false},
    Row{115, "UNSUPPORTED_ENDPOINT_TYPE", false},
    Row{116, "UNKNOWN_CONTROLLER_ID", false},
    Row{117, "UNKNOWN_SUBSCRIPTION_ID", false},
    Row{118, "TELEMETRY_TOO_LARGE", false},
    Row{119, "INVALID_REGISTRATION", false},
    Row{120, "TRANSACTION_ABORTABLE", false},
    Row{121, "INVALID_RECORD_STATE", false},
    Row{122, "SHARE_SESSION_NOT_FOUND", true},
    Row{123, "INVALID_SHARE_SESSION_EPOCH", true},
    Row{124, "FENCED_STATE_EPOCH", false},
    Row{125, "INVALID_VOTER_KEY", false},
    Row{126, "DUPLICATE_VOTER", false},
    Row{127, "VOTER_NOT_FOUND", false},
    Row{128, "INVALID_REGULAR_EXPRESSION", false},
    Row{129, "REBOOTSTRAP_REQUIRED", false},
    Row{130, "STREAMS_INVALID_TOPOLOGY", false},
    Row{131, "STREAMS_INVALID_TOPOLOGY_EPOCH", false},
    Row{132, "STREAMS_TOPOLOGY_FENCED", false},
    Row{133, "SHARE_SESSION_LIMIT_REACHED", true},
};

// The table has no gap and starts at -1, so that a code is an index.
const Row *find(std::int16_t code)
{
    const int index = code + 1;
    return index >= 0 && index < static_cast<int>(kRows.size()) ? &kRows[static_cast<std::size_t>(index)] : nullptr;
}

constexpr bool isDense()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].code != static_cast<int>(i) - 1)
            return false;
    }
    return true;
}
static_assert(isDense());

} // namespace

const char *kafkaErrorName(std::int16_t code)
{
    const Row *const row = find(code);
    return row != nullptr ? row->name : "UNKNOWN_CODE";
}

bool isRetriable(std::int16_t code)
{
    const Row *const row = find(code);
    return row != nullptr && row->retriable;
}

} // namespace weir::base
