// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/main_window.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace weir::app {

/// Draws every page of the catalogue on the open cluster, and the shell's own panels, in each theme and language at
/// 1440 x 900, and saves `<name>-<theme>-<language>.png`. A page is drawn once it says that it is Ready, Empty or Failed.
class Screenshots : public QObject
{
    Q_OBJECT

public:
    Screenshots(widgets::MainWindow &window, QString folder, QString language, QObject *parent = nullptr);
    /// The window shows the cluster already.
    void start();

Q_SIGNALS:
    /// How many pictures were saved, and what went wrong: pages that never became ready, files that could not be written.
    void finished(int saved, const QStringList &problems);

private:
    struct Shot {
        QString name;
        std::function<void()> arrange; ///< brings it up
        std::function<void()> tidy;    ///< takes it away again; may be empty
        bool ofPage = true;            ///< wait for the page
        QString variant = {};          ///< of the page that is shown
    };
    void plan();
    void planPage(const widgets::Place &place, const QString &name);
    void nextLook();
    void nextShot();
    void look();
    void take();

    widgets::MainWindow &m_window;
    QString m_folder;
    std::vector<std::pair<widgets::ThemeChoice, widgets::Preferences::LanguageChoice>> m_looks;
    std::vector<Shot> m_shots;
    std::size_t m_look = 0;
    std::size_t m_shot = 0;
    int m_waitedMs = 0;
    int m_calmMs = 0;
    int m_saved = 0;
    QStringList m_problems;
    QTimer m_timer;
};

} // namespace weir::app
