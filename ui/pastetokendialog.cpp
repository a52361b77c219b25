// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pastetokendialog.h"

#include "token.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

PasteTokenDialog::PasteTokenDialog(const QString &server, bool isKept, QWidget *parent)
    : QDialog(parent), m_token(new QLineEdit(this)), m_problem(new QLabel(this))
{
    setWindowTitle(tr("Paste Token"));
    setObjectName(u"pasteTokenDialog"_s);
    const QString text =
        isKept ? tr("A token for %1, such as \"puppet-access show\" prints or the console makes. It goes "
                    "into the keychain of this desktop.")
               : tr("A token for %1, such as \"puppet-access show\" prints or the console makes. It is "
                    "forgotten when Callboard ends.");
    auto *where = new QLabel(text.arg(server), this);
    for (QLabel *label : {where, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_token->setObjectName(u"token"_s);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setMinimumWidth(fontMetrics().averageCharWidth() * 46);
    m_problem->setObjectName(u"problem"_s);
    m_problem->hide();
    auto *form = new QFormLayout;
    form->addRow(tr("&Token:"), m_token);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(tr("&Use Token"), QDialogButtonBox::AcceptRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &PasteTokenDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(where);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
}

void PasteTokenDialog::take()
{
    const Result<QByteArray> token = tokenOf(m_token->text().toUtf8());
    if (!token) {
        m_problem->setText(token.error().whatHappened());
        m_problem->show();
        return;
    }
    accept();
    Q_EMIT tokenGiven(token.value());
}

void PasteTokenDialog::done(int result)
{
    // Unlike clear(), this empties the history of the field as well.
    m_token->setText({});
    QDialog::done(result);
}
