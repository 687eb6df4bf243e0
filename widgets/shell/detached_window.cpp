// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/detached_window.h"

#include "widgets/dialogs/sheet.h"

#include <QBoxLayout>
#include <QCloseEvent>

namespace weir::widgets {

DetachedWindow::DetachedWindow(Page *page, const ClusterMark &mark, const QString &cluster, Commands &commands)
    : m_cluster(cluster), m_commands(commands)
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_frame = new WindowFrame(this);
    m_frame->setMark(mark);
    outer->addWidget(m_frame);
    auto *column = new QVBoxLayout(m_frame->body());
    column->setContentsMargins(0, 0, 0, 0);
    setPage(page);
    resize(1100, 720);
    // The commands of the main window that concern the page at hand.
    const auto add = [this](const char *id, std::function<void(Page &)> act) {
        CommandSpec spec;
        if (const CommandSpec *known = m_commands.spec(QLatin1String(id)))
            spec = *known;
        spec.id = QLatin1String(id);
        m_commands.add(spec, this, [this, act = std::move(act)] {
            if (m_page)
                act(*m_page);
        });
    };
    add("page.refresh", [](Page &p) { p.refresh(); });
    add("page.run", [](Page &p) { p.run(); });
    add("page.find", [](Page &p) { p.find(); });
    add("tab.close", [this](Page &) { close(); });
    add("tab.detach", [this](Page &) { Q_EMIT backToTabsRequested(); });
}

DetachedWindow::~DetachedWindow() = default;

void DetachedWindow::setPage(Page *page)
{
    m_page = page;
    m_frame->body()->layout()->addWidget(page);
    page->show();
    connect(page, &Page::changed, this, &DetachedWindow::updateTitle);
    updateTitle();
}

Page *DetachedWindow::takePage()
{
    Page *page = m_page;
    if (page) {
        disconnect(page, nullptr, this, nullptr);
        m_frame->body()->layout()->removeWidget(page);
        page->setParent(nullptr);
    }
    m_page = nullptr;
    return page;
}

void DetachedWindow::updateTitle()
{
    if (!m_page)
        return;
    QString title = m_page->title() + QStringLiteral(" - ") + m_cluster;
    if (m_frame->mark().production)
        title += QStringLiteral(" (") + tr("production") + QLatin1Char(')');
    setWindowTitle(title);
}

void DetachedWindow::closeEvent(QCloseEvent *event)
{
    if (m_mayClose || !m_page) {
        event->accept();
        Q_EMIT closed();
        return;
    }
    event->ignore();
    m_page->askToClose([self = QPointer(this)] {
        if (!self)
            return;
        self->m_mayClose = true;
        QMetaObject::invokeMethod(self, &QWidget::close, Qt::QueuedConnection);
    });
}

void DetachedWindow::keyPressEvent(QKeyEvent *event)
{
    const QKeySequence pressed(event->keyCombination());
    if (m_page && !m_commands.blocked()) {
        if (pressed == m_commands.shortcut(QStringLiteral("page.cancel")) && m_page->cancel())
            return;
        if (pressed == m_commands.shortcut(QStringLiteral("page.refresh"))) {
            m_page->refresh();
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

} // namespace weir::widgets
