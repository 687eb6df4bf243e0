// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/group.h"
#include "metrics/derive.h"
#include "widgets/theme/look.h"

#include <utility>

namespace weir::widgets {

/// Shape and word of a verdict.
std::pair<State, QString> verdictText(metrics::Verdict verdict);
/// The verdict's reasoning in one sentence.
QString verdictReason(const metrics::Judgement &judgement, qint64 nowMs);

std::pair<State, QString> lagStateText(model::LagState state);
std::pair<State, QString> groupStateText(model::GroupState state);

/// "never": seconds until the lag is gone, in words, at the present rates.
QString drainText(const std::optional<double> &seconds, const std::optional<qint64> &lag, metrics::Verdict verdict);

} // namespace weir::widgets
