// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/page.h"

namespace weir::widgets {

Page::Page(const PageContext &context, QWidget *parent) : QWidget(parent), m_context(context) {}

void Page::askToClose(std::function<void()> close)
{
    close();
}

QAction *Page::addCommand(const CommandSpec &spec, std::function<void()> run)
{
    return m_context.commands.add(spec, this, std::move(run));
}

} // namespace weir::widgets
