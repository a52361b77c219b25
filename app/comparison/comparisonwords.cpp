// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparisonwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CompareView)
};

} // namespace

QString summaryOf(const Comparison &comparison)
{
    QStringList parts{Texts::tr("%Ln added", "jobs", int(comparison.added)),
                      Texts::tr("%Ln removed", "jobs", int(comparison.removed)),
                      Texts::tr("%Ln changed", "jobs", int(comparison.changed)),
                      Texts::tr("%Ln the same", "jobs", int(comparison.same))};
    QString counts = parts.join(", "_L1);
    if (comparison.active == 0)
        return counts;
    return Texts::tr("%1; %2", "counts, and how many jobs only ran")
        .arg(counts, Texts::tr("%Ln only ran or had sign-ins", "jobs", int(comparison.active)));
}

QString acrossGenerationsNote()
{
    return Texts::tr("One list is from before PE 2021.7 and the other from a later release: a name may be "
                     "another job's, and only what both releases tell is compared.");
}
