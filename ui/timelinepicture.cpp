// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinepicture.h"

#include "timelinepage.h"
#include "wholefile.h"

#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QLocale>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QRegularExpression>
#include <QSvgGenerator>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

// Nobody prints a dark page.
QPalette paperPalette()
{
    QPalette palette(QColor(0xef, 0xef, 0xef));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::black);
    palette.setColor(QPalette::Mid, QColor(0xa0, 0xa0, 0xa0));
    palette.setColor(QPalette::Highlight, QColor(0x30, 0x60, 0xb0));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

// A picture of more of them helps nobody, and takes memory.
constexpr std::size_t MostLanes = 200;
constexpr std::size_t MostLanesOnPaper = 1000;

// As wide as the page, and as many pages as it takes.
void paintOnPaper(const TimelinePage &page, QPagedPaintDevice &device)
{
    QPainter painter(&device);
    painter.setFont(page.font());
    const int width = page.pictureSize(0).width();
    const double scale = double(device.width()) / width;
    painter.scale(scale, scale);
    const QRect paper(0, 0, width, int(device.height() / scale));
    const std::size_t perPage = page.lanesIn(paper.height());
    const std::size_t lanes = std::min(page.laneCount(), MostLanesOnPaper);
    for (std::size_t lane = 0; lane == 0 || lane < lanes; lane += perPage) {
        if (lane > 0)
            device.newPage();
        page.paintOn(painter, paper, paperPalette(), lane);
    }
}

} // namespace

TimelinePicture::TimelinePicture(TimelinePage *page) : QObject(page), m_page(page) {}

QSize TimelinePicture::pictureSize() const
{
    return m_page->pictureSize(std::min(m_page->laneCount(), MostLanes));
}

QString TimelinePicture::documentName() const
{
    return m_page->subject() + u" · "_s + m_page->title();
}

QByteArray TimelinePicture::png() const
{
    const QSize size = pictureSize();
    const double ratio = m_page->devicePixelRatioF();
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    {
        QPainter painter(&image);
        painter.setFont(m_page->font());
        m_page->paintOn(painter, QRect(QPoint(0, 0), size), m_page->palette());
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, "PNG") ? bytes : QByteArray();
}

QByteArray TimelinePicture::svg() const
{
    const QSize size = pictureSize();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(documentName());
    QPainter painter;
    if (!painter.begin(&generator))
        return {};
    painter.setFont(m_page->font());
    m_page->paintOn(painter, QRect(QPoint(0, 0), size), m_page->palette());
    painter.end();
    return bytes;
}

QByteArray TimelinePicture::pdf() const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(documentName());
    writer.setCreator(u"Callboard"_s);
    writer.setPageOrientation(QPageLayout::Landscape);
    paintOnPaper(*m_page, writer);
    return bytes;
}

void TimelinePicture::askAndSave()
{
    auto *dialog = new QFileDialog(m_page, tr("Save Timeline As"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"saveTimelineDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QStringList filters{tr("PNG images (*.png)"), tr("SVG drawings (*.svg)"),
                              tr("PDF documents (*.pdf)")};
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(u"timeline.png"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters](const QString &filter) {
        const QStringList suffixes{u"png"_s, u"svg"_s, u"pdf"_s};
        dialog->setDefaultSuffix(suffixes.value(filters.indexOf(filter), u"png"_s));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &TimelinePicture::saveTo);
    dialog->open();
}

void TimelinePicture::saveTo(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QByteArray bytes = suffix == "svg"_L1 ? svg() : suffix == "pdf"_L1 ? pdf() : png();
    const QString fileName = QFileInfo(path).fileName();
    const std::size_t shown =
        std::min(m_page->laneCount(), suffix == "pdf"_L1 ? MostLanesOnPaper : MostLanes);
    const QString note = shown == m_page->laneCount()
                             ? tr("Saved the timeline to %1.").arg(fileName)
                             : tr("Saved the first %2 of %3 lanes of the timeline to %1.")
                                   .arg(fileName, QLocale().toString(qulonglong(shown)),
                                        QLocale().toString(qulonglong(m_page->laneCount())));
    if (bytes.isEmpty()) {
        Q_EMIT failed(tr("%1 was not saved: there is too little memory for the picture.").arg(fileName));
        return;
    }
    m_writing.run([path, bytes](const std::stop_token &) { return WholeFile::write(path, bytes); },
                  [this, fileName, note](const std::optional<QString> &problem) {
                      if (problem)
                          Q_EMIT failed(tr("%1 was not saved: %2", "file, reason").arg(fileName, *problem));
                      else
                          Q_EMIT saved(note);
                  });
}

void TimelinePicture::askAndPrint()
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    // Printing to a file makes its name of this.
    static const QRegularExpression noFileName(u"[/:\\\\]"_s);
    printer->setDocName(documentName().replace(noFileName, u"-"_s));
    auto *dialog = new QPrintDialog(printer.get(), m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] {
        paintOnPaper(*m_page, *printer);
        if (printer->printerState() == QPrinter::Error)
            Q_EMIT failed(tr("The timeline was not printed: the printer reported an error."));
    });
    // The dialog needs the printer until it goes.
    connect(dialog, &QObject::destroyed, this, [printer] {});
    dialog->open();
}
