// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

class QPainter;

namespace weir::widgets {

/// Icons by meaning (LOOK section 5): one meaning, one icon. The file is resources/icons/<name>.svg.
enum class Icon {
    None,
    // things
    Overview, Topic, Partition, Message, Schema, Group, Connector, Stream, Broker, Controller, Replica, Leader, User,
    Sandbox, Transaction, Transform,
    // acts
    Add, Remove, Edit, Delete, Copy, Export, Import, Undo, Apply, Produce, Play, Pause, Stop, Restart, Refresh, Rewind,
    Skip, Reassign, Compact, Detach, Split, Pin, Kill,
    // watching
    Metrics, Alert, Audit, History, Clock, Calendar, Live, Log, Quota, Acl, Search, Filter, Columns, SortUp, SortDown,
    Tree, Bytes, Sql, Diff, Plan, Link,
    // states
    Ok, Warning, Error, Info, Unknown, Busy, Stall, Lock, Production, Secret, Show,
    // faults
    Fault, Slow, Drop,
    // shell
    Settings, Palette, Keyboard, Light, Dark, Language, Help, Star, More, Close, ChevronRight, ChevronDown,
    Count
};

/// The file's base name, "sort-up".
const char *iconName(Icon icon);

/// An icon that recolours itself with the look: text2 normal, text on hover and when current, disabled when disabled.
/// It stays valid over a change of theme.
QIcon icon(Icon icon);

/// The same in one fixed colour, for states and coloured grounds.
QIcon icon(Icon icon, const QColor &color);

/// A drawing of `size` x `size` logical pixels for a device of the given ratio; cached by icon, size, colour, ratio.
QPixmap iconPixmap(Icon icon, int size, const QColor &color, qreal devicePixelRatio);

/// Draws it centred in `rect` at min(width, height), in `color`.
void paintIcon(QPainter &painter, const QRect &rect, Icon icon, const QColor &color);

} // namespace weir::widgets
