// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobquery.h"

using namespace Qt::StringLiterals;

QStringList JobQuery::types()
{
    return {u"task"_s, u"plan"_s, u"deploy"_s};
}
