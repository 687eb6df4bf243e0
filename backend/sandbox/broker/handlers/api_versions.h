// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/request_table.h"
#include "backend/sandbox/metadata/image.h"

namespace weir::sandbox {

/// Answers with what the table serves and the features of the image; brokers and the controller alike.
void answerApiVersions(const RequestTable &table, const MetadataImage &image, const InboundRequest &in, const Responder &responder);

} // namespace weir::sandbox
