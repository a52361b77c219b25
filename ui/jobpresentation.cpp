// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobpresentation.h"

#include "column.h"
#include "deletions.h"
#include "deletiontexts.h"
#include "jobfields.h"
#include "jobmodel.h"
#include "relativetime.h"
#include "sourcenotes.h"

#include <QDateTime>
#include <QFont>
#include <QGuiApplication>
#include <QIcon>
#include <QPalette>
#include <QPixmap>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace {

Column columnOf(const QModelIndex &index)
{
    return columnSpecs()[std::size_t(index.column())].column;
}

// A theme's icon that a selected row does not tint beyond recognition.
QIcon cellIcon(const QString &name)
{
    const QPixmap pixmap = QIcon::fromTheme(name).pixmap(32);
    QIcon icon;
    icon.addPixmap(pixmap, QIcon::Normal);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

bool isUnderWay(const Deletion *deletion)
{
    return deletion &&
           (deletion->stage() != Deletion::Stage::Finished || deletion->outcome() == Deletion::Outcome::Gone);
}

bool endedBadly(const Deletion *deletion)
{
    return deletion && deletion->stage() == Deletion::Stage::Finished &&
           deletionNeedsReading(*deletion, deletion->source().get());
}

QString withRelative(const QString &absolute, qint64 runUtcMs, qint64 nowUtcMs)
{
    return JobPresentation::tr("%1 (%2)", "absolute time (relative time)")
        .arg(absolute, relativeRunText(runUtcMs, nowUtcMs));
}

} // namespace

JobPresentation::JobPresentation(JobModel *jobs, Deletions *deletions, QObject *parent)
    : QIdentityProxyModel(parent),
      m_jobs(jobs),
      m_deletions(deletions),
      m_failedIcon(cellIcon(u"dialog-error"_s)),
      m_deletingIcon(cellIcon(u"edit-delete"_s)),
      m_warningIcon(cellIcon(u"dialog-warning"_s)),
      m_overdueIcon(cellIcon(u"appointment-missed"_s)),
      m_lockedIcon(cellIcon(u"object-locked"_s))
{
    setSourceModel(jobs);
    connect(m_deletions, &Deletions::added, this, &JobPresentation::repaintRowsOf);
    connect(m_deletions, &Deletions::changed, this, &JobPresentation::repaintRowsOf);
    connect(m_deletions, &Deletions::dismissed, this, &JobPresentation::repaintRowsOf);
    // Relative times move on.
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (rowCount() == 0)
            return;
        const int column = int(Column::NextRun);
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole});
    });
    m_minute.start(std::chrono::seconds(20));
}

qint64 JobPresentation::referenceUtcMs() const
{
    const auto asOf = m_jobs->source() ? m_jobs->source()->asOf() : std::nullopt;
    return asOf ? asOf->toMSecsSinceEpoch() : QDateTime::currentMSecsSinceEpoch();
}

const Deletion *JobPresentation::deletionOf(const Job &job) const
{
    return job.isNull() ? nullptr : m_deletions->of(m_jobs->source().get(), job);
}

void JobPresentation::updateTimes()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
    Q_EMIT headerDataChanged(Qt::Horizontal, int(Column::NextRun), int(Column::NextRun));
}

void JobPresentation::setWhyNotPermitted(std::function<QString(const Job &)> whyNot)
{
    m_whyNotPermitted = std::move(whyNot);
    const int column = int(Column::Name);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

void JobPresentation::repaintRowsOf(const DeletionBatch *batch)
{
    const JobSource *shown = m_jobs->source().get();
    if (!shown || !shown->isSamePlaceAs(*batch->source()) || rowCount() == 0)
        return;
    const int lastColumn = columnCount() - 1;
    // One change of all rows costs less than one of each of many.
    if (batch->isOfMany()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, lastColumn));
        return;
    }
    const int row = m_jobs->rowOf(batch->deletions().constFirst()->job());
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, lastColumn));
}

QString JobPresentation::absenceText(const QModelIndex &index) const
{
    if (index.column() != int(Column::Name))
        return {};
    // Of a job in a file that was not read yet, this much is known.
    const QString name = m_jobs->jobAt(index.row()).name().value;
    switch (JobModel::RowState(m_jobs->index(index.row(), 0).data(JobModel::RowStateRole).toInt())) {
    case JobModel::RowState::Here:
        break;
    case JobModel::RowState::Loading:
        return name.isEmpty() ? tr("Loading …") : name;
    case JobModel::RowState::Failed:
        return name.isEmpty() ? tr("Not loaded")
                              : tr("%1: not loaded", "name of a job whose record can't be read").arg(name);
    case JobModel::RowState::Missing:
        return tr("Not sent");
    }
    return {};
}

QString JobPresentation::longNextRun()
{
    const QDateTime then(QDate(2020, 12, 28), QTime(20, 58));
    constexpr qint64 Days = qint64{1000} * 24 * 3600 * 1000;
    return withRelative(momentText(then.toMSecsSinceEpoch()), 0, Days);
}

// Null for one of which nothing more can be shown than its name.
Job JobPresentation::jobAt(const QModelIndex &index) const
{
    const Job job = m_jobs->jobAt(index.row());
    return job.isHere() && !job.load() ? job : Job();
}

QString JobPresentation::displayText(const QModelIndex &index, const Job &job) const
{
    return job.isNull() ? absenceText(index) : textOf(columnOf(index), job);
}

QString JobPresentation::textOf(Column column, const Job &job) const
{
    QString text = specOf(column).text(job);
    // No cell is that wide, and to lay out megabytes takes seconds.
    constexpr qsizetype Most = 1000;
    if (text.size() > Most)
        text = text.first(Most) + u'…';
    // The record of a deletion tells of the past: its runs are not due.
    if (column == Column::NextRun && job.nextRun().value.utcMs && !job.deletion())
        return withRelative(text, *job.nextRun().value.utcMs, referenceUtcMs());
    if (column == Column::Owner && job.ownerIsRevoked())
        return tr("%1 (revoked)", "the owner's account is revoked").arg(text);
    return text;
}

// Why the cell carries an icon, in words.
QString JobPresentation::noteText(const QModelIndex &index, const Job &job) const
{
    if (job.isNull())
        return {};
    if (columnOf(index) == Column::Name) {
        QStringList notes = warningsOf(job);
        if (const Deletion *deletion = deletionOf(job))
            notes.prepend(deletionText(*deletion, m_jobs->source().get()));
        if (const QString why = m_whyNotPermitted ? m_whyNotPermitted(job) : QString(); !why.isEmpty())
            notes << why;
        return notes.join(u'\n');
    }
    return {};
}

QString JobPresentation::spokenText(const QModelIndex &index, const Job &job) const
{
    QString text = displayText(index, job);
    if (text.isEmpty() && !job.isNull())
        text = tr("none", "spoken for an empty cell");
    const QString note = noteText(index, job);
    return note.isEmpty() ? text : text + ". "_L1 + note;
}

QVariant JobPresentation::decoration(const QModelIndex &index, const Job &job) const
{
    if (job.isNull())
        return {};
    const Column column = columnOf(index);
    if (column == Column::Name) {
        const Deletion *deletion = deletionOf(job);
        if (endedBadly(deletion))
            return m_failedIcon;
        if (isUnderWay(deletion))
            return m_deletingIcon;
        if (!job.mismatchedIdNumber().isEmpty() || !job.name().given())
            return m_warningIcon;
        if (m_whyNotPermitted && !m_whyNotPermitted(job).isEmpty())
            return m_lockedIcon;
    }
    const auto run = job.nextRun().value.utcMs;
    if (column == Column::NextRun && run && *run < referenceUtcMs() && !job.deletion())
        return m_overdueIcon;
    if (column == Column::Owner && job.ownerIsRevoked())
        return m_warningIcon;
    return {};
}

QVariant JobPresentation::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Job job = jobAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return displayText(index, job);
    case Qt::AccessibleTextRole:
        return spokenText(index, job);
    case Qt::DecorationRole:
        return decoration(index, job);
    case Qt::ToolTipRole: {
        QString text = noteText(index, job);
        if (text.isEmpty() && columnOf(index) == Column::Description)
            text = job.description().value;
        // A tool tip guesses whether it is markup; what a server sent never is.
        return text.isEmpty() ? QVariant() : Qt::convertFromPlainText(text.left(2000), Qt::WhiteSpaceNormal);
    }
    case Qt::FontRole:
        if (isUnderWay(deletionOf(job))) {
            QFont font = QGuiApplication::font();
            font.setStrikeOut(true);
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        return job.isNull() ? QVariant(QGuiApplication::palette().brush(QPalette::PlaceholderText))
                            : QVariant();
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant JobPresentation::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == int(Column::NextRun))
        return tr("Times: %1", "the time zone").arg(zoneText());
    return QIdentityProxyModel::headerData(section, orientation, role);
}
