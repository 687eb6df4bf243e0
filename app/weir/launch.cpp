// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weir/launch.h"

#include "widgets/parts/error_text.h"

#include <QFutureWatcher>

#include <algorithm>

namespace weir::app {

namespace {
const QString kBootstrap = QStringLiteral("bootstrap.servers");
}

Launch::Launch(const Options &options, const widgets::WindowServices &services, widgets::MainWindow &window, QObject *parent)
    : QObject(parent), m_options(options), m_services(services), m_window(window)
{
}

void Launch::start()
{
    if (m_options.sandbox) {
        m_window.restoreGeometryOnly();
        openSandbox();
    } else if (!m_options.bootstrap.isEmpty()) {
        m_window.restoreGeometryOnly();
        openAddress(m_options.bootstrap);
    } else if (!m_options.profile.isEmpty()) {
        m_window.restoreGeometryOnly();
        openProfile(m_options.profile);
    } else {
        connect(&m_window, &widgets::MainWindow::clusterShown, this, &Launch::opened, Qt::SingleShotConnection);
        m_window.restoreSession();
    }
}

void Launch::show(const model::Profile &profile)
{
    connect(&m_window, &widgets::MainWindow::clusterShown, this, [this, id = profile.id] {
        if (m_window.current() && m_window.current()->id() == id)
            Q_EMIT opened();
    });
    m_window.openCluster(profile);
}

void Launch::openSandbox()
{
    m_window.showWithoutCluster(QStringLiteral("sandbox"));
    using Watcher = QFutureWatcher<base::Result<model::SandboxStatus>>;
    auto *watcher = new Watcher(this);
    connect(watcher, &Watcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->future().resultCount() == 0)
            return;
        const base::Result<model::SandboxStatus> started = watcher->result();
        if (!started) {
            m_window.tell(started.error());
            Q_EMIT failed(QString::fromStdString(base::describe(started.error())));
            return;
        }
        model::Profile profile;
        profile.name = QStringLiteral("shop-sandbox");
        profile.kind = model::Profile::Kind::Sandbox;
        const std::vector<model::Profile> stored = m_services.profiles.profiles();
        for (const model::Profile &known : stored) {
            if (known.kind == model::Profile::Kind::Sandbox)
                profile = known;
        }
        profile.properties.insert(kBootstrap, started->bootstrap);
        if (const auto saved = m_services.profiles.save(profile)) {
            show(*saved);
        } else {
            m_window.tell(saved.error());
            Q_EMIT failed(QString::fromStdString(base::describe(saved.error())));
        }
    });
    model::SandboxOptions wanted;
    wanted.port = m_options.sandboxPort;
    wanted.asLastTime = true;
    watcher->setFuture(m_services.sandbox.start(wanted));
}

void Launch::openAddress(const QString &bootstrap)
{
    const std::vector<model::Profile> stored = m_services.profiles.profiles();
    const auto same = std::find_if(stored.begin(), stored.end(), [&](const model::Profile &p) { return p.bootstrap() == bootstrap && p.properties.size() == 1; });
    if (same != stored.end()) {
        show(*same);
        return;
    }
    // Looked at once, not kept: a profile is made in the window, by whoever wants one.
    model::Profile passing;
    passing.id = QStringLiteral("address:") + bootstrap;
    passing.name = bootstrap.section(QLatin1Char(','), 0, 0);
    passing.properties.insert(kBootstrap, bootstrap);
    show(passing);
}

void Launch::openProfile(const QString &name)
{
    const std::vector<model::Profile> stored = m_services.profiles.profiles();
    const auto found = std::find_if(stored.begin(), stored.end(), [&](const model::Profile &p) { return p.name == name; });
    if (found != stored.end()) {
        show(*found);
        return;
    }
    const base::Error missing{base::ErrorKind::NotFound, "profile.open", name.toStdString(), {}, {}, 0};
    m_window.showWithoutCluster(QStringLiteral("clusters"));
    m_window.tell(missing);
    Q_EMIT failed(QStringLiteral("There is no profile named ") + name);
}

} // namespace weir::app
