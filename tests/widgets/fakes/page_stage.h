// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/fakes/fake_services.h"
#include "widgets/shell/page_context.h"

namespace weir::fakes {

/// All that a page or a part of one is given, on a faked cluster and without a window around it. Header only: the fakes
/// themselves know no widgets.
class PageStage
{
public:
    class Places : public widgets::Navigator
    {
    public:
        void open(const widgets::Place &place, widgets::OpenMode) override { opened.append(place); }
        widgets::Place current() const override { return {}; }
        bool canGoBack() const override { return false; }
        bool canGoForward() const override { return false; }
        void back() override {}
        void forward() override {}
        void copyLink(const widgets::Place &) override {}
        QList<widgets::Place> opened;
    };

    explicit PageStage(const model::Profile &profile = sampleProfile()) : session(profile) {}

    widgets::PageContext context()
    {
        return {&session, nullptr, places, commands, preferences, jobs, [](const widgets::Toast &) {}, factory, profiles, secrets, sandbox, audit, {}, {}, {}};
    }

    FakeSession session;
    FakeSettings settings;
    FakeProfiles profiles;
    FakeSecrets secrets;
    FakeSandbox sandbox;
    FakeAudit audit;
    FakeFactory factory;
    widgets::Commands commands{settings};
    widgets::Preferences preferences{settings};
    Places places;
    widgets::Jobs jobs;
};

/// The widget of that accessible name, or nullptr.
template <class Widget>
Widget *named(const QWidget &in, const char *accessibleName)
{
    const QList<Widget *> all = in.findChildren<Widget *>();
    for (Widget *widget : all) {
        if (widget->accessibleName() == QLatin1String(accessibleName))
            return widget;
    }
    return nullptr;
}

} // namespace weir::fakes
