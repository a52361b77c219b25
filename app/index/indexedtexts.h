// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"

#include <QString>

// What an index tells of a job without reading its record. Empty where there is none.
struct IndexedTexts
{
    QString name;
    QString type;
    QString target; // the task or the plan

    static IndexedTexts of(const JobIndex &index, JobIndex::Row row);
};
