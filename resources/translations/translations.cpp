// SPDX-License-Identifier: GPL-3.0-or-later
// A static library needs one unit of its own; the resources are linked in beside it.
namespace weir::translations {
}
