// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responsereader.h"

#include "responseparser.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cstring>
#include <utility>

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ResponseReader)
};

constexpr qsizetype SmallestWindow = 64;

} // namespace

ResponseReader::ResponseReader(std::shared_ptr<const RecordBytes> bytes, const Options &options)
    : m_bytes(std::move(bytes)), m_options(options), m_grammar(options.mends)
{
}

bool ResponseReader::next(ResponseWindow &window, const std::stop_token &stop)
{
    if (m_hasEnded)
        return false;
    window.clear();
    window.makeRoom(m_rest.size());
    std::copy(m_rest.begin(), m_rest.end(), window.data());
    window.size = window.seen = m_rest.size();
    window.base = bytesRead() - m_rest.size();
    m_rest.clear();
    while (window.records.empty() && !window.ending && !stop.stop_requested()) {
        dropSeen(window);
        if (!readOn(window))
            return true;
        if (!m_grammar.consume(window))
            end(window, m_grammar.ending());
        else if (bytesRead() == m_bytes->size())
            endText(window);
        else
            lookAtValue(window);
    }
    if (const auto begin = m_grammar.valueBegin())
        m_rest = window.text().sliced(*begin - window.base).toByteArray();
    return !stop.stop_requested();
}

// What stands before the value that goes on is not needed again.
void ResponseReader::dropSeen(ResponseWindow &window)
{
    const qint64 kept = m_grammar.valueBegin().value_or(window.base + window.seen);
    const qsizetype dropped = kept - window.base;
    if (dropped == 0)
        return;
    std::memmove(window.data(), window.data() + dropped, std::size_t(window.size - dropped));
    window.base = kept;
    window.size -= dropped;
    window.seen -= dropped;
}

// More bytes behind those in the window; false: there are none to be had.
bool ResponseReader::readOn(ResponseWindow &window)
{
    const qint64 begin = bytesRead();
    const qsizetype usual = begin == 0 ? std::min(m_options.firstWindow, m_options.window) : m_options.window;
    // Of a large value as much again, so that it is not copied a thousand times.
    const qsizetype again = std::min<qint64>(window.size, m_options.largestValue - window.size);
    const qsizetype wanted = std::max({usual, SmallestWindow, again});
    const qsizetype length = std::min<qint64>(wanted, m_bytes->size() - begin);
    window.makeRoom(window.size + length);
    if (const auto error = m_bytes->readInto(window.data() + window.size, begin, length)) {
        end(window, {error, {}, {}, {}, {}});
        return false;
    }
    window.size += length;
    m_bytesRead.store(begin + length, std::memory_order_relaxed);
    if (begin == 0)
        beginText(window);
    return !window.ending;
}

void ResponseReader::beginText(ResponseWindow &window)
{
    if (ResponseParser::isUtf16(window.text()))
        end(window, {{}, JsonText::Fault{0, ResponseParser::utf16Reason()}, Error::Kind::Syntax, {}, {}});
    if (window.text().startsWith("\xEF\xBB\xBF"))
        window.seen = 3;
}

// A value that is larger than a window may be so because something in it is not closed: that need not wait
// for the end of the file.
void ResponseReader::lookAtValue(ResponseWindow &window)
{
    const auto begin = m_grammar.valueBegin();
    if (!begin)
        return;
    const qint64 length = window.base + window.size - *begin;
    if (length > m_options.largestValue) {
        end(window, tooLarge(*begin));
        return;
    }
    if (std::exchange(m_valueLooked, *begin) != *begin)
        m_nextLook = m_options.window;
    if (length < m_nextLook)
        return;
    m_nextLook = 2 * length;
    const QByteArrayView text = window.text().sliced(*begin - window.base);
    if (const auto fault = ResponseEndings::faultIn(text, m_grammar.valuePlace(), m_options.mends))
        end(window, {{}, fault, Error::Kind::Syntax, {}, {}});
}

void ResponseReader::end(ResponseWindow &window, const ResponseEnding &ending)
{
    window.ending = ending;
    m_hasEnded = true;
}

void ResponseReader::endText(ResponseWindow &window)
{
    m_grammar.finish(window);
    const ResponseEnding &ending = m_grammar.ending();
    if (ending.isGood() && ending.page.shape == JobPage::Shape::SingleJob)
        takeWhole(window);
    if (!window.ending)
        end(window, ending);
}

// The members have been looked at one by one; the record is all of them.
void ResponseReader::takeWhole(ResponseWindow &window)
{
    const qint64 begin = m_grammar.documentBegin();
    const qint64 length = m_grammar.documentEnd() - begin;
    if (length > m_options.largestValue) {
        end(window, tooLarge(begin));
        return;
    }
    window.clear();
    window.makeRoom(length);
    window.base = begin;
    if (const auto error = m_bytes->readInto(window.data(), begin, length)) {
        end(window, {error, {}, {}, {}, {}});
        return;
    }
    window.size = window.seen = length;
    window.records.push_back({0, length});
}

ResponseEnding ResponseReader::tooLarge(qint64 offset) const
{
    const QString most = QLocale().formattedDataSize(m_options.largestValue, 0);
    ResponseEnding ending;
    ending.fault = JsonText::Fault{offset, Texts::tr("what begins here is larger than %1").arg(most)};
    return ending;
}
