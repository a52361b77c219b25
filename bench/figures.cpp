// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"

#include <QTextStream>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

double quantile(Sample sample, double part)
{
    if (sample.empty())
        return 0;
    std::sort(sample.begin(), sample.end());
    const double place = part * double(sample.size() - 1);
    const std::size_t below = std::size_t(std::floor(place));
    const std::size_t above = std::min(below + 1, sample.size() - 1);
    return sample[below] + (sample[above] - sample[below]) * (place - double(below));
}

double median(const Sample &sample)
{
    return quantile(sample, 0.5);
}

double largest(const Sample &sample)
{
    return sample.empty() ? 0 : *std::max_element(sample.begin(), sample.end());
}

Sample ratios(const Sample &values, const Sample &yardsticks)
{
    Sample result;
    for (std::size_t i = 0; i < values.size(); ++i)
        result.push_back(values[i] / yardsticks[i]);
    return result;
}

static QString spread(const Sample &sample, int digits, const QString &unit)
{
    const auto text = [&sample, digits](double part) {
        return QString::number(quantile(sample, part), 'f', digits);
    };
    return u"%1 %2 (%3–%4)"_s.arg(text(0.5), unit, text(0.25), text(0.75));
}

QString milliseconds(const Sample &sample)
{
    return spread(sample, 1, u"ms"_s);
}

QString factor(const Sample &sample)
{
    return spread(sample, median(sample) < 0.2 ? 3 : 2, u"×"_s);
}

Row comparison(const QString &figure, const Sample &values, const Sample &yardsticks,
               std::optional<double> most)
{
    const Sample pairs = ratios(values, yardsticks);
    Row row{figure, milliseconds(values), milliseconds(yardsticks), factor(pairs), {}, {}};
    if (most) {
        row.goal = u"≤ %1 ×"_s.arg(*most, 0, 'g', 3);
        row.isMet = median(pairs) <= *most;
    }
    return row;
}

Row bounded(const QString &figure, const Sample &values, double part, double most)
{
    const double value = quantile(values, part);
    QString text = u"%1 ms"_s.arg(value, 0, 'f', 1);
    if (values.size() > 1)
        text += u"; median %1 ms"_s.arg(median(values), 0, 'f', 1);
    return {figure, text, {}, {}, u"≤ %1 ms"_s.arg(most), !values.empty() && value <= most};
}

void Row::print() const
{
    const auto orDash = [](const QString &text) {
        return text.isEmpty() ? u"–"_s : text;
    };
    QTextStream(stdout) << "| "_L1 << figure << " | "_L1 << orDash(value) << " | "_L1 << orDash(yardstick)
                        << " | "_L1 << orDash(ratio) << " | "_L1 << orDash(goal) << " | "_L1
                        << (!isMet   ? u"–"_s
                            : *isMet ? u"yes"_s
                                     : u"**no**"_s)
                        << " |"_L1 << Qt::endl;
}

QString optionValue(const QStringList &arguments, const QString &name, const QString &fallback)
{
    const qsizetype at = arguments.indexOf(name);
    return at >= 0 && at + 1 < arguments.size() ? arguments.at(at + 1) : fallback;
}

int repetitions(const QStringList &arguments, int usual, int quick)
{
    const int given = optionValue(arguments, u"--repeat"_s, {}).toInt();
    if (given > 0)
        return given;
    return arguments.contains("--quick"_L1) ? quick : usual;
}
