// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include "jsonfile.h"
#include "keychain.h"
#include "wholefile.h"

#include <QCollator>
#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Profiles)
};

constexpr auto ListKey = "profiles"_L1;
constexpr auto RecentKey = "recentProfiles"_L1;
constexpr auto FormatKey = "callboardProfiles"_L1; // the version of the file's format
constexpr int Format = 1;
constexpr int MostRecent = 10;

QString baseText(const Profile &profile)
{
    const Result<QUrl> base = orchestratorBase(profile.url);
    return base ? base.value().toString() : QString();
}

// Settings of a later version may hold more; it is not for us to throw away.
QList<QVariantMap> stored()
{
    QSettings settings;
    QList<QVariantMap> list;
    const int size = settings.beginReadArray(ListKey);
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        QVariantMap variants;
        const QStringList keys = settings.childKeys();
        for (const QString &key : keys)
            variants.insert(key, settings.value(key));
        list << variants;
    }
    return list;
}

} // namespace

namespace Profiles {

bool hasName(const QList<Profile> &profiles, const QString &name)
{
    return std::any_of(profiles.begin(), profiles.end(),
                       [&name](const Profile &profile) { return profile.name == name; });
}

QList<Profile> all()
{
    QList<Profile> profiles;
    const QList<QVariantMap> list = stored();
    for (const QVariantMap &variants : list) {
        if (const Result<Profile> profile = profileOf(variants, {}))
            profiles << profile.value();
    }
    // The C locale counts bytes.
    QCollator collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(profiles.begin(), profiles.end(), [&collator](const Profile &a, const Profile &b) {
        return collator.compare(a.name, b.name) < 0;
    });
    return profiles;
}

void setAll(const QList<Profile> &profiles)
{
    QList<QVariantMap> list;
    const QList<QVariantMap> before = stored();
    for (const QVariantMap &variants : before) {
        if (!profileOf(variants, {}))
            list << variants;
    }
    for (const Profile &profile : profiles)
        list << toVariants(profile);
    QSettings settings;
    settings.remove(ListKey);
    settings.beginWriteArray(ListKey, int(list.size()));
    for (qsizetype i = 0; i < list.size(); ++i) {
        settings.setArrayIndex(int(i));
        for (const auto &[key, value] : list.at(i).asKeyValueRange())
            settings.setValue(key, value);
    }
    settings.endArray();
}

void put(const Profile &profile)
{
    QList<Profile> profiles = all();
    profiles.removeIf([&profile](const Profile &other) { return other.name == profile.name; });
    setAll(profiles << profile);
}

std::optional<Profile> named(const QString &name)
{
    const QList<Profile> profiles = all();
    for (const Profile &profile : profiles) {
        if (profile.name == name)
            return profile;
    }
    return std::nullopt;
}

QString freeName(const QString &name, const QList<Profile> &profiles)
{
    QString free = name;
    for (int number = 2; hasName(profiles, free); ++number)
        free = u"%1 (%2)"_s.arg(name).arg(number);
    return free;
}

void settleTokens(const QList<Profile> &before, const QList<Profile> &after)
{
    const auto keysOf = [](const QList<Profile> &profiles) {
        QStringList keys;
        for (const Profile &profile : profiles)
            keys << tokenOriginOf(profile).keychainKey;
        return keys;
    };
    const QStringList keysBefore = keysOf(before);
    const QStringList keysAfter = keysOf(after);
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (keysBefore.at(i).isEmpty() || keysAfter.contains(keysBefore.at(i)))
            continue;
        const QString address = baseText(before.at(i));
        qsizetype heir = 0;
        while (heir < after.size() &&
               (keysAfter.at(heir).isEmpty() || keysBefore.contains(keysAfter.at(heir)) ||
                baseText(after.at(heir)) != address))
            ++heir;
        if (heir < after.size())
            Keychain::move(keysBefore.at(i), keysAfter.at(heir));
        else
            Keychain::remove(keysBefore.at(i));
    }
}

void noteUse(const QString &name)
{
    QStringList names = QSettings().value(RecentKey).toStringList();
    names.removeAll(name);
    names.prepend(name);
    QSettings().setValue(RecentKey, names.mid(0, MostRecent));
}

QStringList recent()
{
    const QList<Profile> profiles = all();
    QStringList names = QSettings().value(RecentKey).toStringList();
    names.removeIf([&profiles](const QString &name) { return !hasName(profiles, name); });
    return names;
}

std::optional<Error> exportTo(const QString &path, const QList<Profile> &profiles)
{
    QJsonArray list;
    for (const Profile &profile : profiles) {
        if (const Result<Profile> checked = profileOf(toVariants(profile), profile.name); !checked)
            return checked.error();
    }
    for (const Profile &profile : profiles)
        list.append(QJsonObject::fromVariantMap(toVariants(profile)));
    const QJsonObject json{{FormatKey, Format}, {ListKey, list}};
    const auto problem = WholeFile::write(path, QJsonDocument(json).toJson());
    return problem ? std::optional(fileError(path, *problem)) : std::nullopt;
}

Result<QList<Profile>> importFrom(const QString &path)
{
    const Result<QJsonObject> json = readJsonFile(path);
    if (!json)
        return json.error();
    const QJsonValue list = json.value()[ListKey];
    if (!json.value().contains(FormatKey) || !list.isArray())
        return fileError(path, Texts::tr("it holds no connections that Callboard has exported"));
    if (json.value()[FormatKey].toInt() != Format)
        return fileError(path, Texts::tr("it was written by a later version of Callboard"));
    QList<Profile> profiles;
    const QJsonArray items = list.toArray();
    for (const QJsonValue item : items) {
        const Result<Profile> profile = profileOf(item.toObject().toVariantMap(), QFileInfo(path).fileName());
        if (!profile)
            return profile.error();
        profiles << profile.value();
    }
    return profiles;
}

int merge(QList<Profile> &profiles, const QList<Profile> &more)
{
    int added = 0;
    for (Profile profile : more) {
        if (profiles.contains(profile))
            continue;
        profile.name = freeName(profile.name, profiles);
        profiles << profile;
        ++added;
    }
    return added;
}

} // namespace Profiles
