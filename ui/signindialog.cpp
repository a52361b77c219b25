// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "signindialog.h"

#include "longwords.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

SignInDialog::SignInDialog(const Connection &connection, bool isKept, QWidget *parent)
    : QDialog(parent),
      m_client(connection),
      m_fields(new QWidget(this)),
      m_login(new QLineEdit(m_fields)),
      m_password(new QLineEdit(m_fields)),
      m_lifetime(new QComboBox(m_fields)),
      m_label(new QLineEdit(m_fields)),
      m_message(new QLabel(this))
{
    setWindowTitle(tr("Sign In"));
    setObjectName(u"signInDialog"_s);
    const QString text =
        isKept ? tr("Get a token from %1. The password is sent once and kept nowhere; the token goes into "
                    "the keychain of this desktop.")
               : tr("Get a token from %1. The password is sent once and kept nowhere; the token is "
                    "forgotten when Callboard ends.");
    auto *where = new QLabel(text.arg(m_client.label()), this);
    for (QLabel *label : {where, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    addFields();
    m_message->setObjectName(u"signInMessage"_s);
    m_message->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_signIn = buttons->addButton(tr("&Sign In"), QDialogButtonBox::AcceptRole);
    m_signIn->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &SignInDialog::signIn);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(where);
    layout->addWidget(m_fields);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    updateButton();
}

void SignInDialog::addFields()
{
    m_login->setObjectName(u"login"_s);
    m_login->setMinimumWidth(fontMetrics().averageCharWidth() * 54);
    m_password->setObjectName(u"password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_lifetime->setObjectName(u"lifetime"_s);
    // The number and unit as the API takes them.
    const std::initializer_list<std::pair<QString, QString>> lifetimes{
        {tr("1 hour"), u"1h"_s}, {tr("4 hours"), u"4h"_s}, {tr("8 hours"), u"8h"_s},
        {tr("1 day"), u"1d"_s},  {tr("1 week"), u"7d"_s},  {tr("30 days"), u"30d"_s}};
    for (const auto &[text, value] : lifetimes)
        m_lifetime->addItem(text, value);
    m_label->setObjectName(u"label"_s);
    m_label->setPlaceholderText(tr("none"));
    // What the API takes: 200 characters, and no comma.
    m_label->setMaxLength(200);
    m_label->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[^,]*"_s), m_label));
    auto *form = new QFormLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Login:"), m_login);
    form->addRow(tr("&Password:"), m_password);
    form->addRow(tr("&Valid for:"), m_lifetime);
    form->addRow(tr("La&bel:"), m_label);
    connect(m_login, &QLineEdit::textChanged, this, &SignInDialog::updateButton);
    connect(m_password, &QLineEdit::textChanged, this, &SignInDialog::updateButton);
}

void SignInDialog::updateButton()
{
    m_signIn->setEnabled(!m_isWaiting && !m_login->text().trimmed().isEmpty() &&
                         !m_password->text().isEmpty());
}

void SignInDialog::setWaiting(bool waiting)
{
    m_isWaiting = waiting;
    m_fields->setEnabled(!waiting);
    updateButton();
}

void SignInDialog::signIn()
{
    if (!m_signIn->isEnabled())
        return;
    Credentials credentials{m_login->text().trimmed(), m_password->text(),
                            m_lifetime->currentData().toString(), m_label->text().trimmed()};
    // Unlike clear(), this empties the history of the field as well.
    m_password->setText({});
    setWaiting(true);
    showMessage(tr("Signing in …"));
    m_client.signIn(credentials, this, [this](const Result<QByteArray> &token) { onAnswer(token); });
    credentials.password.fill(u'\0');
}

void SignInDialog::onAnswer(const Result<QByteArray> &token)
{
    setWaiting(false);
    if (token) {
        accept();
        Q_EMIT signedIn(token.value());
        return;
    }
    showMessage(breakable(problemText(token.error())));
    m_password->setFocus();
}

// A dialog does not grow by itself for text that wraps.
void SignInDialog::showMessage(const QString &text)
{
    m_message->setText(text);
    m_message->show();
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

QString SignInDialog::problemText(const Error &error) const
{
    QStringList sentences;
    if (error.kind == Error::Kind::NotAuthenticated) {
        sentences << tr("%1 does not accept this login and password.").arg(error.subject);
    } else {
        sentences << error.whatHappened();
    }
    if (const QString words = error.serverWords(); !words.isEmpty())
        sentences << tr("The server says: %1").arg(words);
    sentences << tr("Nothing is tried again by itself: after ten failed attempts Puppet Enterprise locks the "
                    "account, unless it is set up otherwise.");
    if (error.kind == Error::Kind::NotAuthenticated)
        sentences << tr("Who signs in to the console through another service (SAML) makes a token there and "
                        "pastes it.");
    return sentences.join(u' ');
}

void SignInDialog::done(int result)
{
    m_password->setText({});
    QDialog::done(result);
}
