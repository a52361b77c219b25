// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectionmark.h"

#include "orchestratorsource.h"

using namespace Qt::StringLiterals;

ConnectionMark::ConnectionMark(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"connectionMark"_s);
    setFixedHeight(5);
    setAutoFillBackground(true);
    hide();
}

void ConnectionMark::setSource(const JobSource *source)
{
    const auto *orchestrator = qobject_cast<const OrchestratorSource *>(source);
    const QColor colour(orchestrator ? orchestrator->connection().colour : QString());
    QPalette palette;
    palette.setColor(QPalette::Window, colour);
    setPalette(palette);
    setVisible(colour.isValid());
}
