// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profileform.h"

#include "keychain.h"
#include "token.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace {

QIcon swatch(const QColor &colour)
{
    QPixmap picture(16, 16);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colour);
    painter.setPen(colour.darker());
    painter.drawRoundedRect(QRectF(1.5, 1.5, 13, 13), 3, 3);
    return picture;
}

} // namespace

ProfileForm::ProfileForm(QWidget *dialog)
    : QObject(dialog),
      m_basics(new QWidget(dialog)),
      m_advanced(new QWidget(dialog)),
      m_name(makeEdit("name")),
      m_url(makeEdit("url")),
      m_tokenFrom(new QComboBox(m_basics)),
      m_tokenFile(makeEdit("tokenFile")),
      m_token(makeEdit("token")),
      m_caFile(makeEdit("caFile")),
      m_readOnly(new QCheckBox(tr("&Read-only: nothing is deleted"), m_basics)),
      m_production(new QCheckBox(tr("&Mark as production"), m_basics)),
      m_colour(new QComboBox(m_basics)),
      m_consoleUrl(makeEdit("consoleUrl")),
      m_clientCertificate(makeEdit("clientCertificate")),
      m_clientKey(makeEdit("clientKey")),
      m_connectSeconds(makeSeconds("connectSeconds")),
      m_answerSeconds(makeSeconds("answerSeconds"))
{
    makeBasics();
    makeAdvanced();
    setProfile({});
    connect(m_tokenFrom, &QComboBox::currentIndexChanged, this, &ProfileForm::onTokenFromChanged);
    for (QComboBox *box : {m_tokenFrom, m_colour})
        connect(box, &QComboBox::activated, this, &ProfileForm::edited);
    for (QCheckBox *box : {m_readOnly, m_production})
        connect(box, &QCheckBox::clicked, this, &ProfileForm::edited);
}

QLineEdit *ProfileForm::makeEdit(const char *name)
{
    auto *edit = new QLineEdit(m_basics);
    edit->setObjectName(QString::fromLatin1(name));
    connect(edit, &QLineEdit::textChanged, this, [this] {
        if (!m_isFilling)
            Q_EMIT edited();
    });
    return edit;
}

QSpinBox *ProfileForm::makeSeconds(const char *name)
{
    auto *box = new QSpinBox(m_advanced);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(1, Profile::MostSeconds);
    box->setSuffix(tr(" s", "seconds, behind a number"));
    connect(box, &QSpinBox::valueChanged, this, [this] {
        if (!m_isFilling)
            Q_EMIT edited();
    });
    return box;
}

void ProfileForm::makeBasics()
{
    m_name->setPlaceholderText(tr("the host, if left empty"));
    m_url->setPlaceholderText(u"https://pe.example.com:8143"_s);
    m_url->setMinimumWidth(m_url->fontMetrics().averageCharWidth() * 20);
    m_tokenFrom->setObjectName(u"tokenFrom"_s);
    // Its longest text must not widen the dialog beyond a small screen.
    m_tokenFrom->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_tokenFrom->setMinimumContentsLength(16);
    m_tokenFrom->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_tokenFrom->addItem(tr("Token file"), int(Profile::TokenFrom::File));
    m_tokenFrom->addItem(tr("Keychain of this desktop"), int(Profile::TokenFrom::Keychain));
    m_tokenFrom->addItem(tr("Ask, and forget it with this session"), int(Profile::TokenFrom::Session));
    m_tokenFile->setPlaceholderText(QDir::toNativeSeparators(usualTokenFile()));
    m_token->setEchoMode(QLineEdit::Password);
    m_caFile->setPlaceholderText(QFileInfo::exists(clientToolsCaFile())
                                     ? tr("the system's authorities and Puppet's client tools'")
                                     : tr("the system's authorities"));
    m_readOnly->setObjectName(u"readOnly"_s);
    m_production->setObjectName(u"production"_s);
    m_colour->setObjectName(u"colour"_s);
    fillColours();
    auto *form = new QFormLayout(m_basics);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Name:"), m_name);
    form->addRow(tr("&URL:"), m_url);
    form->addRow(tr("Token fr&om:"), m_tokenFrom);
    addFile(form, tr("&Token file:"), m_tokenFile, tr("Choose a token file"));
    m_tokenFileRow = m_tokenFile->parentWidget();
    form->addRow(tr("&Pasted token:"), m_token);
    addFile(form, tr("C&A file:"), m_caFile, tr("Choose a CA file"));
    form->addRow(m_readOnly);
    form->addRow(m_production);
    form->addRow(tr("Co&lour:"), m_colour);
}

void ProfileForm::makeAdvanced()
{
    m_consoleUrl->setPlaceholderText(tr("port 4433 of the same host"));
    m_clientCertificate->setPlaceholderText(tr("none"));
    m_clientKey->setPlaceholderText(tr("none"));
    auto *form = new QFormLayout(m_advanced);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Consol&e URL:"), m_consoleUrl);
    addFile(form, tr("Cl&ient certificate:"), m_clientCertificate, tr("Choose a client certificate"));
    addFile(form, tr("Client &key:"), m_clientKey, tr("Choose the key of the client certificate"));
    form->addRow(tr("Give up connectin&g after:"), m_connectSeconds);
    form->addRow(tr("Give up &waiting after:"), m_answerSeconds);
}

void ProfileForm::addFile(QFormLayout *form, const QString &label, QLineEdit *edit, const QString &title)
{
    auto *row = new QWidget(form->parentWidget());
    auto *browse = new QPushButton(tr("Browse…"), row);
    browse->setAccessibleName(title);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, edit, title] {
        auto *dialog = new QFileDialog(m_basics->window(), title, QFileInfo(edit->text()).path());
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
    auto *buddy = new QLabel(label, form->parentWidget());
    buddy->setBuddy(edit);
    // A label that is no sibling does not name it.
    edit->setAccessibleName(QString(label).remove(u'&').remove(u':'));
    form->addRow(buddy, row);
}

void ProfileForm::fillColours()
{
    const std::initializer_list<std::pair<QString, QString>> colours{
        {tr("Red"), u"#c01c28"_s},   {tr("Orange"), u"#e66100"_s}, {tr("Yellow"), u"#e5a50a"_s},
        {tr("Green"), u"#26a269"_s}, {tr("Blue"), u"#1c71d8"_s},   {tr("Purple"), u"#813d9c"_s}};
    m_colour->addItem(tr("None", "colour"), QString());
    for (const auto &[text, value] : colours)
        m_colour->addItem(swatch(QColor(value)), text, value);
}

void ProfileForm::setProfile(const Profile &profile)
{
    const QScopedValueRollback filling(m_isFilling, true);
    m_name->setText(profile.name);
    m_url->setText(profile.url);
    m_tokenFrom->setCurrentIndex(m_tokenFrom->findData(int(profile.tokenFrom)));
    m_tokenFile->setText(profile.tokenFile);
    m_caFile->setText(profile.caFile);
    m_readOnly->setChecked(profile.isReadOnly);
    m_production->setChecked(profile.isProduction);
    // One that was imported need not be among ours.
    if (m_colour->findData(profile.colour) < 0)
        m_colour->addItem(swatch(QColor(profile.colour)), profile.colour, profile.colour);
    m_colour->setCurrentIndex(m_colour->findData(profile.colour));
    m_consoleUrl->setText(profile.consoleUrl);
    m_clientCertificate->setText(profile.clientCertificate);
    m_clientKey->setText(profile.clientKey);
    m_connectSeconds->setValue(profile.connectSeconds);
    m_answerSeconds->setValue(profile.answerSeconds);
    // Long texts are read from their beginning.
    for (QLineEdit *edit :
         {m_name, m_url, m_tokenFile, m_caFile, m_consoleUrl, m_clientCertificate, m_clientKey})
        edit->setCursorPosition(0);
    // A token is for one server only.
    forgetToken();
    onTokenFromChanged();
}

Profile ProfileForm::profile() const
{
    Profile profile;
    profile.name = m_name->text().trimmed();
    profile.url = m_url->text().trimmed();
    profile.tokenFrom = Profile::TokenFrom(m_tokenFrom->currentData().toInt());
    profile.tokenFile = m_tokenFile->text();
    profile.caFile = m_caFile->text();
    profile.isReadOnly = m_readOnly->isChecked();
    profile.isProduction = m_production->isChecked();
    profile.colour = m_colour->currentData().toString();
    profile.consoleUrl = m_consoleUrl->text().trimmed();
    profile.clientCertificate = m_clientCertificate->text();
    profile.clientKey = m_clientKey->text();
    profile.connectSeconds = m_connectSeconds->value();
    profile.answerSeconds = m_answerSeconds->value();
    return profile;
}

QByteArray ProfileForm::token() const
{
    return m_token->text().toUtf8();
}

void ProfileForm::forgetToken()
{
    // Unlike clear(), this empties the history of the field as well.
    m_token->setText({});
}

void ProfileForm::focusUrl()
{
    m_url->setFocus();
}

void ProfileForm::onTokenFromChanged()
{
    const auto from = Profile::TokenFrom(m_tokenFrom->currentData().toInt());
    m_tokenFileRow->setEnabled(from == Profile::TokenFrom::File);
    switch (from) {
    case Profile::TokenFrom::File:
        m_token->setPlaceholderText(tr("in place of the file, for this session"));
        break;
    case Profile::TokenFrom::Keychain:
        m_token->setPlaceholderText(tr("goes into the keychain when the server accepts it"));
        askKeychain();
        break;
    case Profile::TokenFrom::Session:
        m_token->setPlaceholderText(tr("for this session"));
        break;
    }
}

// Whether there is one shows only when it is used.
void ProfileForm::askKeychain()
{
    Keychain::read(u"availability"_s, this, [this](const Result<QByteArray> &answer) {
        const bool isChosen = m_tokenFrom->currentData().toInt() == int(Profile::TokenFrom::Keychain);
        if (answer || !isChosen)
            return;
        Q_EMIT noticed(tr("%1 The token lives for this session.", "what is wrong with the keychain")
                           .arg(answer.error().whatHappened()));
    });
}
