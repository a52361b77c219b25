// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartaccess.h"

#include "laneview.h"
#include "loadstrip.h"

#include <QAccessibleWidget>

namespace {

// QAccessible owns what it is given.
QAccessibleInterface *chartOf(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const bool isChart = qobject_cast<LaneView *>(object) || qobject_cast<LoadStrip *>(object);
    return isChart ? new QAccessibleWidget(widget, QAccessible::Chart) : nullptr;
}

} // namespace

namespace ChartAccess {

void install()
{
    QAccessible::removeFactory(chartOf);
    QAccessible::installFactory(chartOf);
}

} // namespace ChartAccess
