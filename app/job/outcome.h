// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>

// How a deletion ended.
enum class DeletionOutcome {
    Undone,        // taken back; nothing was sent
    Overtaken,     // taken back, because the job's run came while the countdown was held
    NotSent,       // taken back on the way, or not written down: nothing was sent
    Gone,          // no longer listed
    AlreadyGone,   // the server did not know it, and does not list it
    Kept,          // the server said that it deleted it, and still lists it
    StillListed,   // no clear answer came, and the server still lists it
    NotPermitted,  // 403; nothing was deleted
    TokenRejected, // the token is no longer accepted; nothing was deleted
    Failed,        // the server refused it for another reason; nothing was deleted
    Unknown        // sent, and the list could not be read since
};

// By what the journal calls it: "gone", "already-gone". Never changed, only added to.
QLatin1StringView outcomeKey(DeletionOutcome outcome);
// For people, in a word or two, and the same for all that they need not tell apart: "gone", "disabled" (where
// the server deletes no job), "already gone", "kept by the server", "not permitted", "failed", "not sent",
// "unknown" (none, too). `wasAnswered`: without it nobody can say that it failed, it may never have been
// sent: "still listed".
QString outcomeLabel(std::optional<DeletionOutcome> outcome, bool disables, bool wasAnswered = true);
// None: a key of a later version of Callboard, or of none.
std::optional<DeletionOutcome> outcomeOf(const QString &key);
