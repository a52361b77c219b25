// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "tlsfault.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

// What came back for a request, or why nothing did.
struct HttpAnswer
{
    int status = 0; // 0: no answer
    QByteArray body;
    QNetworkReply::NetworkError networkError = QNetworkReply::NoError;
    QString networkErrorText;
    std::optional<TlsFault> tlsFault;
    QString proxy;                        // "proxy.example.com:3128", if there was one on the way
    std::optional<int> retryAfterSeconds; // Retry-After in seconds, if it came so
    QUrl redirect;                        // Location of a 3xx, resolved
    bool redirectsOnAndOn = false;        // with `redirect`: it was followed often enough
    bool timedOut = false;
    bool wasConnected = true; // false: it ended while a connection was being made, so nothing was sent
    std::chrono::milliseconds timeLimit{0}; // with timedOut: the time that was up
    bool tooLarge = false;
    qint64 mostBytes = 0; // with tooLarge: what would have been read
    QByteArray sentToken; // empty: none. For whoever shows what a server says: it may say the token

    // Qt has errors for what goes wrong with a proxy, but gives most of it as an unknown one.
    bool failedAtProxy() const
    {
        const bool isUnknown = networkError == QNetworkReply::UnknownNetworkError;
        return !proxy.isEmpty() && status == 0 && !tlsFault && (!wasConnected || isUnknown);
    }
};

// What is asked, and of whom.
struct HttpQuestion
{
    enum class Method { Get, Delete, Put, Post };

    static constexpr qint64 LargestBody = qint64{512} * 1024 * 1024;

    Method method = Method::Get;
    QUrl url;
    QByteArray json = {};           // the body; empty: none
    bool carriesToken = true;       // even then, the token goes to the connection's own origins only
    qint64 mostBytes = LargestBody; // of the answer, unpacked
};

// One question over HTTP. Deleting the object aborts it. finished() comes exactly once, never before start()
// has returned.
//
// Qt's network layer sends a request again by itself when a connection dies, whatever its method. An upload
// that can't be rewound keeps it from that, so what goes out is counted here: a GET goes out at most three
// times, everything else exactly once. Redirects are followed for GET and inside the origin of the question
// only, because Qt would send the token along.
//
// HTTP/2 is not used, not even for GET: when a server takes leave of a connection (nginx does so after so
// many requests), Qt 6.4.2 now and then leaves the next GET without an answer until the time is up.
//
// Three times are watched. The one for connecting begins when a connection is begun (a question that waits
// for one that others use is not connecting) and ends when the question can be sent, that is after the
// handshake. It is not watched for questions without a body over http://: Qt does not tell when they are
// sent.
class HttpRequest : public QObject
{
    Q_OBJECT

public:
    using Method = HttpQuestion::Method;

    // `network` is given the proxies of proxychoice.h. If it is destroyed first, what is under way ends as a
    // lost connection.
    HttpRequest(QNetworkAccessManager *network, std::shared_ptr<const Connection> connection,
                HttpQuestion question, QObject *parent);
    ~HttpRequest() override;

    void start();

Q_SIGNALS:
    void finished(const HttpAnswer &answer);

private:
    void send();
    void chooseProxy();
    void watchTheTime();
    void giveUp(std::chrono::milliseconds limit);
    void onReplyFinished();
    void readBody(QNetworkReply &reply);
    void take(QNetworkReply &reply);
    bool tryAgain();
    bool follow();
    QNetworkRequest request() const;

    const QPointer<QNetworkAccessManager> m_network;
    const std::shared_ptr<const Connection> m_connection;
    const HttpQuestion m_question;
    QUrl m_url; // of the question, or where it was redirected to
    QPointer<QNetworkReply> m_reply;
    std::unique_ptr<QIODevice> m_upload;
    QTimer m_connecting;
    QTimer m_deadline;
    QTimer m_backOff;
    HttpAnswer m_answer;
    bool m_isConnecting = false;
    int m_resends = 0;
    int m_redirects = 0;
};
