// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/plan.h"
#include "widgets/theme/look.h"

#include <QString>

/// The words of a plan: the data of backend/model/plan.h holds none.
namespace weir::widgets::plan_text {

/// "Change configuration", "Delete topic".
QString stepTitle(const model::Change &change);
/// Rich text: "1. Change configuration of <orders in mono>".
QString stepHeading(int number, const model::PlanStep &step);
/// Past tense, for the toast and the audit log: "orders deleted", "retention.ms set on orders".
QString done(const model::PlanStep &step);
/// The toast's second line: what was, so far as one difference says it: "Was 604800000, kept."
QString doneDetail(const model::PlanStep &step);
/// The worst thing about the step: Error where it cannot be undone and loses something, Warn where it warns, else Ok.
State worst(const model::PlanStep &step);

struct Words {
    State state = State::Warn;
    QString lead; ///< strong
    QString text;
    bool exportable = false; ///< records go: offer to export them first
};
Words warning(const model::PlanStep &step, const model::PlanWarning &warning);

/// A reading of a raw setting: "7 d" for retention.ms = 604800000, "1 GiB" for segment.bytes. Empty where the value says it itself.
QString reading(const QString &name, const QString &value);
/// "set on the topic", "broker default". Empty for unknown.
QString source(model::ConfigEntry::Source source);

/// The command broken before its options so that no line is longer than it must be; it can still be pasted into a shell.
QString folded(const QString &command);

/// The name that must be typed before the plan can be applied, or nothing: the cluster's on production, else the target of
/// the one step that cannot be undone, else the cluster's.
QString nameToType(const model::Plan &plan);

} // namespace weir::widgets::plan_text
