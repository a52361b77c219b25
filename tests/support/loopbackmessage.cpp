// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopbackmessage.h"

#include <QByteArrayList>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
bool sameName(const QByteArray &left, const QByteArray &right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

bool contains(const LoopbackHeaders &headers, const QByteArray &name)
{
    return std::any_of(headers.cbegin(), headers.cend(),
                       [&name](const auto &header) { return sameName(header.first, name); });
}

QByteArray usualReason(int status)
{
    static const QHash<int, QByteArray> reasons{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {429, "Too Many Requests"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    };
    return reasons.value(status, "Unknown");
}

LoopbackAnswer typed(const QByteArray &type, const QByteArray &body, int status)
{
    LoopbackAnswer answer;
    answer.status = status;
    answer.headers = {{"Content-Type", type}};
    answer.body = body;
    return answer;
}
} // namespace

QUrl LoopbackRequest::url() const
{
    const QByteArray scheme = encrypted ? "https://" : "http://";
    return QUrl::fromEncoded(scheme + header("Host") + target);
}

QByteArray LoopbackRequest::header(const QByteArray &name) const
{
    const auto found = std::find_if(headers.cbegin(), headers.cend(),
                                    [&name](const auto &header) { return sameName(header.first, name); });
    return found == headers.cend() ? QByteArray() : found->second;
}

bool LoopbackRequest::hasHeader(const QByteArray &name) const
{
    return contains(headers, name);
}

bool LoopbackRequest::keepsAlive() const
{
    return version != "HTTP/1.0" && !sameName(header("Connection"), "close");
}

std::optional<LoopbackRequest> LoopbackRequest::take(QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return {};

    QByteArrayList lines = buffer.first(end).split('\n');
    const QByteArrayList words = lines.takeFirst().trimmed().split(' ');

    LoopbackRequest request;
    request.method = words.value(0);
    request.target = words.value(1);
    request.version = words.value(2);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }

    const qsizetype bodyAt = end + 4;
    const qsizetype length = bodyAt + std::max(0, request.header("Content-Length").toInt());
    if (buffer.size() < length)
        return {};
    request.raw = buffer.first(length);
    request.body = request.raw.sliced(bodyAt);
    buffer.remove(0, length);
    return request;
}

LoopbackAnswer LoopbackAnswer::json(const QByteArray &body, int status)
{
    return typed("application/json; charset=utf-8", body, status);
}

LoopbackAnswer LoopbackAnswer::html(const QByteArray &body, int status)
{
    return typed("text/html; charset=utf-8", body, status);
}

LoopbackAnswer LoopbackAnswer::empty(int status)
{
    LoopbackAnswer answer;
    answer.status = status;
    return answer;
}

LoopbackAnswer LoopbackAnswer::redirect(const QUrl &target, int status)
{
    return empty(status).withHeader("Location", target.toEncoded());
}

LoopbackAnswer LoopbackAnswer::drop()
{
    return LoopbackAnswer().withEnding(Ending::DropBeforeAnswer);
}

LoopbackAnswer LoopbackAnswer::stall()
{
    return LoopbackAnswer().withEnding(Ending::Stall);
}

LoopbackAnswer LoopbackAnswer::withHeader(const QByteArray &name, const QByteArray &value) const
{
    LoopbackAnswer answer = *this;
    answer.headers.append({name, value});
    return answer;
}

LoopbackAnswer LoopbackAnswer::withDelay(int milliseconds) const
{
    LoopbackAnswer answer = *this;
    answer.delayMs = milliseconds;
    return answer;
}

LoopbackAnswer LoopbackAnswer::withEnding(Ending how) const
{
    LoopbackAnswer answer = *this;
    answer.ending = how;
    return answer;
}

QByteArray LoopbackAnswer::head(bool closes) const
{
    LoopbackHeaders all = headers;
    const bool hasNoBody = status < 200 || status == 204 || status == 304;
    if (!hasNoBody && !contains(headers, "Content-Length"))
        all.emplaceBack("Content-Length", QByteArray::number(body.size()));
    if (closes)
        all.emplaceBack("Connection", "close");

    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ';
    bytes += (reason.isEmpty() ? usualReason(status) : reason) + "\r\n";
    for (const auto &[name, value] : std::as_const(all))
        bytes += name + ": " + value + "\r\n";
    return bytes + "\r\n";
}
