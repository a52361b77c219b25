// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparisonsaver.h"

#include "wholefile.h"

#include <QFileDialog>
#include <QFileInfo>

using namespace Qt::StringLiterals;

using ComparisonExport::Contents;
using ComparisonExport::Format;

ComparisonSaver::ComparisonSaver(QWidget *window) : QObject(window), m_window(window) {}

void ComparisonSaver::ask(const Contents &contents)
{
    auto *dialog = new QFileDialog(m_window->window(), tr("Export Differences"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString csv = tr("Tables (*.csv)");
    dialog->setNameFilters({csv, tr("JSON files (*.json)")});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"differences.csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, csv](const QString &filter) {
        dialog->setDefaultSuffix(filter == csv ? u"csv"_s : u"json"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, contents](const QString &path) {
        const bool isJson = QFileInfo(path).suffix().compare("json"_L1, Qt::CaseInsensitive) == 0;
        save(path, isJson ? Format::Json : Format::Csv, contents);
    });
    dialog->open();
}

void ComparisonSaver::save(const QString &path, Format format, const Contents &contents)
{
    m_work.run(
        [path, format, contents](const std::stop_token &stop) {
            return WholeFile::write(
                path, [&](QIODevice &file) { return ComparisonExport::write(file, contents, format, stop); });
        },
        [this, name = QFileInfo(path).fileName(),
         count = contents.entries.size()](const std::optional<QString> &problem) {
            if (problem)
                Q_EMIT failed(tr("%1 was not saved: %2.", "a file, why not").arg(name, *problem));
            else
                Q_EMIT saved(tr("Saved %Ln difference(s) to %1.", nullptr, int(count)).arg(name));
        });
}
