// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httprequest.h"

#include "proxychoice.h"

#include <QDateTime>
#include <QLocale>
#include <QSslError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int MostResends = 2;
constexpr int MostRedirects = 5;
constexpr std::chrono::milliseconds FirstBackOff{250};

// An upload that can't be rewound, so that it can't be sent twice.
class Upload : public QIODevice
{
public:
    explicit Upload(const QByteArray &bytes) : m_bytes(bytes) { open(QIODevice::ReadOnly); }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_position == m_bytes.size(); }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override
    {
        return m_bytes.size() - m_position + QIODevice::bytesAvailable();
    }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        if (atEnd())
            return -1;
        const qint64 count = std::min<qint64>(size, m_bytes.size() - m_position);
        std::copy_n(m_bytes.constData() + m_position, count, data);
        m_position += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_position = 0;
};

QByteArray verbOf(HttpQuestion::Method method)
{
    switch (method) {
    case HttpQuestion::Method::Get:
        return "GET"_ba;
    case HttpQuestion::Method::Delete:
        return "DELETE"_ba;
    case HttpQuestion::Method::Put:
        return "PUT"_ba;
    case HttpQuestion::Method::Post:
        return "POST"_ba;
    }
    return {};
}

bool isConnectionLoss(const HttpAnswer &answer)
{
    switch (answer.networkError) {
    case QNetworkReply::ContentReSendError:
        // Also what an unfollowed 307 or 308 ends with.
        return answer.status == 0;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
        return !answer.tlsFault && !answer.failedAtProxy() && !answer.timedOut && !answer.tooLarge;
    default:
        return false;
    }
}

// When an answer breaks off, Qt may have an error for it that also stands for other things, and if the answer
// has no length, such as one in chunks, none at all. JSON tells by itself that its end is missing.
bool brokeOffUnnoticed(const QNetworkReply &reply, const QByteArray &body)
{
    const bool seemsWhole = reply.error() == QNetworkReply::NoError && !reply.hasRawHeader("Content-Length");
    if (!seemsWhole && reply.error() != QNetworkReply::ContentReSendError)
        return false;
    const QByteArray text = body.trimmed();
    const bool isJson = text.startsWith('{') || text.startsWith('[');
    return isJson && (text.size() == 1 || !(text.endsWith('}') || text.endsWith(']')));
}

int effectivePort(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && effectivePort(a) == effectivePort(b);
}

} // namespace

HttpRequest::HttpRequest(QNetworkAccessManager *network, std::shared_ptr<const Connection> connection,
                         HttpQuestion question, QObject *parent)
    : QObject(parent),
      m_network(network),
      m_connection(std::move(connection)),
      m_question(std::move(question)),
      m_url(m_question.url)
{
    m_deadline.setSingleShot(true);
    m_backOff.setSingleShot(true);
    connect(&m_backOff, &QTimer::timeout, this, &HttpRequest::send);
    m_connecting.setSingleShot(true);
    connect(&m_connecting, &QTimer::timeout, this, [this] { giveUp(m_connection->connectTimeout); });
    connect(&m_deadline, &QTimer::timeout, this, [this] { giveUp(m_connection->wholeTimeout); });
}

HttpRequest::~HttpRequest()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        // The reply may read from the upload until it is gone.
        m_upload.release()->setParent(m_reply);
        m_reply->deleteLater();
    }
}

void HttpRequest::start()
{
    // Queued, so that an error known at once is not told before the caller has connected to finished().
    QMetaObject::invokeMethod(this, &HttpRequest::send, Qt::QueuedConnection);
}

QNetworkRequest HttpRequest::request() const
{
    QNetworkRequest request(m_url);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("User-Agent", "Callboard/" CALLBOARD_VERSION);
    const bool isOurs = isSameOrigin(m_url, m_connection->base) || isSameOrigin(m_url, m_connection->rbac);
    if (m_question.carriesToken && isOurs && !m_connection->token.isEmpty())
        request.setRawHeader("X-Authentication", m_connection->token);
    if (!m_question.json.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_question.json.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // See the header.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Lists of jobs pack so well that Qt takes them for an attack; readBody() sees to the size.
    request.setDecompressedSafetyCheckThreshold(-1);
    request.setTransferTimeout(int(m_connection->silenceTimeout.count()));
    request.setSslConfiguration(m_connection->tls());
    return request;
}

void HttpRequest::send()
{
    m_answer = {};
    m_answer.mostBytes = m_question.mostBytes;
    if (m_question.carriesToken)
        m_answer.sentToken = m_connection->token;
    if (!m_network) {
        m_answer.networkError = QNetworkReply::RemoteHostClosedError;
        Q_EMIT finished(m_answer);
        return;
    }
    chooseProxy();
    m_upload = std::make_unique<Upload>(m_question.json);
    m_reply = m_network->sendCustomRequest(request(), verbOf(m_question.method), m_upload.get());
    connect(m_reply, &QNetworkReply::finished, this, &HttpRequest::onReplyFinished);
    watchTheTime();
    // Only a network that goes takes a reply along that has not finished; send() then says so.
    connect(m_reply, &QObject::destroyed, this, [this] {
        m_connecting.stop();
        m_deadline.stop();
        m_backOff.start(0);
    });
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_answer.tlsFault = certificateFault(errors, m_reply->sslConfiguration().peerCertificate());
    });
    connect(m_reply, &QNetworkReply::downloadProgress, this, [this](qint64 received) {
        if (received > m_question.mostBytes) {
            m_answer.tooLarge = true;
            m_reply->abort();
        }
    });
}

void HttpRequest::chooseProxy()
{
    auto *choice = dynamic_cast<ProxyChoice *>(m_network->proxyFactory());
    if (!choice) {
        choice = new ProxyChoice;
        m_network->setProxyFactory(choice); // owns it
    }
    if (!m_connection->token.isEmpty())
        choice->keepPlainDirect();
    const QNetworkProxy proxy = choice->queryProxy(QNetworkProxyQuery(m_url)).constFirst();
    if (proxy.type() != QNetworkProxy::NoProxy)
        m_answer.proxy = labelOf(proxy);
}

void HttpRequest::watchTheTime()
{
    m_deadline.start(m_connection->wholeTimeout);
    m_isConnecting = false;
    // Without a body, Qt never says requestSent(), and over http:// there is no encrypted() either.
    const bool isHeardOf = m_url.scheme() == "https"_L1 || !m_question.json.isEmpty();
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this, isHeardOf] {
        // Comes again for each address that is tried.
        if (!isHeardOf || m_isConnecting)
            return;
        m_isConnecting = true;
        m_connecting.start(m_connection->connectTimeout);
    });
    const auto connected = [this] {
        m_isConnecting = false;
        m_connecting.stop();
    };
    connect(m_reply, &QNetworkReply::encrypted, this, connected);
    connect(m_reply, &QNetworkReply::requestSent, this, connected);
}

void HttpRequest::giveUp(std::chrono::milliseconds limit)
{
    m_answer.timedOut = true;
    m_answer.timeLimit = limit;
    if (m_reply)
        m_reply->abort();
}

void HttpRequest::onReplyFinished()
{
    m_connecting.stop();
    m_deadline.stop();
    QNetworkReply *reply = m_reply;
    m_reply.clear();
    reply->disconnect(this);
    m_upload.release()->setParent(reply);
    reply->deleteLater();
    take(*reply);
    if (m_question.method == Method::Get && (follow() || tryAgain()))
        return;
    Q_EMIT finished(m_answer);
}

// Piece by piece: a server may pack any number of bytes into a small answer.
void HttpRequest::readBody(QNetworkReply &reply)
{
    constexpr qint64 Piece = qint64{1024} * 1024;
    while (reply.isOpen() && !m_answer.tooLarge) {
        const QByteArray piece = reply.read(Piece);
        if (piece.isEmpty())
            return;
        m_answer.body += piece;
        m_answer.tooLarge = m_answer.body.size() > m_question.mostBytes;
    }
    m_answer.body.clear();
}

void HttpRequest::take(QNetworkReply &reply)
{
    // First, because Qt unpacks only now, and has an error only then.
    readBody(reply);
    m_answer.networkError = reply.error();
    m_answer.networkErrorText = reply.errorString();
    if (m_question.method == Method::Get && brokeOffUnnoticed(reply, m_answer.body))
        m_answer.networkError = QNetworkReply::RemoteHostClosedError;
    if (!m_answer.tlsFault)
        m_answer.tlsFault = handshakeFault(reply, !m_connection->clientChain.isEmpty());
    m_answer.wasConnected = !m_isConnecting;
    const bool wasSilent = reply.error() == QNetworkReply::OperationCanceledError && !m_answer.tooLarge;
    if (wasSilent && !m_answer.timedOut) {
        m_answer.timedOut = true;
        m_answer.timeLimit = m_connection->silenceTimeout;
    }
    m_answer.timedOut = m_answer.timedOut || reply.error() == QNetworkReply::TimeoutError;
    m_answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    bool isNumber = false;
    const int seconds = reply.rawHeader("Retry-After").trimmed().toInt(&isNumber);
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(reply.rawHeader("Retry-After")),
                                             u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    if (isNumber && seconds >= 0)
        m_answer.retryAfterSeconds = seconds;
    else if (date > QDateTime::currentDateTimeUtc())
        m_answer.retryAfterSeconds =
            int(std::min<qint64>(QDateTime::currentDateTimeUtc().secsTo(date) + 1, 86400));
    // Not by header(), which passes over a location without a scheme.
    const QUrl location = QUrl::fromEncoded(reply.rawHeader("Location"), QUrl::StrictMode);
    if (m_answer.status >= 300 && m_answer.status < 400 && !location.isEmpty())
        m_answer.redirect = m_url.resolved(location);
}

bool HttpRequest::follow()
{
    if (m_answer.redirect.isEmpty() || !isSameOrigin(m_answer.redirect, m_question.url))
        return false;
    m_answer.redirectsOnAndOn = m_redirects == MostRedirects;
    if (m_answer.redirectsOnAndOn)
        return false;
    ++m_redirects;
    m_url = m_answer.redirect;
    m_backOff.start(0);
    return true;
}

bool HttpRequest::tryAgain()
{
    const bool isTransient = m_answer.status == 502 || m_answer.status == 503 || m_answer.status == 504 ||
                             isConnectionLoss(m_answer);
    // A server that asks for a long pause is told to the reader rather than waited for.
    if (!isTransient || m_resends == MostResends || m_answer.retryAfterSeconds.value_or(0) > 5)
        return false;
    const std::chrono::milliseconds asked = std::chrono::seconds(m_answer.retryAfterSeconds.value_or(0));
    m_backOff.start(std::max(asked, FirstBackOff * (m_resends == 0 ? 1 : 4)));
    ++m_resends;
    return true;
}
