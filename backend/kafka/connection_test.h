// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/kafka/call.h"

namespace weir::kafka {

/// Goes the way of a connection step by step with each bootstrap address, then asks for the metadata and reaches for
/// every broker at the address that the cluster advertises. Closes the client at the end.
net::Task<base::Result<api::ConnectionReport>> testConnection(std::shared_ptr<net::KafkaClient> client);

} // namespace weir::kafka
