// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoscopes.h"

#include "demojson.h"
#include "demorandom.h"

static constexpr QByteArrayView roles[] = {
    "web", "web", "web", "app", "app", "db", "cache", "mq", "build", "proxy", "ldap", "win-fs", "k8s-worker",
};
static constexpr QByteArrayView sites[] = {"fra", "fra", "ber", "lon", "nyc", "tyo"};

static constexpr QByteArrayView queries[] = {
    R"(inventory[certname] { facts.aio_agent_version ~ "\\d+" })",
    R"(inventory[certname] { facts.os.family = "RedHat" and facts.os.release.major in ["8", "9"] })",
    R"(inventory[certname] { facts.os.name = "windows" and trusted.extensions.pp_role = "file\\server" })",
    R"(nodes[certname] { certname ~ "^web-\\d{5}\\.(fra|ber)\\.example\\.com$" })",
    R"(resources[certname] { type = "Class" and title = "Profile::Postgresql" })",
    "nodes[certname] {\n  report_timestamp > \"2026-01-01\" and\n  catalog_environment = \"production\"\n}",
};
static constexpr QByteArrayView astQueries[] = {
    R"(["from","inventory",["=","facts.os.family","Debian"]])",
    R"(["from","nodes",["extract",["certname"],["and",["~","certname","^db-\\d+"],["null?","deactivated",false]]]])",
};
static constexpr QByteArrayView nodeGroups[] = {
    "00000000-0000-4000-8000-000000000000",
    "7c3f0f5e-2d3a-4f0c-8a55-5d6d1e3f9a20",
    "b1a9e6c4-0c7d-4b1e-9f62-1f7a3c5e8d21",
    "e4d2c0b8-9f6a-4e3d-8c71-0a2b4c6d8e22",
};
static constexpr QByteArrayView applications[] = {"Wordpress_app[shop]", "Lamp[intranet]",
                                                  "Rgbank[production]"};

static void appendNode(QByteArray &json, DemoRandom &random, quint32 number)
{
    json += '"';
    json.append(random.pick(roles));
    json += '-' + QByteArray::number(100000 + number % 100000).mid(1) + '.';
    json.append(random.pick(sites));
    json += ".example.com\"";
}

QByteArray demoNodesScope(DemoRandom &random, quint32 count)
{
    QByteArray json = R"({"nodes":[)";
    // Consecutive numbers, so that no node is named twice.
    const quint32 first = random.below(80000);
    for (quint32 i = 0; i < count; ++i) {
        if (i > 0)
            json += ',';
        appendNode(json, random, first + i);
    }
    return json + "]}";
}

QByteArray demoApplicationScope(DemoRandom &random)
{
    return R"({"application":)" + jsonString(random.pick(applications)) + '}';
}

QByteArray demoScope(DemoRandom &random)
{
    const quint32 kind = random.below(100);
    if (kind < 25)
        return R"({"query":)" + jsonString(random.pick(queries)) + '}';
    if (kind < 30)
        return R"({"query":)" + random.pick(astQueries).toByteArray() + '}';
    if (kind < 45)
        return R"({"node_group":)" + jsonString(random.pick(nodeGroups)) + '}';
    const quint32 most = kind < 75 ? 6 : 40;
    return demoNodesScope(random, 1 + random.below(most));
}
