// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"

namespace weir::widgets {

/// What this is, its version and licence, what it is built on, and where it keeps its things.
class AboutPage : public Page
{
    Q_OBJECT

public:
    AboutPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    PageState state() const override { return PageState::Ready; }
};

} // namespace weir::widgets
