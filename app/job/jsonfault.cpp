// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonfault.h"

#include "jsontext.h"

#include <QCoreApplication>
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
        if (skipBlanks(m_text, 0) == m_text.size()) {
            m_reachesEnd = true;
            return Fault{0, Texts::tr("it is empty")};
        }
        if (readValue() && !atEnd())
            fail(Texts::tr("something follows after its end"));
        return m_fault;
    }
    // Whether more text might have made another fault of it, or none.
    bool reachesEnd() const { return m_reachesEnd; }

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
        m_reachesEnd = m_reachesEnd || m_at == m_text.size();
        m_fault = Fault{m_at, m_at == m_text.size() ? Texts::tr("it ends before everything in it is closed")
                                                    : reason};
        return false;
    }

    static constexpr int MostDepth = 1024; // as deep as QJsonDocument follows

    const QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::optional<Fault> m_fault;
    bool m_reachesEnd = false;
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
    m_reachesEnd = m_at == m_text.size();
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
    m_reachesEnd = !match.hasMatch() && sequence.size() < 6;
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
    m_reachesEnd = end == m_text.size();
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
    m_reachesEnd = m_text.size() - m_at < word.size();
    if (!m_text.sliced(m_at).startsWith(word))
        return fail(Texts::tr("there is no valid value here"));
    m_at += word.size();
    return true;
}

} // namespace

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

std::optional<Fault> faultInBeginning(QByteArrayView text)
{
    FaultFinder finder(text);
    std::optional<Fault> fault = finder.find();
    return finder.reachesEnd() ? std::nullopt : fault;
}

std::optional<Fault> findFault(QByteArrayView text)
{
    return FaultFinder(text).find();
}

Error faultError(Error::Kind kind, const QString &subject, QByteArrayView text, const Fault &fault)
{
    return faultError(kind, subject, positionAt(text, fault.offset), fault.reason);
}

Error faultError(Error::Kind kind, const QString &subject, const Position &position, const QString &reason)
{
    Error error;
    error.kind = kind;
    error.subject = subject;
    error.reason = Texts::tr("line %1, column %2: %3").arg(position.line).arg(position.column).arg(reason);
    return error;
}

} // namespace JsonText
