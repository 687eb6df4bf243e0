// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page_catalog.h"

namespace weir::widgets {

/// Every page of Weir. A page is added by one include and one entry in page_catalog.cpp, and its folder in the list of
/// widgets/pages/CMakeLists.txt. It stands above the pages and beside the shell, so that neither names the other.
PageCatalog weirPages();

} // namespace weir::widgets
