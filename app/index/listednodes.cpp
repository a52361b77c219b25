// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listednodes.h"

#include "blocktext.h"
#include "indexblock.h"
#include "recordmembers.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

// By Job, which is slower and understands whatever is there.
bool nodesOfJob(const Job &job, std::vector<std::string> &texts)
{
    const Scope scope = job.scope();
    for (const QString &node : scope.nodes)
        texts.push_back(node.toStdString());
    return scope.kind == Scope::Kind::Nodes;
}

class BlockReader
{
public:
    std::optional<Error> read(const IndexBlock &block, const std::vector<quint32> &places,
                              const NodesVisitor &visit);

private:
    // False: it has to be looked at as a Job.
    bool readRecord(std::string_view record);

    BlockText m_text;
    simdjson::dom::parser m_parser;
    std::vector<quint32> m_places; // of records to be read
    std::vector<std::string_view> m_nodes;
    std::vector<std::string> m_texts; // what m_nodes are of
};

bool BlockReader::readRecord(std::string_view record)
{
    m_nodes.clear();
    const auto parsed = m_parser.parse(record.data(), record.size());
    if (parsed.error() != simdjson::SUCCESS)
        return false;
    const RecordMember nodes = RecordShape::of(parsed.value_unsafe()).scope.member("nodes");
    if (!nodes.isArray())
        return false;
    bool areTexts = true;
    for (const element node : simdjson::dom::array(nodes.json.get_array().value_unsafe())) {
        areTexts = areTexts && node.type() == element_type::STRING;
        if (areTexts)
            m_nodes.emplace_back(node.get_string().value_unsafe());
    }
    return areTexts;
}

std::optional<Error> BlockReader::read(const IndexBlock &block, const std::vector<quint32> &places,
                                       const NodesVisitor &visit)
{
    const RecordColumns &columns = block.columns();
    m_places.clear();
    std::copy_if(places.begin(), places.end(), std::back_inserter(m_places), [&columns](quint32 place) {
        return columns.scopeKind(place) == Scope::Kind::Nodes && !columns.keptJob(place);
    });
    if (!m_places.empty()) {
        if (auto error = m_text.read(columns, m_places))
            return error;
    }
    std::size_t next = 0; // in m_places
    for (const quint32 place : places) {
        bool isListed = columns.scopeKind(place) == Scope::Kind::Nodes;
        m_nodes.clear();
        const bool isRead = next < m_places.size() && m_places[next] == place;
        if (isListed && !(isRead && readRecord(m_text.record(next)))) {
            m_texts.clear();
            isListed = nodesOfJob(columns.job(place), m_texts);
            m_nodes.assign(m_texts.begin(), m_texts.end());
        }
        next += isRead ? 1 : 0;
        visit(JobIndex::Row(block.firstRow + place), isListed, m_nodes);
    }
    return std::nullopt;
}

} // namespace

std::optional<Error> visitListedNodes(const JobIndex &index, const std::vector<JobIndex::Row> &rows,
                                      const NodesVisitor &visit, const std::stop_token &stop)
{
    BlockReader reader;
    std::vector<quint32> places;
    auto row = rows.begin();
    for (const IndexBlock &block : index.data().blocks) {
        places.clear();
        for (; row != rows.end() && *row < block.firstRow + block.size(); ++row)
            places.push_back(quint32(*row - block.firstRow));
        if (places.empty())
            continue;
        if (stop.stop_requested())
            return std::nullopt;
        if (auto error = reader.read(block, places, visit))
            return error;
    }
    return std::nullopt;
}
