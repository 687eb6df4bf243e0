// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/fakes/fake_services.h"
#include "widgets/shell/main_window.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <memory>

namespace weir::fakes {

/// A page that only says where it is; enough to try the shell without a page of its own.
class PlainPage : public widgets::Page
{
public:
    PlainPage(const widgets::PageContext &context, const widgets::Place &place) : Page(context), m_place(place)
    {
        ++alive;
        auto *layout = new QVBoxLayout(this);
        field = new QLineEdit(this);
        label = new QLabel(tr("Nothing needs you."), this); // a text of a context with a translation of its own
        layout->addWidget(field);
        layout->addWidget(label);
        layout->addStretch(1);
        run_ = addCommand({QStringLiteral("test.run-") + place.page, QStringLiteral("Reset offsets..."), widgets::Icon::Rewind,
                           QKeySequence(Qt::CTRL | Qt::Key_J), true}, [this] { ++ran; });
        setAutoFillBackground(true);
    }
    ~PlainPage() override { --alive; }

    QString title() const override
    {
        return !m_place.topic.isEmpty() ? m_place.topic : !m_place.group.isEmpty() ? m_place.group : words.isEmpty() ? m_place.page : words;
    }
    widgets::Place place() const override { return m_place; }
    widgets::PageState state() const override { return widgets::PageState::Ready; }
    bool showPlace(const widgets::Place &place) override
    {
        if (!place.sameObject(m_place))
            return false;
        m_place = place;
        return true;
    }
    widgets::Place up() const override
    {
        return m_place.page == QLatin1String("topic") ? widgets::Place{QStringLiteral("topics")} : widgets::Place();
    }
    void refresh() override { ++refreshed; }
    bool cancel() override { return ++cancelled, busy; }
    void run() override { ++ran; }
    bool modified() const override { return dirty; }
    QByteArray saveState() const override { return field->text().toUtf8(); }
    void restoreState(const QByteArray &state) override { field->setText(QString::fromUtf8(state)); }
    void setTab(const QString &tab)
    {
        m_place.tab = tab;
        Q_EMIT placeChanged();
    }

    QLineEdit *field;
    QLabel *label;
    QAction *run_;
    QString words;
    int refreshed = 0, cancelled = 0, ran = 0;
    bool busy = false, dirty = false;
    static inline int alive = 0;

private:
    widgets::Place m_place;
};

inline widgets::PageCatalog plainCatalog()
{
    using namespace widgets;
    const auto entry = [](const char *id, const char *title, Icon icon, RailSection section, PageNeeds needs = PageNeeds::Cluster) {
        PageEntry e;
        e.id = QLatin1String(id);
        e.title = title;
        e.icon = icon;
        e.section = section;
        e.needs = needs;
        e.make = makePage<PlainPage>;
        return e;
    };
    std::vector<PageEntry> entries{
        entry("overview", "Overview", Icon::Overview, RailSection::Top),
        entry("topics", "Topics", Icon::Topic, RailSection::Data),
        entry("messages", "Messages", Icon::Message, RailSection::Data),
        entry("groups", "Consumer groups", Icon::Group, RailSection::Flow),
        entry("brokers", "Brokers", Icon::Broker, RailSection::Cluster),
        entry("clusters", "Clusters", Icon::Link, RailSection::ThisComputer, PageNeeds::Nothing),
        entry("sandbox", "Sandbox", Icon::Sandbox, RailSection::ThisComputer, PageNeeds::Nothing),
        entry("settings", "Settings", Icon::Settings, RailSection::Foot, PageNeeds::Nothing),
        entry("topic", "Topic", Icon::Topic, RailSection::Detail),
        entry("group", "Consumer group", Icon::Group, RailSection::Detail),
    };
    entries[1].badge = [](const model::ClusterSnapshot &s) { return RailBadge{static_cast<int>(s.topics.size()), std::nullopt}; };
    entries[1].shortcut = QKeySequence(Qt::ALT | Qt::Key_T);
    entries[3].badge = [](const model::ClusterSnapshot &s) { return RailBadge{static_cast<int>(s.groups.size()), State::Warn}; };
    entries[8].parent = QStringLiteral("topics");
    entries[9].parent = QStringLiteral("groups");
    return PageCatalog(std::move(entries));
}

/// Services and a window on them; a second `start` on the same services is a restart of the program.
struct TestWindow {
    FakeSettings settings;
    FakeProfiles profiles;
    FakeSecrets secrets;
    FakeSandbox sandbox;
    FakeAudit audit;
    FakeFactory factory;
    std::unique_ptr<widgets::MainWindow> window;

    TestWindow()
    {
        // What a person at an English desktop in the light would get; the system of the test machine has no say.
        settings.values.insert(QStringLiteral("language"), QStringLiteral("en"));
        settings.values.insert(QStringLiteral("look/theme"), QStringLiteral("light"));
        sandbox.state = FakeSandbox::running();
        model::Profile production = sampleProfile(QStringLiteral("shop-eu"));
        production.production = true;
        model::Profile staging = sampleProfile(QStringLiteral("shop-staging"));
        staging.readOnly = true;
        staging.accent = model::Profile::Accent::Ochre;
        profiles.stored = {production, sampleProfile(), staging};
    }

    widgets::MainWindow &start(widgets::PageCatalog catalog = plainCatalog())
    {
        window.reset();
        const widgets::WindowServices services{factory, profiles, secrets, settings, sandbox, audit};
        window = std::make_unique<widgets::MainWindow>(services, std::move(catalog));
        window->restoreSession();
        window->resize(1440, 900);
        window->show();
        window->activateWindow();
        return *window;
    }
    PlainPage *page() const { return static_cast<PlainPage *>(window->current()->currentPage()); }
};

} // namespace weir::fakes
