// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "itemsplitter.h"
#include "responsewindow.h"

#include <QByteArray>

#include <optional>

// The grammar of a saved response around its records: an object with `items`, a bare array, or one job. It
// takes the text in pieces, validates what is no record, and tells where the records are.
class ResponseGrammar
{
public:
    // `mends`: commas before a closing bracket are passed over.
    explicit ResponseGrammar(bool mends) : m_mends(mends) {}

    // Looks at the window from `seen` on. It must begin at valueBegin() or before, if there is such a value.
    // False: ending() says what is wrong.
    bool consume(ResponseWindow &window);
    // The same at the end of the text; it has ended then in any case.
    void finish(ResponseWindow &window);
    const ResponseEnding &ending() const { return m_ending; }

    // Where in the whole the value begins that goes on behind the window; none: nothing of it is needed
    // again.
    std::optional<qint64> valueBegin() const;
    // What is known of a value that goes on.
    FaultPlace valuePlace() const { return {m_valueBegin, before()}; }
    // With Shape::SingleJob: where the object is.
    qint64 documentBegin() const { return m_documentBegin; }
    qint64 documentEnd() const { return m_documentEnd; }

private:
    enum class State {
        Begin,
        FirstKey, // or the end of the object
        Key,      // after a comma
        Colon,
        MemberValue,
        MemberEnd, // a comma or the end of the object
        FirstItem, // or the end of the list
        Item,      // after a comma
        ItemEnd,   // a comma or the end of the list
        End
    };

    bool readByte(ResponseWindow &window);
    bool readBegin(ResponseWindow &window, char c);
    bool readValueBegin(ResponseWindow &window, char c);
    bool readListEnd(ResponseWindow &window);
    bool readComma(ResponseWindow &window, char c, State next);
    bool passOverComma(ResponseWindow &window);
    void beginValue(const ResponseWindow &window, char c);
    void beginList(ResponseWindow &window);
    bool endValue(ResponseWindow &window);
    bool endKey(QByteArrayView text);
    bool endMember(ResponseWindow &window, QByteArrayView text);
    bool isTooDeep(QByteArrayView text) const;
    std::optional<QByteArray> validated(QByteArrayView text, QList<qint64> *commas) const;
    bool fail(qint64 offset);
    QByteArray before() const;

    const bool m_mends;
    ItemSplitter m_splitter;
    State m_state = State::Begin;
    bool m_isInValue = false;
    bool m_isInObject = false; // rather than in a bare array
    bool m_looksLikeJob = false;
    qint64 m_valueBegin = 0;
    qint64 m_comma = 0; // the last one between members or items
    qint64 m_documentBegin = 0;
    qint64 m_documentEnd = 0;
    std::optional<qint64> m_items; // the value of the last `items`
    bool m_itemsAreArray = false;
    QString m_key;
    ResponseEnding m_ending;
};
