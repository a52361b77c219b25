// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "outcome.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DeletionOutcome)
};

using Key = std::pair<DeletionOutcome, QLatin1StringView>;

constexpr auto Keys = std::to_array<Key>({
    {DeletionOutcome::Undone, "undone"_L1},
    {DeletionOutcome::Overtaken, "overtaken"_L1},
    {DeletionOutcome::NotSent, "not-sent"_L1},
    {DeletionOutcome::Gone, "gone"_L1},
    {DeletionOutcome::AlreadyGone, "already-gone"_L1},
    {DeletionOutcome::Kept, "kept"_L1},
    {DeletionOutcome::StillListed, "still-listed"_L1},
    {DeletionOutcome::NotPermitted, "not-permitted"_L1},
    {DeletionOutcome::TokenRejected, "token-rejected"_L1},
    {DeletionOutcome::Failed, "failed"_L1},
    {DeletionOutcome::Unknown, "unknown"_L1},
});

} // namespace

QLatin1StringView outcomeKey(DeletionOutcome outcome)
{
    return Keys.at(std::size_t(outcome)).second;
}

std::optional<DeletionOutcome> outcomeOf(const QString &key)
{
    const auto found = std::find_if(Keys.begin(), Keys.end(),
                                    [&key](const Key &candidate) { return candidate.second == key; });
    return found == Keys.end() ? std::nullopt : std::optional(found->first);
}

QString outcomeLabel(std::optional<DeletionOutcome> outcome, bool disables, bool wasAnswered)
{
    switch (outcome.value_or(DeletionOutcome::Unknown)) {
    case DeletionOutcome::Undone:
    case DeletionOutcome::Overtaken:
    case DeletionOutcome::NotSent:
        return Texts::tr("not sent");
    case DeletionOutcome::Gone:
        return disables ? Texts::tr("disabled") : Texts::tr("gone");
    case DeletionOutcome::AlreadyGone:
        return Texts::tr("already gone");
    case DeletionOutcome::Kept:
        return Texts::tr("kept by the server");
    case DeletionOutcome::NotPermitted:
        return Texts::tr("not permitted");
    case DeletionOutcome::StillListed:
        return wasAnswered ? Texts::tr("failed") : Texts::tr("still listed");
    case DeletionOutcome::TokenRejected:
    case DeletionOutcome::Failed:
        return Texts::tr("failed");
    case DeletionOutcome::Unknown:
        break;
    }
    return Texts::tr("unknown");
}
