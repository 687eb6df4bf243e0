// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"

#include <QThreadPool>

namespace weir::kafka {

/// Decodes on a thread of its own, so that a 20 MB record holds nobody up. Outstanding work is done before this goes.
class PoolRecordDecoder final : public api::RecordDecoder
{
public:
    PoolRecordDecoder();
    ~PoolRecordDecoder() override;

    api::Future<model::DecodedRecord> decode(const model::Record &record, std::optional<model::Format> keyAs,
                                             std::optional<model::Format> valueAs) override;

private:
    QThreadPool m_pool;
};

} // namespace weir::kafka
