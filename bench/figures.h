// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

using Sample = std::vector<double>;

// The value below which the share `part` (0 to 1) of the sample lies; 0 for an empty one.
double quantile(Sample sample, double part);
double median(const Sample &sample);
double largest(const Sample &sample);
// Element by element; both have the same length.
Sample ratios(const Sample &values, const Sample &yardsticks);

// "12.3 ms (11.8 to 13.0)": the median and the middle half.
QString milliseconds(const Sample &sample);
QString factor(const Sample &sample);

// One row of the table that scripts/bench prints.
struct Row
{
    QString figure;
    QString value;
    QString yardstick;
    QString ratio;
    QString goal;
    std::optional<bool> isMet; // none: there is no goal, or it was not looked at

    void print() const;
};

// A row of times in milliseconds with those of a yardstick, measured in pairs. With a goal, the median of the
// ratios must not be larger than that.
Row comparison(const QString &figure, const Sample &values, const Sample &yardsticks,
               std::optional<double> most = {});
// A row of times in milliseconds: the share `part` of them must not be larger than `most`. With 1 none must.
Row bounded(const QString &figure, const Sample &values, double part, double most);

// How often to repeat: as `--repeat N` says, or else as is usual, or few times with --quick.
int repetitions(const QStringList &arguments, int usual, int quick);
// The value of an option, such as "--jobs", or a fallback.
QString optionValue(const QStringList &arguments, const QString &name, const QString &fallback);
