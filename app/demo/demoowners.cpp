// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoowners.h"

#include "demojson.h"

#include <algorithm>
#include <iterator>

enum PersonFlag {
    Local = 0x0,
    Remote = 0x1,
    Revoked = 0x2,
    Superuser = 0x4,
    NeverLoggedIn = 0x8,
    ReadOnly = 0x10,
};

struct Person
{
    QByteArrayView login;
    QByteArrayView displayName;
    QByteArrayView email;
    QByteArrayView id;
    QByteArrayView roles;
    int flags;
};

static constexpr Person people[] = {
    {"admin", "Administrator", "", "42bf351c-f9ec-40af-84ad-e976fec7f4bd", "[1]", Superuser},
    {"fred", "Fred", "fred@example.com", "784beba4-8cc8-414f-aab0-e9a29c9b65c2", "[1]", Remote},
    {"admin-ro", "Auditor", "audit@example.com", "0f5d3a7c-93c1-4b52-8f0a-3f1f6f2b7d10", "[3]", ReadOnly},
    {"mkeller", "Martina Keller", "martina.keller@example.com", "5b0c2e0e-6f0f-4d5a-9d0e-2b8f5a1c7e11",
     "[2,4]", Local},
    {"j.okafor", "Jide Okafor", "jide.okafor@example.com", "9c1e4d7a-1f52-4c86-b0a4-6d3e8f7a2b12", "[2]",
     Remote},
    {"tanaka", "田中 陽子", "yoko.tanaka@example.com", "a3f7c9d1-58be-4e02-8c6d-0e9b4f1d3a13", "[4]", Local},
    {"lsantos", "Luís Santos", "luis.santos@example.com", "c7d2e5f8-3a41-4b97-a5c0-7f1e2d6b8c14", "[2]",
     Local},
    {"jenkins-ci", "Jenkins (CI)", "ci@example.com", "d8e3f6a9-4b52-4ca8-b6d1-802f3e7c9d15", "[5]", Local},
    {"patchbot", "Patch robot", "patching@example.com", "e9f407ba-5c63-4db9-87e2-91304f8dae16", "[5,6]",
     Local},
    {"bwagner", "Björn Wagner", "bjoern.wagner@example.com", "fa0518cb-6d74-4eca-98f3-a2415a9ebf17", "[2]",
     Revoked},
    {"newcomer", "Nadia Newcomer", "nadia@example.com", "0b1629dc-7e85-4fdb-a904-b3526bafc018", "[]",
     NeverLoggedIn},
    {"s.haddad", "سلمى حداد", "salma.haddad@example.com", "1c273aed-8f96-40ec-ba15-c4637cb0d119", "[4]",
     Local},
    {"ochen", "Olivia Chen", "olivia.chen@example.com", "2d384bfe-90a7-41fd-8b26-d5748dc1e21a", "[2,4]",
     Local},
    {"dba-oncall", "DBA on call", "dba@example.com", "3e495c0f-a1b8-420e-9c37-e6859ed2f31b", "[7]", Local},
    {"o'brien", "Sean O'Brien", "sean.obrien@example.com", "4f5a6d10-b2c9-431f-ad48-f796afe3041c", "[2]",
     Local},
};

static QByteArray flag(const Person &person, PersonFlag value)
{
    return (person.flags & value) ? "true" : "false";
}

static QByteArray lastLogin(const Person &person, qint64 loginTime)
{
    if (person.flags & NeverLoggedIn)
        return "null";
    return '"' + utcText(loginTime).chopped(1) + ".444Z\"";
}

static QByteArray ownerJson(const Person &person, qint64 loginTime)
{
    QByteArray json = "{\"email\":" + jsonString(person.email) + ",\"is_revoked\":" + flag(person, Revoked) +
                      ",\"last_login\":" + lastLogin(person, loginTime) +
                      ",\"is_remote\":" + flag(person, Remote) + ",\"login\":" + jsonString(person.login);
    // The orchestrator tells these two of directory users only.
    if (person.flags & Remote)
        json += ",\"inherited_role_ids\":[2],\"group_ids\":[\"9a588fd8-3daa-4fc2-a396-bf88945def1e\"]";
    json += ",\"is_superuser\":" + flag(person, Superuser) + ",\"id\":" + jsonString(person.id) +
            ",\"role_ids\":" + person.roles.toByteArray() +
            ",\"display_name\":" + jsonString(person.displayName) + ",\"is_group\":false}";
    return json;
}

std::vector<DemoOwner> demoOwners(qint64 reference)
{
    std::vector<DemoOwner> owners;
    qint64 loginTime = reference;
    for (const Person &person : people) {
        loginTime -= 7 * 3600 + 1234;
        const auto rank = std::count_if(std::begin(people), std::end(people), [&person](const Person &other) {
            return other.login < person.login;
        });
        owners.push_back({ownerJson(person, loginTime),
                          "{\"id\":" + jsonString(person.id) + ",\"login\":" + jsonString(person.login) + '}',
                          static_cast<quint8>(rank), !(person.flags & ReadOnly)});
    }
    return owners;
}
