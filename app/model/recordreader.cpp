// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordreader.h"

#include <utility>

bool RecordReader::read(QList<Job> jobs)
{
    jobs.removeIf([](const Job &job) { return job.isHere(); });
    m_next.clear();
    if (jobs.isEmpty())
        return true;
    if (m_work.isBusy()) {
        m_next = jobs;
        return false;
    }
    start(jobs);
    // What the memory of the system holds is here before anybody notices that he waits.
    constexpr std::chrono::milliseconds Moment{6};
    const bool areHere = m_read.wait_for(Moment) == std::future_status::ready;
    if (areHere)
        m_work.stop();
    return areHere;
}

void RecordReader::start(const QList<Job> &jobs)
{
    auto done = std::make_shared<std::promise<void>>();
    m_read = done->get_future();
    m_work.run(
        [jobs, done](const std::stop_token &stop) {
            for (const Job &job : jobs) {
                if (!stop.stop_requested())
                    job.load();
            }
            done->set_value();
            return true;
        },
        [this](bool) {
            if (!m_next.isEmpty())
                start(std::exchange(m_next, {}));
            Q_EMIT came();
        });
}
