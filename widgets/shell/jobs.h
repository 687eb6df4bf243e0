// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

#include <vector>

namespace weir::widgets {

/// Work that takes longer than a glance, as the status bar shows it: ring, name, bar, per cent, cancel. Owned by whoever
/// started it; it leaves the status bar when it is deleted or `finish` is called. GUI thread.
class Job : public QObject
{
    Q_OBJECT

public:
    explicit Job(QString title, QObject *parent) : QObject(parent), m_title(std::move(title)) {}

    QString title() const { return m_title; }
    /// 0 to 1, or below 0 where it is not known: then the bar runs.
    double progress() const { return m_progress; }
    bool cancellable() const { return m_cancellable; }
    bool finished() const { return m_finished; }

    void setTitle(const QString &title);
    void setProgress(double progress);
    void setCancellable(bool on) { m_cancellable = on; }
    void finish();
    /// The cross of the status bar; the owner hears `cancelRequested` and stops.
    void cancel() { Q_EMIT cancelRequested(); }

Q_SIGNALS:
    void changed();
    void cancelRequested();
    void done();

private:
    QString m_title;
    double m_progress = -1;
    bool m_cancellable = true;
    bool m_finished = false;
};

/// The jobs of the window, oldest first.
class Jobs : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// A new job, a child of `owner`: it ends with the page that started it at the latest.
    Job *start(const QString &title, QObject *owner);
    std::vector<Job *> running() const;

Q_SIGNALS:
    void changed(); ///< a job came or went; how far one is tells the job itself

private:
    std::vector<QPointer<Job>> m_jobs;
};

} // namespace weir::widgets
