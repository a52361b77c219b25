// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinepicture.h"

#include "timelinepage.h"
#include "wholefile.h"

#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
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

// As large as fits on the page of the device.
void paintOnPaper(const TimelinePage &page, QPagedPaintDevice &device)
{
    const QSize size = page.pictureSize();
    QPainter painter(&device);
    painter.setFont(page.font());
    const double scale =
        std::min(double(device.width()) / size.width(), double(device.height()) / size.height());
    painter.scale(scale, scale);
    page.paintOn(painter, QRect(QPoint(0, 0), size), paperPalette());
}

} // namespace

TimelinePicture::TimelinePicture(TimelinePage *page) : QObject(page), m_page(page) {}

QByteArray TimelinePicture::png() const
{
    const QSize size = m_page->pictureSize();
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
    const QSize size = m_page->pictureSize();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(m_page->title());
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
    writer.setTitle(m_page->title());
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
    if (bytes.isEmpty()) {
        Q_EMIT failed(tr("%1 was not saved: there is too little memory for the picture.").arg(fileName));
        return;
    }
    m_writing.run([path, bytes](const std::stop_token &) { return WholeFile::write(path, bytes); },
                  [this, fileName](const std::optional<QString> &problem) {
                      if (problem)
                          Q_EMIT failed(tr("%1 was not saved: %2", "file, reason").arg(fileName, *problem));
                      else
                          Q_EMIT saved(tr("Saved the timeline to %1.").arg(fileName));
                  });
}

void TimelinePicture::askAndPrint()
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    printer->setDocName(m_page->title());
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
