// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responsegrammar.h"

#include "jsontext.h"
#include "responseparser.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MostDepth = 1024; // as in a whole text, see jsonfault.cpp
constexpr qint64 MostAround = 2;

} // namespace

std::optional<qint64> ResponseGrammar::valueBegin() const
{
    return m_isInValue ? std::optional(m_valueBegin) : std::nullopt;
}

bool ResponseGrammar::consume(ResponseWindow &window)
{
    while (true) {
        if (m_isInValue) {
            const qsizetype end = m_splitter.advance(window.data(), window.seen, window.size);
            window.seen = end < 0 ? window.size : end;
            if (end < 0)
                return true;
            if (!endValue(window))
                return false;
        }
        window.seen = JsonText::skipBlanks(window.text(), window.seen);
        if (window.seen == window.size)
            return true;
        if (!readByte(window))
            return false;
    }
}

void ResponseGrammar::finish(ResponseWindow &window)
{
    const qint64 end = window.base + window.size;
    if (m_isInValue && !(m_splitter.mayEndHere() && endValue(window))) {
        fail(m_valueBegin);
        return;
    }
    if (m_ending.place)
        return;
    if (m_state != State::End) {
        // A text with nothing in it is empty from its start on.
        fail(m_state == State::Begin ? 0 : end);
        return;
    }
    if (!m_isInObject)
        return;
    if (m_items && !m_itemsAreArray)
        m_ending.fault = {*m_items, ResponseParser::itemsAreNoArrayReason()};
    else if (!m_items && !m_looksLikeJob)
        m_ending.fault = {m_documentBegin, ResponseParser::noItemsReason()};
    else if (!m_items)
        m_ending.page.shape = JobPage::Shape::SingleJob;
}

bool ResponseGrammar::readByte(ResponseWindow &window)
{
    const char c = window.text()[window.seen];
    switch (m_state) {
    case State::Begin:
        return readBegin(window, c);
    case State::FirstKey:
    case State::Key:
        if (c == '"') {
            beginValue(window, c);
            return true;
        }
        if (c != '}' || (m_state == State::Key && !passOverComma(window)))
            return fail(window.base + window.seen);
        m_state = State::End;
        m_documentEnd = window.base + ++window.seen;
        return true;
    case State::Colon:
        if (c != ':')
            return fail(window.base + window.seen);
        m_state = State::MemberValue;
        ++window.seen;
        return true;
    case State::MemberEnd:
        if (c != '}')
            return readComma(window, c, State::Key);
        m_state = State::End;
        m_documentEnd = window.base + ++window.seen;
        return true;
    case State::ItemEnd:
        return c == ']' ? readListEnd(window) : readComma(window, c, State::Item);
    case State::FirstItem:
    case State::Item:
        if (c == ']' && (m_state == State::FirstItem || passOverComma(window)))
            return readListEnd(window);
        [[fallthrough]];
    case State::MemberValue:
        return readValueBegin(window, c);
    case State::End:
        break;
    }
    return fail(window.base + window.seen);
}

bool ResponseGrammar::readBegin(ResponseWindow &window, char c)
{
    m_documentBegin = window.base + window.seen;
    if (c == '{') {
        m_isInObject = true;
        m_state = State::FirstKey;
        ++window.seen;
        return true;
    }
    if (c == '[') {
        m_ending.page.shape = JobPage::Shape::BareArray;
        m_state = State::FirstItem;
        ++window.seen;
        return true;
    }
    return readValueBegin(window, c);
}

bool ResponseGrammar::readValueBegin(ResponseWindow &window, char c)
{
    if (c == ',' || c == ']' || c == '}')
        return fail(window.base + window.seen);
    if (m_state == State::MemberValue && c == '[' && m_key == "items"_L1)
        beginList(window);
    else
        beginValue(window, c);
    return true;
}

void ResponseGrammar::beginValue(const ResponseWindow &window, char c)
{
    m_valueBegin = window.base + window.seen;
    m_isInValue = true;
    m_splitter.begin(c);
}

void ResponseGrammar::beginList(ResponseWindow &window)
{
    m_items = window.base + window.seen;
    m_itemsAreArray = true;
    window.restart = qsizetype(window.records.size());
    m_state = State::FirstItem;
    ++window.seen;
}

bool ResponseGrammar::readListEnd(ResponseWindow &window)
{
    m_state = m_isInObject ? State::MemberEnd : State::End;
    ++window.seen;
    return true;
}

bool ResponseGrammar::readComma(ResponseWindow &window, char c, State next)
{
    m_comma = window.base + window.seen;
    if (c != ',')
        return fail(m_comma);
    ++window.seen;
    m_state = next;
    return true;
}

bool ResponseGrammar::passOverComma(ResponseWindow &window)
{
    if (m_mends)
        window.commas << m_comma;
    return m_mends;
}

bool ResponseGrammar::endValue(ResponseWindow &window)
{
    m_isInValue = false;
    const qsizetype begin = m_valueBegin - window.base;
    const QByteArrayView text = window.text().sliced(begin, window.seen - begin);
    if (isTooDeep(text))
        return fail(m_valueBegin);
    switch (m_state) {
    case State::FirstItem:
    case State::Item:
        if (window.records.empty())
            window.beforeRecords = before();
        window.records.push_back({begin, text.size()});
        m_state = State::ItemEnd;
        return true;
    case State::FirstKey:
    case State::Key:
        return endKey(text);
    case State::MemberValue:
        return endMember(window, text);
    default:
        break;
    }
    if (!validated(text, nullptr))
        return fail(m_valueBegin);
    m_ending.fault = {m_valueBegin, ResponseParser::noObjectReason()};
    m_state = State::End;
    return true;
}

bool ResponseGrammar::endKey(QByteArrayView text)
{
    if (!validated(text, nullptr))
        return fail(m_valueBegin);
    m_key = JsonText::decodedString(text);
    m_looksLikeJob = m_looksLikeJob || ResponseParser::tellsJob(m_key);
    m_state = State::Colon;
    return true;
}

bool ResponseGrammar::endMember(ResponseWindow &window, QByteArrayView text)
{
    QList<qint64> commas;
    const auto strict = validated(text, &commas);
    if (!strict)
        return fail(m_valueBegin);
    window.commas << commas;
    if (m_key == "items"_L1) {
        m_items = m_valueBegin;
        m_itemsAreArray = false;
        window.restart = qsizetype(window.records.size());
    } else if (m_key == "pagination"_L1 && text.front() == '{') {
        ResponseParser::readPagination(m_ending.page, *strict);
    }
    m_state = State::MemberEnd;
    return true;
}

// Alone it may be as deep as a whole text, but it lies in others.
bool ResponseGrammar::isTooDeep(QByteArrayView text) const
{
    if (m_splitter.deepest() + MostAround <= MostDepth)
        return false;
    const QByteArray outer = before();
    const qint64 around = outer.count('{') + outer.count('[');
    return m_splitter.deepest() + around > MostDepth &&
           ResponseEndings::faultIn(text, {m_valueBegin, outer}, m_mends);
}

// The same as strict JSON; none if it is no JSON.
std::optional<QByteArray> ResponseGrammar::validated(QByteArrayView text, QList<qint64> *commas) const
{
    QByteArray strict = text.toByteArray();
    if (!JsonText::faultIn(strict))
        return strict;
    if (!m_mends || !commas)
        return std::nullopt;
    for (const qsizetype comma : JsonText::blankTrailingCommas(strict))
        commas->append(m_valueBegin + comma);
    return JsonText::faultIn(strict) ? std::nullopt : std::optional(strict);
}

bool ResponseGrammar::fail(qint64 offset)
{
    m_ending.place = FaultPlace{offset, before()};
    return false;
}

QByteArray ResponseGrammar::before() const
{
    QByteArray list = m_isInObject ? "{\"\":["_ba : "["_ba;
    switch (m_state) {
    case State::Begin:
        break;
    case State::FirstKey:
        return "{"_ba;
    case State::Key:
        return "{\"\":0,"_ba;
    case State::Colon:
        return "{\"\" "_ba;
    case State::MemberValue:
        return "{\"\":"_ba;
    case State::MemberEnd:
        return "{\"\":0 "_ba;
    case State::FirstItem:
        return list;
    case State::Item:
        return list + "0,";
    case State::ItemEnd:
        return list + "0 ";
    case State::End:
        return "0 "_ba;
    }
    return {};
}
