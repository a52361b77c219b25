// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparedfield.h"

#include "column.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace {

// The words are those of the details of a job.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobFields)
};

struct ComparisonTexts
{
    Q_DECLARE_TR_FUNCTIONS(ComparedField)
};

struct KnownPath
{
    std::string_view path;
    ComparedField field;
    const char *label; // null: only what is in it has one
};

using F = ComparedField;

// What is in one of these is its field, too, unless it stands here itself: the longest counts.
constexpr auto KnownPaths = std::to_array<KnownPath>({
    {"name", F::Name, QT_TRANSLATE_NOOP("JobFields", "Name")},
    {"id", F::Url, QT_TRANSLATE_NOOP("JobFields", "URL")},
    {"type", F::Type, QT_TRANSLATE_NOOP("JobFields", "Type")},
    {"task", F::Target, QT_TRANSLATE_NOOP("JobFields", "Task")},
    {"plan", F::Target, QT_TRANSLATE_NOOP("JobFields", "Plan")},
    {"input.name", F::Target, nullptr},
    {"environment", F::Environment, QT_TRANSLATE_NOOP("JobFields", "Environment")},
    {"enviroment", F::Environment, QT_TRANSLATE_NOOP("JobFields", "Environment (misspelt key)")},
    {"description", F::Description, QT_TRANSLATE_NOOP("JobFields", "Description")},
    {"noop", F::Noop, QT_TRANSLATE_NOOP("JobFields", "Noop")},
    {"input.noop", F::Noop, QT_TRANSLATE_NOOP("JobFields", "Noop")},
    {"enabled", F::Enabled, QT_TRANSLATE_NOOP("JobFields", "Enabled")},
    {"scope", F::Scope, QT_TRANSLATE_NOOP("JobFields", "Scope")},
    {"input.scope", F::Scope, QT_TRANSLATE_NOOP("JobFields", "Scope")},
    {"input.parameters", F::Parameters, QT_TRANSLATE_NOOP("JobFields", "Parameters")},
    {"input.sensitive_parameters", F::Parameters, nullptr},
    {"input", F::Options, QT_TRANSLATE_NOOP("JobFields", "Options")},
    {"job_options", F::Options, QT_TRANSLATE_NOOP("JobFields", "Options")},
    {"scheduled_time", F::ScheduledTime, QT_TRANSLATE_NOOP("JobFields", "Scheduled for")},
    {"schedule.start_time", F::ScheduledTime, QT_TRANSLATE_NOOP("JobFields", "Scheduled for")},
    {"schedule", F::Repeats, QT_TRANSLATE_NOOP("JobFields", "Repeats")},
    {"schedule_options", F::Repeats, QT_TRANSLATE_NOOP("JobFields", "Repeats")},
    {"next_run", F::NextRun, QT_TRANSLATE_NOOP("JobFields", "Next run")},
    {"next_run.time", F::NextRun, QT_TRANSLATE_NOOP("JobFields", "Next run")},
    {"last_run", F::LastRun, QT_TRANSLATE_NOOP("JobFields", "Last run")},
    {"last_run.time", F::LastRun, QT_TRANSLATE_NOOP("JobFields", "Last run")},
    {"last_run.job.name", F::LastRun, QT_TRANSLATE_NOOP("JobFields", "Run as job")},
    {"last_run.job.id", F::LastRun, QT_TRANSLATE_NOOP("JobFields", "URL of the run")},
    {"last_run.job.submission_error", F::LastRun, QT_TRANSLATE_NOOP("JobFields", "Not started")},
    {"owner", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Owner")},
    {"owner.login", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Login")},
    {"owner.display_name", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Display name")},
    {"owner.email", F::Owner, QT_TRANSLATE_NOOP("JobFields", "E-mail")},
    {"owner.id", F::Owner, QT_TRANSLATE_NOOP("JobFields", "User ID")},
    {"owner.is_revoked", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Revoked")},
    {"owner.last_login", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Last login")},
    {"owner.is_remote", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Remote user")},
    {"owner.is_group", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Group")},
    {"owner.is_superuser", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Superuser")},
    {"owner.role_ids", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Role IDs")},
    {"owner.inherited_role_ids", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Inherited role IDs")},
    {"owner.group_ids", F::Owner, QT_TRANSLATE_NOOP("JobFields", "Group IDs")},
    {"userdata", F::UserData, QT_TRANSLATE_NOOP("JobFields", "User data")},
});

bool isIn(std::string_view path, std::string_view outer)
{
    return path.starts_with(outer) && (path.size() == outer.size() || path[outer.size()] == '.');
}

const KnownPath *knownPathOf(std::string_view path)
{
    const KnownPath *longest = nullptr;
    for (const KnownPath &known : KnownPaths) {
        if (isIn(path, known.path) && (!longest || known.path.size() > longest->path.size()))
            longest = &known;
    }
    return longest;
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

ComparedField comparedFieldOf(std::string_view path)
{
    const KnownPath *known = knownPathOf(path);
    return known ? known->field : ComparedField::Other;
}

bool isTimePath(std::string_view path)
{
    constexpr auto Times =
        std::to_array<std::string_view>({"next_run", "next_run.time", "scheduled_time", "schedule.start_time",
                                         "last_run.time", "owner.last_login"});
    return std::find(Times.begin(), Times.end(), path) != Times.end();
}

QString labelOf(ComparedField field)
{
    if (field == ComparedField::Target)
        return columnTitle(Column::Target);
    if (field == ComparedField::Other)
        return Texts::tr("Other keys");
    const auto *known = std::find_if(KnownPaths.begin(), KnownPaths.end(), [field](const KnownPath &each) {
        return each.field == field && each.label;
    });
    return Texts::tr(known->label);
}

QString labelOf(std::string_view path)
{
    const KnownPath *known = knownPathOf(path);
    if (!known)
        return textOf(path);
    if (!known->label)
        return labelOf(known->field);
    const QString label = Texts::tr(known->label);
    if (known->path.size() < path.size())
        return ComparisonTexts::tr("%1: %2", "a group of fields, and which of them")
            .arg(label, textOf(path.substr(known->path.size() + 1)));
    const bool isOfOwner = known->field == ComparedField::Owner && known->path.size() > 5;
    return isOfOwner ? ComparisonTexts::tr("%1: %2", "a group of fields, and which of them")
                           .arg(labelOf(known->field), label)
                     : label;
}

QStringList labelsOf(ComparedFields fields)
{
    QStringList labels;
    for (int i = 0; i < ComparedFieldCount; ++i) {
        if ((fields & bitOf(ComparedField(i))) != 0)
            labels << labelOf(ComparedField(i));
    }
    return labels;
}
