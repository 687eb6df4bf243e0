// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/jobs.h"

#include <algorithm>

namespace weir::widgets {

void Job::setTitle(const QString &title)
{
    if (title == m_title)
        return;
    m_title = title;
    Q_EMIT changed();
}

void Job::setProgress(double progress)
{
    const double bounded = progress < 0 ? -1 : std::min(progress, 1.0);
    if (bounded == m_progress)
        return;
    m_progress = bounded;
    Q_EMIT changed();
}

void Job::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    Q_EMIT done();
    deleteLater();
}

Job *Jobs::start(const QString &title, QObject *owner)
{
    auto *job = new Job(title, owner);
    m_jobs.emplace_back(job);
    const auto drop = [this, job] {
        std::erase_if(m_jobs, [job](const QPointer<Job> &known) { return !known || known == job; });
        Q_EMIT changed();
    };
    connect(job, &Job::done, this, drop);
    connect(job, &QObject::destroyed, this, drop);
    Q_EMIT changed();
    return job;
}

std::vector<Job *> Jobs::running() const
{
    std::vector<Job *> jobs;
    for (const QPointer<Job> &job : m_jobs) {
        if (job && !job->finished())
            jobs.push_back(job);
    }
    return jobs;
}

} // namespace weir::widgets
