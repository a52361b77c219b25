// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotstore.h"

#include "responsewriter.h"
#include "wholefile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace SnapshotStore {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SnapshotStore)
};

constexpr auto TimeFormat = "yyyyMMdd'T'HHmmsszzz'Z'"_L1;

// The host for people, and what tells it from others that look alike in a file name.
QString serverKey(const QString &location)
{
    QString host = QUrl(location).host().toLower();
    for (QChar &c : host) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'-';
        c = isPlain ? c : u'-';
    }
    const QByteArray hash =
        QCryptographicHash::hash(location.toUtf8(), QCryptographicHash::Sha256).toHex().first(12);
    constexpr qsizetype Longest = 100;
    return host.left(Longest) + u'-' + QString::fromLatin1(hash);
}

QString originText(Snapshot::Origin origin)
{
    return origin == Snapshot::Origin::Asked ? u"kept"_s : u"auto"_s;
}

QString fileName(const QString &location, const Snapshot &snapshot)
{
    return u"%1_%2_%3_%4.json"_s.arg(serverKey(location), snapshot.time.toString(TimeFormat))
        .arg(snapshot.jobs)
        .arg(originText(snapshot.origin));
}

QRegularExpressionMatch matchOf(const QString &name)
{
    static const QRegularExpression pattern(
        u"\\A(?<key>[a-z0-9.-]+)_(?<time>\\d{8}T\\d{9}Z)_(?<jobs>\\d{1,12})_(?<origin>kept|auto)\\.json\\z"_s);
    return pattern.match(name);
}

std::optional<Snapshot> snapshotOf(const QString &folder, const QString &name, const QString &key)
{
    const QRegularExpressionMatch match = matchOf(name);
    if (!match.hasMatch() || match.captured(u"key"_s) != key)
        return std::nullopt;
    Snapshot snapshot;
    snapshot.path = folder + u'/' + name;
    snapshot.time = QDateTime::fromString(match.captured(u"time"_s), TimeFormat);
    snapshot.time.setTimeSpec(Qt::UTC);
    snapshot.jobs = match.captured(u"jobs"_s).toLongLong();
    snapshot.origin =
        match.captured(u"origin"_s) == "kept"_L1 ? Snapshot::Origin::Asked : Snapshot::Origin::OnRefresh;
    return snapshot.time.isValid() ? std::optional(snapshot) : std::nullopt;
}

std::optional<QString> writeList(QIODevice &file, const JobIndex &jobs, const std::stop_token &stop)
{
    // Before there is anything in it.
    if (auto *device = qobject_cast<QFileDevice *>(&file);
        device && !device->setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return device->errorString();
    const auto next = [&jobs, row = JobIndex::Row{0}]() mutable {
        while (row < jobs.rowCount() && !jobs.holds(row))
            ++row;
        return row < jobs.rowCount() ? jobs.jobAt(row++) : Job();
    };
    return ResponseWriter::write(file, jobs.size(), next, stop);
}

} // namespace

QString defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/callboard/snapshots"_L1;
}

QList<Snapshot> list(const QString &folder, const QString &location)
{
    QList<Snapshot> snapshots;
    const QString key = serverKey(location);
    const QStringList names = QDir(folder).entryList({key + u"_*.json"_s}, QDir::Files | QDir::NoSymLinks);
    for (const QString &name : names) {
        if (const auto snapshot = snapshotOf(folder, name, key))
            snapshots.append(*snapshot);
    }
    std::stable_sort(snapshots.begin(), snapshots.end(),
                     [](const Snapshot &a, const Snapshot &b) { return a.time > b.time; });
    return snapshots;
}

std::optional<QString> serverOf(const QString &path)
{
    const QFileInfo file(path);
    const QRegularExpressionMatch match = matchOf(file.fileName());
    if (!match.hasMatch() || file.absolutePath() != QFileInfo(defaultFolder()).absoluteFilePath())
        return std::nullopt;
    // What stands behind the last dash is for programs.
    const QString key = match.captured(u"key"_s);
    return key.left(key.lastIndexOf(u'-'));
}

Result<Snapshot> save(const QString &folder, const ComparedList &list, Snapshot::Origin origin,
                      const std::stop_token &stop)
{
    Snapshot snapshot;
    snapshot.time = list.asOf.toUTC();
    snapshot.jobs = list.jobs.size();
    snapshot.origin = origin;
    snapshot.path = folder + u'/' + fileName(list.location, snapshot);
    const bool isThere = QDir().mkpath(folder);
    if (!isThere || !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return Error::ofFile(folder, Texts::tr("the folder can't be made private"));
    const auto problem =
        WholeFile::write(snapshot.path, [&](QIODevice &file) { return writeList(file, list.jobs, stop); });
    if (problem)
        return Error::ofFile(snapshot.path, *problem);
    return snapshot;
}

std::optional<Error> prune(const QString &folder, const QString &location, int most)
{
    QList<Snapshot> snapshots = list(folder, location);
    snapshots.removeIf([](const Snapshot &each) { return each.origin != Snapshot::Origin::OnRefresh; });
    std::optional<Error> problem;
    for (qsizetype i = most; i < snapshots.size(); ++i) {
        QFile file(snapshots.at(i).path);
        // Another window may have been quicker.
        if (!file.remove() && file.exists())
            problem = Error::ofFile(file.fileName(), file.errorString());
    }
    return problem;
}

} // namespace SnapshotStore
