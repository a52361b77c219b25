// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responseending.h"

#include <QCoreApplication>

#include <algorithm>

namespace ResponseEndings {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ResponseEndings)
};

constexpr qint64 FirstLook = 64 * 1024;
constexpr qint64 LargestLook = 1024 * 1024 * 1024;
constexpr qint64 PieceSize = 1024 * 1024;

Error stopped(const QString &subject)
{
    Error error;
    error.kind = Error::Kind::Stopped;
    error.subject = subject;
    return error;
}

QByteArray withPrefix(QByteArrayView text, const FaultPlace &place, bool mends)
{
    QByteArray whole = place.before;
    whole.append(text);
    if (whole.startsWith("\xEF\xBB\xBF"))
        whole.replace(0, 3, "   ");
    if (mends)
        JsonText::blankTrailingCommas(whole);
    return whole;
}

JsonText::Fault placed(const JsonText::Fault &fault, const FaultPlace &place)
{
    const qsizetype behind = std::max<qsizetype>(0, fault.offset - place.before.size());
    return {place.offset + behind, fault.reason};
}

Error errorOf(Error::Kind kind, const JsonText::Fault &fault, const RecordBytes &bytes,
              const QString &subject, const std::stop_token &stop)
{
    const auto positions = positionsOf(bytes, {fault.offset}, stop);
    if (!positions)
        return positions.error();
    return JsonText::faultError(kind, subject, positions.value().constFirst(), fault.reason);
}

} // namespace

std::optional<JsonText::Fault> faultIn(QByteArrayView text, const FaultPlace &place, bool mends)
{
    const auto fault = JsonText::faultInBeginning(withPrefix(text, place, mends));
    return fault ? std::optional(placed(*fault, place)) : std::nullopt;
}

Result<std::optional<JsonText::Fault>> faultAt(const RecordBytes &bytes, const FaultPlace &place, bool mends,
                                               const std::stop_token &stop)
{
    const qint64 most = std::min(bytes.size() - place.offset, LargestLook);
    for (qint64 look = std::min(FirstLook, most);; look = std::min(look * 4, most)) {
        const Result<QByteArray> text = bytes.read(place.offset, look);
        if (!text)
            return text.error();
        if (look == most) {
            const auto fault = JsonText::findFault(withPrefix(text.value(), place, mends));
            return fault ? std::optional(placed(*fault, place)) : std::nullopt;
        }
        if (auto fault = faultIn(text.value(), place, mends))
            return fault;
        if (stop.stop_requested())
            return stopped({});
    }
}

Result<QList<JsonText::Position>> positionsOf(const RecordBytes &bytes, const QList<qint64> &offsets,
                                              const std::stop_token &stop)
{
    QList<JsonText::Position> positions;
    JsonText::Position position;
    auto next = offsets.begin();
    for (qint64 begin = 0; next != offsets.end(); begin += PieceSize) {
        const Result<QByteArray> read = bytes.read(begin, std::min(PieceSize, bytes.size() - begin));
        if (!read)
            return read.error();
        if (stop.stop_requested())
            return stopped({});
        const QByteArrayView piece(read.value());
        // A byte order mark is no character.
        qsizetype seen = begin == 0 && piece.startsWith("\xEF\xBB\xBF") ? 3 : 0;
        const bool isLast = begin + piece.size() >= bytes.size();
        for (; next != offsets.end() && (isLast || *next < begin + piece.size()); ++next) {
            const qsizetype until = std::clamp<qint64>(*next - begin, seen, piece.size());
            position = JsonText::positionBehind(position, piece.sliced(seen, until - seen));
            seen = until;
            positions << position;
        }
        position = JsonText::positionBehind(position, piece.sliced(seen));
    }
    return positions;
}

Result<JobPage> conclude(const ResponseEnding &ending, QList<qint64> commas, const RecordBytes &bytes,
                         bool mends, const QString &subject, const std::stop_token &stop)
{
    if (ending.error)
        return *ending.error;
    std::optional<JsonText::Fault> fault = ending.fault;
    Error::Kind kind = ending.faultKind;
    if (ending.place) {
        auto found = faultAt(bytes, *ending.place, mends, stop);
        if (!found)
            return found.error();
        // What is here is wrong, even if nobody can say any more why.
        fault =
            found.value().value_or(JsonText::Fault{ending.place->offset, Texts::tr("it is no valid JSON")});
        kind = Error::Kind::Syntax;
    }
    if (fault)
        return errorOf(kind, *fault, bytes, subject, stop);
    JobPage page = ending.page;
    std::sort(commas.begin(), commas.end());
    const auto positions = positionsOf(bytes, commas, stop);
    if (!positions)
        return positions.error();
    for (const JsonText::Position &position : positions.value())
        page.repairs.append({position});
    return page;
}

} // namespace ResponseEndings
