// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectdialog.h"

#include "checkview.h"
#include "clienttools.h"
#include "keychain.h"
#include "longwords.h"
#include "profileform.h"
#include "profilelist.h"
#include "profiles.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent),
      m_profiles(Profiles::all()),
      m_stored(m_profiles),
      m_list(new ProfileList(this)),
      m_form(new ProfileForm(this)),
      m_check(new CheckView(this)),
      m_tabs(new QTabWidget(this)),
      m_problem(new QLabel(this)),
      m_duplicate(new QPushButton(tr("&Duplicate"), this)),
      m_remove(new QPushButton(tr("&Forget"), this)),
      m_test(new QPushButton(tr("Te&st"), this))
{
    setWindowTitle(tr("Connect"));
    setObjectName(u"connectDialog"_s);
    m_profiles.prepend(Profile());
    layOut();
    m_list->setProfiles(m_profiles);
    connect(m_list, &ProfileList::currentRowChanged, this, &ConnectDialog::showCurrent);
    connect(m_list, &ProfileList::activated, this, &ConnectDialog::connectToCurrent);
    connect(m_form, &ProfileForm::edited, this, &ConnectDialog::takeEdits);
    connect(m_form, &ProfileForm::noticed, this, &ConnectDialog::showProblem);
    const QStringList recent = Profiles::recent();
    const int last = recent.isEmpty() ? -1 : rowOf(recent.constFirst());
    m_list->select(last > 0 ? last : std::min<int>(1, int(m_profiles.size()) - 1));
    if (m_profiles.size() > 1)
        m_list->focusFilter();
    else
        m_form->focusUrl();
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::layOut()
{
    m_tabs->setObjectName(u"connectTabs"_s);
    m_tabs->addTab(m_form->basics(), tr("Connection"));
    m_tabs->addTab(m_form->advanced(), tr("Advanced"));
    m_tabs->addTab(m_check, tr("Test"));
    m_problem->setObjectName(u"problem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    auto *more = new QPushButton(tr("Import or E&xport"), this);
    more->setObjectName(u"importMenu"_s);
    makeImportMenu(new QMenu(more));
    more->setMenu(more->findChild<QMenu *>());
    auto *left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    auto *listButtons = new QHBoxLayout;
    listButtons->addWidget(m_duplicate);
    listButtons->addWidget(m_remove);
    left->addLayout(listButtons);
    left->addWidget(more);
    auto *panes = new QHBoxLayout;
    panes->addLayout(left, 2);
    panes->addWidget(m_tabs, 5);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_test, QDialogButtonBox::ActionRole);
    m_save = buttons->addButton(tr("Sa&ve"), QDialogButtonBox::ApplyRole);
    m_connect = buttons->addButton(tr("&Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setDefault(true);
    for (QPushButton *button : {m_duplicate, m_remove, m_test, m_save, more})
        button->setAutoDefault(false);
    connect(m_duplicate, &QAbstractButton::clicked, this, &ConnectDialog::addCopy);
    connect(m_remove, &QAbstractButton::clicked, this, &ConnectDialog::removeCurrent);
    connect(m_test, &QAbstractButton::clicked, this, &ConnectDialog::testCurrent);
    connect(m_save, &QAbstractButton::clicked, this, &ConnectDialog::saveAndClose);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectDialog::connectToCurrent);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(panes, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
}

void ConnectDialog::makeImportMenu(QMenu *menu)
{
    connect(menu->addAction(tr("Import from &Client Tools")), &QAction::triggered, this,
            &ConnectDialog::importClientTools);
    connect(menu->addAction(tr("&Import from File…")), &QAction::triggered, this, &ConnectDialog::importFile);
    connect(menu->addAction(tr("&Export All…")), &QAction::triggered, this, &ConnectDialog::exportFile);
}

void ConnectDialog::showCurrent(int row)
{
    m_tokenAsker.reset();
    m_check->stop();
    m_problem->hide();
    m_form->setProfile(m_profiles.value(row));
    updateButtons();
}

void ConnectDialog::updateButtons()
{
    const int row = m_list->currentRow();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_tabs, m_test, m_connect})
        widget->setEnabled(row >= 0);
    m_duplicate->setEnabled(row > 0);
    m_remove->setEnabled(row > 0);
}

void ConnectDialog::takeEdits()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_profiles[row] = m_form->profile();
    m_list->setProfile(row, m_profiles.at(row));
    // What was tested is another one now.
    m_tokenAsker.reset();
    m_check->stop();
}

int ConnectDialog::rowOf(const QString &name) const
{
    for (qsizetype row = 1; row < m_profiles.size(); ++row) {
        if (m_profiles.at(row).name == name)
            return int(row);
    }
    return -1;
}

void ConnectDialog::addCopy()
{
    Profile copy = m_profiles.at(m_list->currentRow());
    copy.name = Profiles::freeName(copy.name, m_profiles);
    m_profiles << copy;
    m_list->setProfiles(m_profiles);
    m_list->select(int(m_profiles.size()) - 1);
}

void ConnectDialog::removeCurrent()
{
    const int row = m_list->currentRow();
    m_profiles.removeAt(row);
    m_list->setProfiles(m_profiles);
    m_list->select(std::min<int>(row, int(m_profiles.size()) - 1));
    m_list->focusFilter();
}

void ConnectDialog::showProblem(const QString &text)
{
    m_problem->setText(breakable(text));
    m_problem->show();
    // A dialog does not grow by itself for text that wraps.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void ConnectDialog::testCurrent()
{
    const Profile profile = m_profiles.at(m_list->currentRow());
    m_tabs->setCurrentWidget(m_check);
    const QString key = tokenOriginOf(profile).keychainKey;
    if (key.isEmpty() || !m_form->token().isEmpty()) {
        startTest(m_form->token());
        return;
    }
    m_check->showText(tr("Waiting for the keychain of this desktop …"));
    m_tokenAsker = std::make_unique<QObject>();
    Keychain::read(key, m_tokenAsker.get(), [this](const Result<QByteArray> &token) {
        m_tokenAsker.release()->deleteLater();
        startTest(token ? token.value() : QByteArray());
    });
}

void ConnectDialog::startTest(const QByteArray &token)
{
    const Result<Connection> connection = connectionOf(m_profiles.at(m_list->currentRow()), token);
    if (connection)
        m_check->start(connection.value());
    else
        m_check->showText(
            breakable(connection.error().whatHappened() + u'\n' + connection.error().nextStep()));
}

bool ConnectDialog::refuse(int row, const QString &problem)
{
    m_list->select(row);
    showProblem(problem);
    return false;
}

bool ConnectDialog::save()
{
    const bool hasNew = !m_profiles.constFirst().url.isEmpty();
    for (int row = hasNew ? 0 : 1; row < m_profiles.size(); ++row) {
        Profile &profile = m_profiles[row];
        const Result<QUrl> base = orchestratorBase(profile.url);
        if (!base)
            return refuse(row, base.error().whatHappened());
        if (profile.name.isEmpty())
            profile.name = Profiles::freeName(suggestedName(base.value()), m_profiles);
        if (rowOf(profile.name) > 0 && rowOf(profile.name) != row)
            return refuse(row, tr("There are two connections of the name %1.").arg(profile.name));
        if (const Result<Profile> checked = profileOf(toVariants(profile), profile.name); !checked)
            return refuse(row, checked.error().whatHappened());
    }
    QList<Profile> kept = m_profiles.sliced(hasNew ? 0 : 1);
    // Another window may have added some meanwhile.
    const QList<Profile> now = Profiles::all();
    for (const Profile &profile : now) {
        if (!Profiles::hasName(m_stored, profile.name) && !Profiles::hasName(kept, profile.name))
            kept << profile;
    }
    Profiles::setAll(kept);
    Profiles::settleTokens(m_stored, kept);
    Q_EMIT saved();
    return true;
}

void ConnectDialog::connectToCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const QByteArray token = m_form->token();
    if (const Result<Connection> connection = connectionOf(m_profiles.at(row), token); !connection) {
        showProblem(connection.error().whatHappened());
        return;
    }
    if (!save())
        return;
    const Profile chosen = m_profiles.at(row);
    accept();
    Q_EMIT profileChosen(chosen, token);
}

void ConnectDialog::saveAndClose()
{
    if (save())
        accept();
}

void ConnectDialog::addAll(const QList<Profile> &profiles)
{
    const int added = Profiles::merge(m_profiles, profiles);
    m_list->setProfiles(m_profiles);
    const int there = added > 0 ? int(m_profiles.size()) - 1 : rowOf(profiles.constFirst().name);
    m_list->select(std::max(there, 0));
    showProblem(added > 0 ? tr("%n connection(s) added; Connect or Save keeps them.", nullptr, added)
                          : tr("These connections are here already."));
}

void ConnectDialog::importClientTools()
{
    const ClientTools::Finding finding = ClientTools::usual().read();
    QStringList sentences;
    if (finding.profile)
        addAll({*finding.profile});
    else
        m_problem->clear();
    if (!m_problem->text().isEmpty())
        sentences << m_problem->text();
    for (const Error &problem : finding.problems)
        sentences << problem.whatHappened();
    if (finding.files.isEmpty())
        sentences << tr("There is no configuration of Puppet's client tools in %1 or %2.")
                         .arg(ClientTools::usual().userFolder, ClientTools::usual().globalFolder);
    else if (!finding.profile && finding.problems.isEmpty())
        sentences << tr("The configuration of Puppet's client tools names no orchestrator (service-url).");
    showProblem(sentences.join(u' '));
}

void ConnectDialog::importFile()
{
    auto *dialog = new QFileDialog(this, tr("Import Connections"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"importDialog"_s);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("JSON files (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto profiles = Profiles::importFrom(path);
        if (!profiles)
            showProblem(profiles.error().whatHappened());
        else if (profiles.value().isEmpty())
            showProblem(tr("The file holds no connections."));
        else
            addAll(profiles.value());
    });
    dialog->open();
}

void ConnectDialog::exportFile()
{
    auto *dialog = new QFileDialog(this, tr("Export Connections"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const QList<Profile> profiles = m_profiles.sliced(1);
        if (const auto error = Profiles::exportTo(path, profiles))
            showProblem(error->whatHappened());
        else
            showProblem(
                tr("%n connection(s) exported, without tokens and keys.", nullptr, int(profiles.size())));
    });
    dialog->open();
}

void ConnectDialog::done(int result)
{
    m_form->forgetToken();
    m_check->stop();
    QDialog::done(result);
}
