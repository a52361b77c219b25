// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsontext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cctype>

#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace JsonText {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JsonText)
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// From the opening quote to just after the closing one.
qsizetype skipString(QByteArrayView text, qsizetype offset)
{
    for (++offset; offset < text.size() && text[offset] != '"'; ++offset) {
        if (text[offset] == '\\')
            ++offset;
    }
    return std::min(offset + 1, text.size());
}

// From the first byte of a value to just after its last.
qsizetype skipValue(QByteArrayView text, qsizetype offset)
{
    qsizetype depth = 0;
    while (offset < text.size()) {
        const char c = text[offset];
        if (c == '"') {
            offset = skipString(text, offset);
            if (depth == 0)
                return offset;
            continue;
        }
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']') {
            if (depth == 0)
                return offset;
            if (--depth == 0)
                return offset + 1;
        } else if (depth == 0 && (c == ',' || isBlank(c)))
            return offset;
        ++offset;
    }
    return offset;
}

QString decodedKey(QByteArrayView quoted)
{
    const QByteArray list = '[' + quoted.toByteArray() + ']';
    return QJsonDocument::fromJson(list).array().at(0).toString();
}

// simdjson says that the encoding is wrong, not where.
qsizetype firstInvalidUtf8(QByteArrayView text)
{
    qsizetype good = 0;
    qsizetype bad = text.size();
    while (bad - good > 1) {
        const qsizetype middle = good + (bad - good) / 2;
        // A prefix may end inside a character; up to three bytes less is then a fair prefix too.
        bool fits = false;
        for (qsizetype cut = 0; cut < 4 && cut <= middle && !fits; ++cut)
            fits = simdjson::validate_utf8(text.data(), std::size_t(middle - cut));
        (fits ? good : bad) = middle;
    }
    qsizetype start = good;
    while (start > 0 && start > good - 3 && !simdjson::validate_utf8(text.data(), std::size_t(start)))
        --start;
    return start;
}

// Reads a text by the grammar up to the first byte that breaks it. The readers start at the first byte of
// what they read, end just after its last, and return false after fail().
class FaultFinder
{
public:
    explicit FaultFinder(QByteArrayView text) : m_text(text) {}

    std::optional<Fault> find()
    {
        if (skipBlanks(m_text, 0) == m_text.size())
            return Fault{0, Texts::tr("it is empty")};
        if (readValue() && !atEnd())
            fail(Texts::tr("something follows after its end"));
        return m_fault;
    }

private:
    bool readValue();
    bool readList(char closing);
    bool readKey();
    bool readString();
    bool readEscape();
    bool readNumber();
    bool readWord(QByteArrayView word);

    char byteAt(qsizetype offset) const { return offset < m_text.size() ? m_text[offset] : '\0'; }
    bool atEnd() { return (m_at = skipBlanks(m_text, m_at)) == m_text.size(); }
    char next() { return atEnd() ? '\0' : m_text[m_at]; }
    bool fail(const QString &reason)
    {
        m_fault = Fault{m_at, m_at == m_text.size() ? Texts::tr("it ends before everything in it is closed")
                                                    : reason};
        return false;
    }

    static constexpr int MostDepth = 1024; // as deep as QJsonDocument follows

    const QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::optional<Fault> m_fault;
};

bool FaultFinder::readValue()
{
    const char c = next();
    if (c == '{' || c == '[')
        return readList(c == '{' ? '}' : ']');
    if (c == '"')
        return readString();
    if (c == '-' || (c >= '0' && c <= '9'))
        return readNumber();
    if (c == ',' || c == '}' || c == ']')
        return fail(Texts::tr("a value is missing here"));
    return readWord(c == 't' ? "true" : c == 'f' ? "false" : "null");
}

bool FaultFinder::readList(char closing)
{
    if (++m_depth > MostDepth)
        return fail(Texts::tr("it is nested too deeply"));
    ++m_at;
    for (bool isFirst = true; !(isFirst && next() == closing); isFirst = false) {
        if ((closing == '}' && !readKey()) || !readValue())
            return false;
        const char c = next();
        if (c == closing)
            break;
        if (c != ',')
            return fail(c == '}' || c == ']' ? Texts::tr("this bracket closes nothing")
                                             : Texts::tr("a comma is missing"));
        ++m_at;
    }
    ++m_at;
    --m_depth;
    return true;
}

bool FaultFinder::readKey()
{
    if (next() != '"')
        return fail(Texts::tr("a key in double quotes is missing here"));
    if (!readString())
        return false;
    if (next() != ':')
        return fail(Texts::tr("a colon is missing after a key"));
    ++m_at;
    return true;
}

bool FaultFinder::readString()
{
    const qsizetype begin = m_at++;
    while (m_at < m_text.size() && m_text[m_at] != '"') {
        const char c = m_text[m_at];
        if (c == '\n' || c == '\r')
            return fail(Texts::tr("a string is not closed, or holds a raw line break"));
        if (static_cast<unsigned char>(c) < 0x20)
            return fail(Texts::tr("a string holds a raw control character"));
        if (c != '\\')
            ++m_at;
        else if (!readEscape())
            return false;
    }
    const QByteArrayView content = m_text.sliced(begin, m_at - begin);
    if (!simdjson::validate_utf8(content.data(), std::size_t(content.size()))) {
        m_at = begin + firstInvalidUtf8(content);
        return fail(Texts::tr("the text is not valid UTF-8"));
    }
    if (m_at == m_text.size()) {
        m_at = begin;
        return fail(Texts::tr("a string is not closed"));
    }
    ++m_at;
    return true;
}

bool FaultFinder::readEscape()
{
    static const QRegularExpression grammar(uR"(^\\(["\\/bfnrt]|u[0-9A-Fa-f]{4}))"_s);
    const QByteArrayView sequence = m_text.sliced(m_at, std::min<qsizetype>(6, m_text.size() - m_at));
    const QRegularExpressionMatch match = grammar.match(QString::fromLatin1(sequence));
    if (!match.hasMatch())
        return fail(Texts::tr("a string holds an unknown escape sequence"));
    m_at += match.capturedLength();
    return true;
}

bool FaultFinder::readNumber()
{
    static const QRegularExpression grammar(u"^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"_s);
    qsizetype end = m_at;
    while (std::isalnum(static_cast<unsigned char>(byteAt(end))) != 0 || byteAt(end) == '.' ||
           byteAt(end) == '-' || byteAt(end) == '+')
        ++end;
    const QString number = QString::fromLatin1(m_text.sliced(m_at, end - m_at));
    if (!grammar.match(number).hasMatch())
        return fail(Texts::tr("this is no valid number"));
    bool isFinite = false;
    number.toDouble(&isFinite);
    if (!isFinite)
        return fail(Texts::tr("this number is too large"));
    m_at = end;
    return true;
}

bool FaultFinder::readWord(QByteArrayView word)
{
    if (!m_text.sliced(m_at).startsWith(word))
        return fail(Texts::tr("there is no valid value here"));
    m_at += word.size();
    return true;
}

} // namespace

Position positionAt(QByteArrayView text, qsizetype offset)
{
    Position position;
    QByteArrayView before = text.first(std::clamp<qsizetype>(offset, 0, text.size()));
    if (before.startsWith("\xEF\xBB\xBF")) // a byte order mark is no character
        before = before.sliced(3);
    for (const char c : before) {
        if (c == '\n') {
            ++position.line;
            position.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++position.column;
        }
    }
    return position;
}

std::optional<Fault> faultIn(const QByteArray &text)
{
    simdjson::dom::parser parser;
    const simdjson::error_code code = parser.parse(text.constData(), std::size_t(text.size())).error();
    if (code == simdjson::SUCCESS)
        return std::nullopt;
    if (code == simdjson::CAPACITY || code == simdjson::MEMALLOC)
        return Fault{0, Texts::tr("it is too large")};
    // The grammar allows some that simdjson refuses, such as numbers of thirty digits.
    return FaultFinder(text).find();
}

QList<qsizetype> blankTrailingCommas(QByteArray &text)
{
    QList<qsizetype> blanked;
    char before = '[';
    for (qsizetype at = 0; at < text.size();) {
        const char c = text.at(at);
        if (c == '"') {
            at = skipString(text, at);
            before = c;
            continue;
        }
        if (c == ',' && !QByteArrayView("[{,:").contains(before)) {
            const qsizetype next = skipBlanks(text, at + 1);
            if (next < text.size() && (text.at(next) == '}' || text.at(next) == ']'))
                blanked << at;
        }
        if (!isBlank(c))
            before = c;
        ++at;
    }
    for (const qsizetype offset : std::as_const(blanked))
        text[offset] = ' ';
    return blanked;
}

qsizetype skipBlanks(QByteArrayView text, qsizetype offset)
{
    while (offset < text.size() && isBlank(text[offset]))
        ++offset;
    return offset;
}

QList<Member> membersOf(QByteArrayView text, qsizetype offset)
{
    QList<Member> members;
    qsizetype at = skipBlanks(text, skipBlanks(text, offset) + 1);
    while (at < text.size() && text[at] == '"') {
        const qsizetype keyEnd = skipString(text, at);
        const QString key = decodedKey(text.sliced(at, keyEnd - at));
        const qsizetype begin = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
        const qsizetype end = skipValue(text, begin);
        members.append({key, {begin, end - begin}});
        at = skipBlanks(text, end);
        if (at < text.size() && text[at] == ',')
            at = skipBlanks(text, at + 1);
    }
    return members;
}

QList<Span> elementsOf(QByteArrayView text, qsizetype offset)
{
    QList<Span> elements;
    qsizetype at = skipBlanks(text, skipBlanks(text, offset) + 1);
    while (at < text.size() && text[at] != ']') {
        const qsizetype end = skipValue(text, at);
        elements.append({at, end - at});
        at = skipBlanks(text, end);
        if (at < text.size() && text[at] == ',')
            at = skipBlanks(text, at + 1);
    }
    return elements;
}

QByteArray indented(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size() * 3 / 2);
    int depth = 0;
    const auto newLine = [&] {
        result.append('\n').append(QByteArray(depth * 2, ' '));
    };
    for (qsizetype at = skipBlanks(text, 0); at < text.size(); at = skipBlanks(text, at)) {
        const char c = text[at];
        if (c == '"') {
            const qsizetype end = skipString(text, at);
            result.append(text.sliced(at, end - at));
            at = end;
            continue;
        }
        const bool closesAtOnce =
            at + 1 < text.size() && (c == '{' || c == '[') &&
            (text[skipBlanks(text, at + 1)] == '}' || text[skipBlanks(text, at + 1)] == ']');
        if (closesAtOnce) {
            result.append(c == '{' ? "{}" : "[]");
            at = skipBlanks(text, at + 1) + 1;
            continue;
        }
        if (c == '}' || c == ']') {
            --depth;
            newLine();
        }
        result.append(c);
        if (c == '{' || c == '[') {
            ++depth;
            newLine();
        } else if (c == ',') {
            newLine();
        } else if (c == ':') {
            result.append(' ');
        }
        ++at;
    }
    return result;
}

QString compact(const QJsonValue &json)
{
    // An array around it, because a document can't be a bare value.
    const QByteArray list = QJsonDocument(QJsonArray{json}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

} // namespace JsonText
