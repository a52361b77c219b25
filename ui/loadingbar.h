// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "progressstrip.h"

class JobModel;

// How far the loading of a whole list is, and why it is done.
class LoadingBar : public ProgressStrip
{
    Q_OBJECT

public:
    explicit LoadingBar(JobModel *jobs, QWidget *parent = nullptr);

private:
    void showStatus();

    JobModel *const m_jobs;
};
