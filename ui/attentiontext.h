// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class Job;
class JobModel;

// "Needs attention: owner revoked; duplicates job 12, 17 and 3 others"; empty: nothing is known that a job
// would need it for. Duplicates are told where every job of the list is here.
QString attentionText(const Job &job, const JobModel &jobs);
