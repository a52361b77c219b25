// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include <optional>

// Why something did not work, as a value that can be shown: what happened, in whose words, and what to do
// next. Texts are plain text, never markup: the parts that a server sent are its own.
struct Error
{
    Q_DECLARE_TR_FUNCTIONS(Error)

public:
    enum class Kind {
        File,                  // a file, or what stands for one, that can't be used
        Value,                 // what was typed or set can't be meant: an address, a token, a setting
        FileChanged,           // it is no longer what it was when it was opened
        Journal,               // the record of deletions can't be written
        Syntax,                // bytes that are no JSON
        Shape,                 // JSON, but no list of scheduled jobs
        UnknownHost,           // the name does not resolve
        Refused,               // nothing listens there
        NoConnection,          // no connection in time, so that nothing was sent; `reason` is the time
        TimedOut,              // no (whole) answer in time; `reason` is the time
        Proxy,                 // the proxy on the way can't be used; `via` is which
        ProxyLogin,            // the proxy wants to know who asks
        Stopped,               // the user took the question back
        ConnectionLost,        // the connection died before the answer was complete
        Tls,                   // no trusted connection, for another reason than these:
        ExpiredCertificate,    // the server's, or one that vouches for it; `reason` is when
        EarlyCertificate,      // not yet valid; `reason` is from when on
        OtherHost,             // a certificate for other hosts; `reason` is which
        UnknownAuthority,      // issued by somebody who is not trusted; `reason` is who
        SelfSignedCertificate, // issued by nobody else
        ClientCertificate,     // the server wants one; `reason` is empty if none was shown
        OldTls,                // older than 1.2
        NoTls,                 // something else is spoken on that port
        Redirected,            // the server points elsewhere, and Callboard does not go there
        RedirectLoop,          // the server points from one of its addresses to the next, without end
        TooLarge,              // the answer is larger than any list of jobs
        NotAuthenticated,      // 401, or an answer that says that the token is no good
        NotPermitted,          // 403
        NotFound,              // 404
        Rejected,              // 400 and the other 4xx
        TooManyRequests,       // 429
        ServerFailure,         // 5xx
        Unexpected             // anything else
    };

    Kind kind = Kind::Unexpected;
    int httpStatus = 0;    // 0: no HTTP answer
    bool hadToken = true;  // whether a token was sent
    QString via;           // the proxy between here and the server; empty: none
    QString subject;       // the file or the server that this is about
    QString serverKind;    // `kind` of the server's error object, e.g. puppetlabs.orchestrator/not-permitted
    QString serverMessage; // `msg` of the server's error object
    QString serverDetails; // `details`, as compact JSON unless it was a string
    QString reason;        // the technical cause in words: Qt's, OpenSSL's, the parser's
    QString details;       // lines of plain text for a closer look, such as a certificate
    std::optional<int> retryAfterSeconds; // from Retry-After

    // Kind::File and Kind::Value.
    static Error ofFile(const QString &subject, const QString &reason);
    static Error ofValue(const QString &subject, const QString &reason);

    // One sentence: what happened.
    QString whatHappened() const;
    // One sentence: what the reader can do about it. Never empty.
    QString nextStep() const;
    // With a full stop, unless it has an end already: a server's words need not have one.
    static QString sentence(const QString &text);
    // The server's own words, or an empty string.
    QString serverWords() const;
    // All of the above in one paragraph, and below it the details, for a terminal or a clipboard.
    QString toText() const;
};
