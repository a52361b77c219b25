// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clienttools.h"

#include "jsonfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ClientTools)
};

// The settings of both files of one name.
class Settings
{
public:
    Settings(const ClientTools &tools, const QString &name, const QString &wrapper,
             ClientTools::Finding *finding)
        : m_finding(finding)
    {
        for (const QString &folder : {tools.userFolder, tools.globalFolder})
            add(QDir(folder).filePath(name), wrapper);
    }

    // The user's, else the global one's; empty: neither has it.
    QString text(QLatin1StringView key)
    {
        for (const Layer &layer : std::as_const(m_layers)) {
            const QJsonValue value = layer.json[key];
            if (value.isString() && !value.toString().isEmpty())
                return value.toString();
            if (!value.isUndefined() && !value.isString())
                m_finding->problems << fileError(layer.path, Texts::tr("\"%1\" is no text").arg(key));
        }
        return {};
    }

private:
    struct Layer
    {
        QString path;
        QJsonObject json;
    };

    void add(const QString &path, const QString &wrapper)
    {
        if (!QFileInfo::exists(path))
            return;
        m_finding->files << path;
        const Result<QJsonObject> json = readJsonFile(path);
        if (!json) {
            Error error = json.error();
            // Both files have the same name.
            error.subject = QDir::toNativeSeparators(path);
            m_finding->problems << error;
            return;
        }
        m_layers.append({path, wrapper.isEmpty() ? json.value() : json.value()[wrapper].toObject()});
    }

    ClientTools::Finding *m_finding;
    QList<Layer> m_layers;
};

QString firstOf(const QString &one, const QString &other)
{
    return one.isEmpty() ? other : one;
}

} // namespace

ClientTools ClientTools::usual()
{
    return {QDir::homePath() + "/.puppetlabs/client-tools"_L1, u"/etc/puppetlabs/client-tools"_s};
}

ClientTools::Finding ClientTools::read() const
{
    Finding finding;
    Settings orchestrator(*this, u"orchestrator.conf"_s, u"options"_s, &finding);
    Settings access(*this, u"puppet-access.conf"_s, {}, &finding);
    Profile profile;
    profile.url = orchestrator.text("service-url"_L1);
    profile.consoleUrl = access.text("service-url"_L1);
    profile.caFile =
        withoutTilde(firstOf(orchestrator.text("cacert"_L1), access.text("certificate-file"_L1)));
    profile.tokenFile =
        withoutTilde(firstOf(orchestrator.text("token-file"_L1), access.text("token-file"_L1)));
    if (profile.url.isEmpty())
        return finding;
    const Result<QUrl> base = orchestratorBase(profile.url);
    if (!base) {
        finding.problems << base.error();
        return finding;
    }
    profile.url = base.value().toString();
    profile.name = suggestedName(base.value());
    if (const Result<QUrl> rbac = rbacBase(profile.consoleUrl); !profile.consoleUrl.isEmpty() && !rbac) {
        finding.problems << rbac.error();
        profile.consoleUrl.clear();
    }
    finding.profile = profile;
    return finding;
}
