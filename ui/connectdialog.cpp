// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectdialog.h"

#include "token.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

// Where the client tools of Puppet Enterprise keep them.
QString ifItExists(const QString &path)
{
    return QFileInfo::exists(path) ? path : QString();
}

QString usualCaFile()
{
    return ifItExists(u"/etc/puppetlabs/puppet/ssl/certs/ca.pem"_s);
}

} // namespace

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent),
      m_url(new QLineEdit(this)),
      m_tokenFile(new QLineEdit(this)),
      m_token(new QLineEdit(this)),
      m_caFile(new QLineEdit(this)),
      m_problem(new QLabel(this))
{
    setWindowTitle(tr("Connect"));
    setObjectName(u"connectDialog"_s);
    m_url->setObjectName(u"url"_s);
    m_tokenFile->setObjectName(u"tokenFile"_s);
    m_token->setObjectName(u"token"_s);
    m_caFile->setObjectName(u"caFile"_s);
    m_problem->setObjectName(u"problem"_s);
    const QSettings settings;
    m_url->setText(settings.value("connect/url"_L1).toString());
    const QString tokenFile = settings.value("connect/tokenFile"_L1).toString();
    m_tokenFile->setText(tokenFile.isEmpty() ? ifItExists(usualTokenFile()) : tokenFile);
    m_caFile->setText(settings.value("connect/caFile"_L1, usualCaFile()).toString());
    m_url->setPlaceholderText(u"https://pe.example.com:8143"_s);
    m_url->setMinimumWidth(fontMetrics().averageCharWidth() * 46);
    m_tokenFile->setPlaceholderText(tr("none"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("in place of the file, for this session"));
    m_caFile->setPlaceholderText(tr("the system's authorities"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *form = new QFormLayout;
    form->addRow(tr("&URL:"), m_url);
    auto *tokenRow = fileRow(m_tokenFile, tr("Choose a token file"));
    auto *caRow = fileRow(m_caFile, tr("Choose a CA file"));
    auto *tokenLabel = new QLabel(tr("&Token file:"), this);
    tokenLabel->setBuddy(m_tokenFile);
    auto *caLabel = new QLabel(tr("C&A file:"), this);
    caLabel->setBuddy(m_caFile);
    form->addRow(tokenLabel, tokenRow);
    form->addRow(tr("&Pasted token:"), m_token);
    form->addRow(caLabel, caRow);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *connectButton = buttons->addButton(tr("&Connect"), QDialogButtonBox::AcceptRole);
    connectButton->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectDialog::tryConnection);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
}

QWidget *ConnectDialog::fileRow(QLineEdit *edit, const QString &title)
{
    auto *row = new QWidget(this);
    auto *browse = new QPushButton(tr("Browse…"), row);
    browse->setAccessibleName(title);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, edit, title] {
        auto *dialog = new QFileDialog(this, title, QFileInfo(edit->text()).path());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setFilter(QDir::AllEntries | QDir::Hidden);
        connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
        dialog->open();
    });
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(edit, 1);
    layout->addWidget(browse);
    return row;
}

Result<Connection> ConnectDialog::chosenConnection() const
{
    if (m_token->text().isEmpty())
        return makeConnection(m_url->text(), m_tokenFile->text(), m_caFile->text());
    const Result<QByteArray> token = tokenOf(m_token->text().toUtf8());
    if (!token)
        return token.error();
    Result<Connection> connection = makeConnection(m_url->text(), {}, m_caFile->text());
    if (!connection)
        return connection;
    connection.value().token = token.value();
    if (!connection.value().exposesToken())
        return connection;
    Error error;
    error.kind = Error::Kind::File;
    error.subject = tr("The token");
    error.reason = tr("it would travel unencrypted; use https://");
    return error;
}

// Without a file and without one to offer, the usual one may still come.
QString ConnectDialog::watchedFile() const
{
    if (!m_tokenFile->text().isEmpty())
        return m_tokenFile->text();
    return QFileInfo::exists(usualTokenFile()) ? QString() : usualTokenFile();
}

void ConnectDialog::tryConnection()
{
    const Result<Connection> connection = chosenConnection();
    if (!connection) {
        m_problem->setText(connection.error().whatHappened());
        m_problem->show();
        return;
    }
    QSettings settings;
    // The address as it was understood, which carries no secret.
    settings.setValue("connect/url"_L1, connection.value().base.toString());
    settings.setValue("connect/tokenFile"_L1, m_tokenFile->text());
    settings.setValue("connect/caFile"_L1, m_caFile->text());
    accept();
    Q_EMIT connectionChosen(connection.value(), watchedFile());
}

void ConnectDialog::done(int result)
{
    // Unlike clear(), this empties the history of the field as well.
    m_token->setText({});
    QDialog::done(result);
}
