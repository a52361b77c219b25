// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowrig.h"

#include "jobmodel.h"
#include "journal.h"
#include "messagebar.h"
#include "statepage.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// What the program does before it makes its first window; settings go to a folder of this process.
bool prepareProgram()
{
    // What an earlier window of the test left unsettled would be told by this one.
    QDir(Journal::defaultFolder()).removeRecursively();
    static bool isDone = false;
    if (std::exchange(isDone, true))
        return true;
    QCoreApplication::setOrganizationName(u"callboard"_s);
    QCoreApplication::setApplicationName(u"callboard"_s);
    static const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    static QTranslator english;
    if (!english.load(QStringLiteral(CALLBOARD_CATALOGUE)))
        qFatal("no catalogue " CALLBOARD_CATALOGUE);
    return QCoreApplication::installTranslator(&english);
}

QString withoutAccessKey(QString text)
{
    return text.remove(u'&');
}

/// Moves down in the open menu until this entry is the current one.
bool goToEntry(WindowRig *rig, const QString &text)
{
    constexpr int Most = 40;
    for (int step = 0; step < Most; ++step) {
        const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return false;
        if (menu->activeAction() && withoutAccessKey(menu->activeAction()->text()) == text)
            return true;
        rig->press(Qt::Key_Down);
    }
    return false;
}

} // namespace

Connection connectionTo(const LoopbackServer &server)
{
    Connection connection;
    connection.base = server.url("/orchestrator/v1");
    connection.token = "secret-token";
    connection.silenceTimeout = std::chrono::seconds(10);
    return connection;
}

QList<LoopbackRequest> listRequests(const LoopbackServer &server)
{
    QList<LoopbackRequest> requests = server.requests("GET");
    // By which Callboard finds out which generation of the API the server speaks.
    requests.removeIf([](const LoopbackRequest &request) {
        return request.target.contains("/environment_jobs") || request.target.endsWith("?limit=1&offset=0");
    });
    return requests;
}

QByteArray responseOf(const QList<QJsonObject> &jobs)
{
    QJsonArray items;
    for (const QJsonObject &job : jobs)
        items.append(job);
    const QJsonObject pagination{{u"limit"_s, 50}, {u"offset"_s, 0}, {u"total"_s, jobs.size()}};
    return QJsonDocument(QJsonObject{{u"items"_s, items}, {u"pagination"_s, pagination}}).toJson();
}

QStringList numbers(int from, int count)
{
    QStringList result;
    for (int number = from; number < from + count; ++number)
        result << QString::number(number);
    return result;
}

WindowRig::WindowRig() : m_isPrepared(prepareProgram())
{
    window.show();
    if (!QTest::qWaitForWindowActive(&window))
        qWarning("the window did not become active");
}

bool WindowRig::connectTo(const LoopbackServer &server)
{
    window.connectTo(connectionTo(server));
    return rests();
}

bool WindowRig::open(const QByteArray &bytes, const QString &fileName)
{
    const std::shared_ptr<JobSource> before = window.jobs()->source();
    window.openFile(write(bytes, fileName));
    return QTest::qWaitFor([&] { return window.jobs()->source() != before; }) && rests();
}

bool WindowRig::rests()
{
    return QTest::qWaitFor(
        [this] {
            const ListStatus status = window.jobs()->status();
            return !status.isBusy && status.phase != ListStatus::Phase::Loading;
        },
        20'000);
}

QString WindowRig::write(const QByteArray &bytes, const QString &fileName)
{
    QFile file(path(fileName));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void WindowRig::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    // The offscreen platform forgets to go back to the window when a dialog is closed.
    if (!QGuiApplication::focusWindow()) {
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active again");
    }
    QTest::keyClick(QGuiApplication::focusWindow(), key, modifiers);
}

void WindowRig::type(const QString &text)
{
    for (const QChar c : text)
        QTest::keyClick(QGuiApplication::focusWindow(), c.toLatin1());
}

void WindowRig::click(QWidget *widget)
{
    QTest::mouseClick(widget, Qt::LeftButton);
}

bool WindowRig::choose(const QStringList &path)
{
    const QList<QAction *> menus = window.menuBar()->actions();
    const auto menu = std::find_if(menus.begin(), menus.end(), [&path](const QAction *candidate) {
        return withoutAccessKey(candidate->text()) == path.constFirst();
    });
    if (menu == menus.end())
        return false;
    const QString title = (*menu)->text();
    const QChar accessKey = title.at(title.indexOf(u'&') + 1).toUpper();
    press(Qt::Key(accessKey.unicode()), Qt::AltModifier);
    for (const QString &entry : path.sliced(1)) {
        if (!goToEntry(this, entry))
            return false;
        press(Qt::Key_Return);
    }
    return true;
}

void WindowRig::clickHeader(const QString &columnTitle)
{
    QHeaderView *header = table()->horizontalHeader();
    const int section = columnOf(columnTitle);
    const int x = header->sectionViewportPosition(section) + 12;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
}

void WindowRig::selectJob(const QString &name)
{
    const QModelIndex index = cell(rowOf(name), u"Name"_s);
    table()->scrollTo(index);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
}

QTableView *WindowRig::table() const
{
    return window.findChild<QTableView *>(u"jobTable"_s);
}

QLineEdit *WindowRig::search() const
{
    return window.findChild<QLineEdit *>(u"search"_s);
}

QComboBox *WindowRig::typeFilter() const
{
    return window.findChild<QComboBox *>(u"typeFilter"_s);
}

QAction *WindowRig::action(const char *name) const
{
    return window.findChild<QAction *>(QString::fromLatin1(name));
}

QAbstractButton *WindowRig::button(const QString &text) const
{
    const auto buttons = window.findChildren<QAbstractButton *>();
    const auto found = std::find_if(buttons.begin(), buttons.end(), [&text](const QAbstractButton *button) {
        return button->isVisible() && withoutAccessKey(button->text()) == text;
    });
    return found == buttons.end() ? nullptr : *found;
}

QWidget *WindowRig::named(const QString &accessibleName) const
{
    const auto widgets = window.findChildren<QWidget *>();
    const auto found = std::find_if(widgets.begin(), widgets.end(), [&](const QWidget *widget) {
        return widget->isVisible() && widget->accessibleName() == accessibleName;
    });
    return found == widgets.end() ? nullptr : *found;
}

int WindowRig::rows() const
{
    return table()->model()->rowCount();
}

int WindowRig::rowOf(const QString &jobName) const
{
    return int(texts(u"Name"_s).indexOf(jobName));
}

int WindowRig::columnOf(const QString &title) const
{
    const QAbstractItemModel *model = table()->model();
    for (int column = 0; column < model->columnCount(); ++column) {
        if (model->headerData(column, Qt::Horizontal).toString() == title)
            return column;
    }
    return -1;
}

QModelIndex WindowRig::cell(int row, const QString &columnTitle) const
{
    return table()->model()->index(row, columnOf(columnTitle));
}

QString WindowRig::text(int row, const QString &columnTitle) const
{
    return cell(row, columnTitle).data().toString();
}

QStringList WindowRig::texts(const QString &columnTitle) const
{
    QStringList result;
    for (int row = 0; row < rows(); ++row)
        result << text(row, columnTitle);
    return result;
}

QString WindowRig::sortIndicator() const
{
    const QHeaderView *header = table()->horizontalHeader();
    const QString title =
        table()->model()->headerData(header->sortIndicatorSection(), Qt::Horizontal).toString();
    return title + (header->sortIndicatorOrder() == Qt::AscendingOrder ? " up"_L1 : " down"_L1);
}

QString WindowRig::selected() const
{
    const QModelIndexList rows = table()->selectionModel()->selectedRows(0);
    return rows.isEmpty() ? QString() : rows.constFirst().data().toString();
}

QStringList WindowRig::struckOut() const
{
    QStringList names;
    for (int row = 0; row < rows(); ++row) {
        const QModelIndex index = cell(row, u"Name"_s);
        if (index.data(Qt::FontRole).value<QFont>().strikeOut())
            names << index.data().toString();
    }
    return names;
}

QString WindowRig::count() const
{
    return window.findChild<QLabel *>(u"count"_s)->text();
}

QString WindowRig::bar(const char *name) const
{
    const auto *bar = window.findChild<MessageBar *>(QString::fromLatin1(name));
    return bar && bar->isVisible() ? bar->text() : QString();
}

QStringList WindowRig::deletionTexts() const
{
    QStringList result;
    const auto *area = window.findChild<QWidget *>(u"deletionBar"_s);
    const auto bars = area->findChildren<MessageBar *>();
    for (const MessageBar *bar : bars) {
        if (bar->isVisible())
            result << bar->text();
    }
    return result;
}

QStringList WindowRig::statePage() const
{
    const auto *page = window.findChild<StatePage *>();
    if (!page->isVisible())
        return {};
    const auto *action = page->findChild<QAbstractButton *>(u"stateAction"_s);
    return {page->title(), page->text(), action->isVisible() ? action->text() : QString()};
}

QString WindowRig::field(const QString &label) const
{
    const QAbstractItemModel *fields = window.findChild<QTreeView *>(u"jobFields"_s)->model();
    const QModelIndexList found =
        fields->match(fields->index(0, 0), Qt::DisplayRole, label, -1, Qt::MatchExactly | Qt::MatchRecursive);
    // A group may be called as one of its fields.
    for (const QModelIndex &index : found) {
        if (index.parent().isValid())
            return index.siblingAtColumn(1).data().toString();
    }
    return {};
}

bool WindowRig::shows(const QString &text) const
{
    const auto labels = window.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}
