// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "smallfile.h"
#include "token.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Profile)
};

constexpr std::array TokenWords{"file"_L1, "keychain"_L1, "session"_L1}; // by Profile::TokenFrom

// Every field and its key, in one place for all who read and write them.
template <class P, class Visitor>
void visitFields(P &profile, Visitor &&visit)
{
    visit("name"_L1, profile.name);
    visit("url"_L1, profile.url);
    visit("consoleUrl"_L1, profile.consoleUrl);
    visit("caFile"_L1, profile.caFile);
    visit("clientCertificate"_L1, profile.clientCertificate);
    visit("clientKey"_L1, profile.clientKey);
    visit("token"_L1, profile.tokenFrom);
    visit("tokenFile"_L1, profile.tokenFile);
    visit("readOnly"_L1, profile.isReadOnly);
    visit("production"_L1, profile.isProduction);
    visit("colour"_L1, profile.colour);
    visit("connectSeconds"_L1, profile.connectSeconds);
    visit("answerSeconds"_L1, profile.answerSeconds);
}

bool isText(const QVariant &variant)
{
    return variant.typeId() == QMetaType::QString;
}

bool read(const QVariant &variant, QString &field)
{
    field = variant.toString();
    return isText(variant);
}

bool read(const QVariant &variant, bool &field)
{
    field = variant.toBool();
    return variant.typeId() == QMetaType::Bool ||
           (isText(variant) && (variant.toString() == "true"_L1 || variant.toString() == "false"_L1));
}

bool read(const QVariant &variant, int &field)
{
    bool isNumber = false;
    const double number = variant.toDouble(&isNumber);
    if (!isNumber || variant.typeId() == QMetaType::Bool || number < 1 || number > Profile::MostSeconds)
        return false;
    field = int(number);
    return double(field) == number;
}

bool read(const QVariant &variant, Profile::TokenFrom &field)
{
    const auto *found = std::find(TokenWords.begin(), TokenWords.end(), variant.toString());
    if (found == TokenWords.end())
        return false;
    field = Profile::TokenFrom(found - TokenWords.begin());
    return true;
}

QVariant variantOf(Profile::TokenFrom field)
{
    return QString(TokenWords.at(size_t(field)));
}

template <class T>
QVariant variantOf(const T &field)
{
    return field;
}

// The name of the first value that can't be meant; empty: all can.
QString oddKey(const QVariantMap &variants, Profile &profile)
{
    QString odd;
    visitFields(profile, [&](QLatin1StringView key, auto &field) {
        const QVariant variant = variants.value(key);
        if (variant.isValid() && !read(variant, field) && odd.isEmpty())
            odd = key;
    });
    static const QRegularExpression colour(u"^#[0-9a-fA-F]{6}$"_s);
    if (odd.isEmpty() && !profile.colour.isEmpty() && !colour.match(profile.colour).hasMatch())
        odd = u"colour"_s;
    return odd;
}

Result<QByteArray> tokenFor(const Profile &profile, const QByteArray &given)
{
    if (!given.isEmpty())
        return tokenOf(given);
    if (profile.tokenFrom != Profile::TokenFrom::File)
        return QByteArray();
    const QString path = tokenOriginOf(profile).file;
    // The next puppet-access login may make it, and it is watched.
    if (!QFileInfo::exists(path))
        return QByteArray();
    Result<QByteArray> token = readTokenFile(path);
    if (!token && path == usualTokenFile())
        return QByteArray();
    return token;
}

} // namespace

QString withoutTilde(const QString &path)
{
    if (path == "~"_L1)
        return QDir::homePath();
    return path.startsWith("~/"_L1) ? QDir::homePath() + path.sliced(1) : path;
}

QVariantMap toVariants(const Profile &profile)
{
    QVariantMap variants;
    visitFields(profile, [&variants](QLatin1StringView key, const auto &field) {
        variants.insert(key, variantOf(field));
    });
    return variants;
}

Result<Profile> profileOf(const QVariantMap &variants, const QString &where)
{
    Profile profile;
    if (const QString odd = oddKey(variants, profile); !odd.isEmpty())
        return Error::ofFile(where, Texts::tr("\"%1\" has a value that it can't have", "a key").arg(odd));
    if (profile.name.trimmed().isEmpty())
        return Error::ofFile(where, Texts::tr("it has a connection without a name"));
    // What would carry a secret is refused here already, so that none is stored.
    if (const Result<QUrl> base = orchestratorBase(profile.url); !base)
        return base.error();
    if (const Result<QUrl> rbac = rbacBase(profile.consoleUrl); !profile.consoleUrl.isEmpty() && !rbac)
        return rbac.error();
    return profile;
}

Result<Connection> connectionOf(const Profile &profile, const QByteArray &token)
{
    Result<Connection> result = makeConnection(profile.url, {}, withoutTilde(profile.caFile));
    if (!result)
        return result;
    Connection &connection = result.value();
    const Result<QByteArray> own = tokenFor(profile, token);
    if (!own)
        return own.error();
    connection.token = own.value();
    if (connection.exposesToken())
        return Error::ofValue(Texts::tr("The token"), Texts::tr("it would travel unencrypted; use https://"));
    connection.rbac = usualRbac(connection.base);
    if (!profile.consoleUrl.isEmpty()) {
        const Result<QUrl> rbac = rbacBase(profile.consoleUrl);
        if (!rbac)
            return rbac.error();
        connection.rbac = rbac.value();
    }
    if (profile.clientCertificate.isEmpty() != profile.clientKey.isEmpty())
        return Error::ofValue(Texts::tr("The client certificate"),
                              Texts::tr("it takes both the certificate and its key"));
    if (!profile.clientCertificate.isEmpty()) {
        const auto identity =
            readClientIdentity(withoutTilde(profile.clientCertificate), withoutTilde(profile.clientKey));
        if (!identity)
            return identity.error();
        connection.clientChain = identity.value().chain;
        connection.clientKey = identity.value().key;
        connection.clientChainFile = QFileInfo(withoutTilde(profile.clientCertificate)).absoluteFilePath();
        connection.clientKeyFile = QFileInfo(withoutTilde(profile.clientKey)).absoluteFilePath();
    }
    connection.connectTimeout = std::chrono::seconds(profile.connectSeconds);
    connection.silenceTimeout = std::chrono::seconds(profile.answerSeconds);
    connection.wholeTimeout = std::max(connection.wholeTimeout, 4 * connection.silenceTimeout);
    connection.name = profile.name;
    connection.isReadOnly = profile.isReadOnly;
    connection.isProduction = profile.isProduction;
    connection.colour = profile.colour;
    return result;
}

TokenOrigin tokenOriginOf(const Profile &profile)
{
    switch (profile.tokenFrom) {
    case Profile::TokenFrom::File:
        return {profile.tokenFile.isEmpty() ? usualTokenFile() : withoutTilde(profile.tokenFile), {}};
    case Profile::TokenFrom::Keychain:
        if (const Result<QUrl> base = orchestratorBase(profile.url))
            return {{}, profile.name + " at "_L1 + base.value().toString()};
        break;
    case Profile::TokenFrom::Session:
        break;
    }
    return {};
}

QString suggestedName(const QUrl &base)
{
    Connection connection;
    connection.base = base;
    return base.port() == 8143 ? base.host() : connection.label();
}
