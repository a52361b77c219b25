// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadingbar.h"

#include "jobmodel.h"
#include "listtexts.h"

using namespace Qt::StringLiterals;

LoadingBar::LoadingBar(JobModel *jobs, QWidget *parent)
    : ProgressStrip(u"loadingBar"_s, tr("Jobs loaded"), parent), m_jobs(jobs)
{
    connect(this, &ProgressStrip::cancelled, m_jobs, &JobModel::cancelLoading);
    connect(m_jobs, &JobModel::statusChanged, this, &LoadingBar::showStatus);
}

void LoadingBar::showStatus()
{
    const ListStatus status = m_jobs->status();
    const bool isLoading = status.loadingAll != ListStatus::Purpose::None;
    const bool isReading = status.loadingAll == ListStatus::Purpose::Reading;
    if (!isLoading && !status.isArranging) {
        end();
        return;
    }
    begin(isReading || !isLoading ? Haste::MayBeShort : Haste::TakesTime);
    setText(loadingAllText(status));
    // How far a sort or a search is, nobody knows.
    if (isReading)
        setProgress(status.bytesRead, status.bytesInAll);
    else
        setProgress(status.walked, isLoading ? status.total.value_or(0) : 0);
}
