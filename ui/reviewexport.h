// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review.h"
#include "reviewmodel.h"

#include <QDateTime>

// A review as a file for a change ticket: a line for each job, those that will go and those that will not
// with the reason, and on each line the server, the user and the moment, so that lines can be sorted and cut.
QByteArray reviewAsCsv(const Review &review, const QList<ReviewModel::Entry> &going,
                       const QList<ReviewModel::Entry> &staying, const QDateTime &at);
