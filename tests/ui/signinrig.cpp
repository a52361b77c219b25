// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "signinrig.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>

using namespace Qt::StringLiterals;

SignInRig::SignInRig()
{
    QSettings().clear();
    server.intercept = [this](const LoopbackRequest &request) {
        return goodTokens.contains(request.header("X-Authentication"))
                   ? std::optional<LoopbackAnswer>()
                   : LoopbackAnswer::json(
                         R"({"kind": "puppetlabs.rbac/token-expired", "msg": "The provided token has expired."})",
                         401);
    };
    rbac.setHandler([this](const LoopbackRequest &request) {
        const auto answer = interceptRbac ? interceptRbac(request) : std::nullopt;
        return answer ? *answer : answerRbac(request);
    });
    connection = ::connectionTo(server);
    connection.token = "old";
    connection.rbac = rbac.url("/rbac-api");
}

LoopbackAnswer SignInRig::answerRbac(const LoopbackRequest &request) const
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (request.target == "/rbac-api/v1/auth/token") {
        return body[u"password"_s] == "correct horse"_L1
                   ? LoopbackAnswer::json(R"({"token": ")" + freshToken + R"("})")
                   : LoopbackAnswer::json(R"({"kind": "user-unauthenticated", "msg": "No such user."})", 401);
    }
    const QByteArray token = request.target == "/rbac-api/v2/auth/token/authenticate"
                                 ? body[u"token"_s].toString().toLatin1()
                                 : request.header("X-Authentication");
    if (!goodTokens.contains(token))
        return LoopbackAnswer::json(R"({"kind": "token-expired", "msg": "Expired."})", 403);
    QJsonObject user{{u"id"_s, u"me"_s}, {u"login"_s, u"fred"_s}, {u"display_name"_s, u"Fred"_s}};
    if (request.target == "/rbac-api/v1/users/current")
        return LoopbackAnswer::json(QJsonDocument(user).toJson());
    if (request.target == "/rbac-api/v2/auth/token/authenticate") {
        if (expires.isValid())
            user.insert(u"expiration"_s, expires.toString(Qt::ISODateWithMs));
        return LoopbackAnswer::json(QJsonDocument(user).toJson());
    }
    QJsonArray permitted;
    for (const QJsonValue permission : body[u"permissions"_s].toArray())
        permitted.append(!forbiddenOwners.contains(permission[u"instance"_s].toString()));
    return LoopbackAnswer::json(QJsonDocument(permitted).toJson());
}

void SignInRig::addJobs()
{
    const QStringList owners{u"me"_s, u"ann"_s, u"bob"_s};
    for (int number = 1; number <= 50; ++number) {
        const QString &owner = owners.at((number - 1) % 3);
        const QJsonObject json{{u"id"_s, owner}, {u"login"_s, owner}, {u"display_name"_s, owner}};
        server.jobs() += ListServer::job(number, {{u"owner"_s, json}});
    }
}

bool SignInRig::connectTo(const QString &tokenFile)
{
    window.window.connectTo(connection, {tokenFile.isEmpty() ? tokenFile : window.path(tokenFile), {}});
    return window.rests();
}

bool SignInRig::killToken()
{
    goodTokens.clear();
    window.press(Qt::Key_F5);
    return QTest::qWaitFor([this] { return bar().contains("does not accept the token"_L1); });
}

QString SignInRig::account() const
{
    const auto *label = window.window.findChild<QLabel *>(u"accountLabel"_s);
    return label->isVisible() ? label->text() : QString();
}

QDialog *SignInRig::openDialog(const QString &button, const char *name)
{
    if (QAbstractButton *found = window.button(button))
        WindowRig::click(found);
    auto *dialog = window.window.findChild<QDialog *>(QString::fromLatin1(name));
    // A window counts as active when the one that it belongs to is; keys go to the one with the focus.
    const auto hasKeys = [dialog] {
        return QApplication::activeWindow() == dialog && dialog->focusWidget();
    };
    return dialog && QTest::qWaitFor(hasKeys) ? dialog : nullptr;
}

void SignInRig::paste(const QByteArray &token)
{
    QVERIFY(openDialog(u"Paste Token…"_s, "pasteTokenDialog"));
    QApplication::clipboard()->setText(QString::fromLatin1(token));
    window.press(Qt::Key_V, Qt::ControlModifier);
    QApplication::clipboard()->clear();
    window.press(Qt::Key_Return);
}

void SignInRig::signIn(const QString &login, const QString &password)
{
    window.type(login);
    window.press(Qt::Key_Tab);
    window.type(password);
    window.press(Qt::Key_Return);
}

QList<LoopbackRequest> SignInRig::rbacRequests(const QByteArray &path) const
{
    QList<LoopbackRequest> result;
    for (const LoopbackRequest &request : rbac.requests()) {
        if (request.target == "/rbac-api" + path)
            result += request;
    }
    return result;
}

QString SignInRig::everythingShownOrKept() const
{
    QStringList texts;
    for (const QWidget *widget : QApplication::allWidgets()) {
        texts << widget->windowTitle() << widget->toolTip() << widget->statusTip() << widget->accessibleName()
              << widget->accessibleDescription();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            texts << edit->text() << edit->displayText();
    }
    QSettings settings;
    settings.sync();
    QFile file(settings.fileName());
    if (file.open(QIODevice::ReadOnly))
        texts << QString::fromUtf8(file.readAll());
    texts << QApplication::clipboard()->text();
    return texts.join(u'\n');
}
