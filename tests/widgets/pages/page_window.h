// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/shell/test_window.h"
#include "widgets/pages/page_catalog.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/table_model.h"
#include "widgets/parts/table_view.h"

#include <QTest>

namespace weir::fakes {

/// The program's own pages in a window on scripted services.
struct PageWindow {
    TestWindow t;
    widgets::MainWindow *window = nullptr;

    /// False where the cluster does not open. Which of TestWindow's profiles: 1 is a sandbox.
    bool open(std::size_t profile = 1)
    {
        window = &t.start(widgets::weirPages());
        window->openCluster(t.profiles.stored[profile]);
        return QTest::qWaitFor([this] { return workspace()->session() != nullptr && workspace()->feed()->snapshot() != nullptr; });
    }
    widgets::Workspace *workspace() const { return window->current(); }
    widgets::ClusterFeed *feed() const { return workspace()->feed(); }
    widgets::Page *page() const { return workspace()->currentPage(); }
    FakeSession &session() const { return *t.factory.last; }
    void go(const widgets::Place &place) { workspace()->open(place, widgets::OpenMode::NewTab); }

    /// The sample, changed by the test, is the cluster's next answer, and it is asked for.
    bool answer(const std::function<void(model::ClusterSnapshot &)> &change)
    {
        auto next = std::make_shared<model::ClusterSnapshot>(*session().current);
        next->takenAtMs = std::max(next->takenAtMs, feed()->snapshot()->takenAtMs) + 1000;
        change(*next);
        session().current = next;
        // One that is under way may bring the old answer first.
        return QTest::qWaitFor([this, &next] {
            feed()->refresh();
            return feed()->snapshot() == next;
        });
    }
    static model::Group &group(model::ClusterSnapshot &snapshot, const char *id)
    {
        return *std::find_if(snapshot.groups.begin(), snapshot.groups.end(), [id](const model::Group &g) { return g.id == QLatin1String(id); });
    }
    static model::Topic &topic(model::ClusterSnapshot &snapshot, const char *name)
    {
        return *std::find_if(snapshot.topics.begin(), snapshot.topics.end(), [name](const model::Topic &t) { return t.name == QLatin1String(name); });
    }

    /// What the bars of the page say, joined.
    QString banners() const
    {
        QStringList words;
        for (const widgets::Banner *banner : page()->findChildren<widgets::Banner *>()) {
            for (const QLabel *label : banner->findChildren<QLabel *>()) {
                if (banner->isVisible())
                    words << label->text();
            }
        }
        return words.join(QLatin1Char('|'));
    }
    /// What the labels that can be seen say, joined.
    QString words() const
    {
        QStringList words;
        for (const QLabel *label : page()->findChildren<QLabel *>()) {
            if (label->isVisible())
                words << label->text();
        }
        return words.join(QLatin1Char('|'));
    }
    widgets::TableView *table(const char *name) const
    {
        for (widgets::TableView *view : page()->findChildren<widgets::TableView *>()) {
            if (view->accessibleName() == QLatin1String(name))
                return view;
        }
        return nullptr;
    }
    const widgets::Cell *cell(const char *tableName, const QString &key, const char *column) const
    {
        widgets::TableView *const view = table(tableName);
        const int row = view != nullptr ? view->tableModel()->rowOfKey(key) : -1;
        return row < 0 ? nullptr : &view->tableModel()->cell(row, view->tableModel()->columnById(QLatin1String(column)));
    }
    QString text(const char *tableName, const QString &key, const char *column) const
    {
        const widgets::Cell *const found = cell(tableName, key, column);
        return found != nullptr ? found->text : QString();
    }
    widgets::Fact fact(const QString &label) const
    {
        for (const widgets::FactStrip *strip : page()->findChildren<widgets::FactStrip *>()) {
            for (const widgets::Fact &fact : strip->facts()) {
                if (fact.label == label)
                    return fact;
            }
        }
        return {};
    }
};

} // namespace weir::fakes
