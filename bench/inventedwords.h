// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

// What the invented jobs are made of, escaped for JSON as a server might do it. The files of the benchmarks
// depend on every byte of it.

inline constexpr QByteArrayView inventedTasks[] = {
    "package",
    "service",
    "facter_task",
    "puppet_conf",
    "reboot",
    "exec",
    "bootstrap::linux",
    "acme::rotate_logs",
    "pe_patch::patch_server",
    "apt",
    "puppet_agent::run",
    "postgresql::sql",
    "mysql::export",
    "certregen::healthcheck",
    "acme::renew_certs",
};

inline constexpr QByteArrayView inventedPlans[] = {
    "patching::monthly", "patching::reboot_required", "backup::nightly",      "canary::random",
    "facts::info",       "acme::release_train",       "acme::failover_drill", "peadm::status",
};

inline constexpr QByteArrayView inventedEnvironments[] = {
    "production", "staging", "development", "test", "qa_münchen", "feature_patching_window",
};

inline constexpr QByteArrayView inventedRoles[] = {
    "web", "app", "db", "cache", "mq", "build", "proxy", "ldap", "win-fs", "k8s-worker",
};

inline constexpr QByteArrayView inventedSites[] = {"fra", "ber", "lon", "nyc", "tyo"};

inline constexpr QByteArrayView inventedQueries[] = {
    R"(inventory[certname] { facts.aio_agent_version ~ \"\\\\d+\" })",
    R"(inventory[certname] { facts.os.family = \"RedHat\" and facts.os.release.major in [\"8\", \"9\"] })",
    R"(nodes[certname] { certname ~ \"^web-\\\\d{5}\\\\.(fra|ber)\\\\.example\\\\.com$\" })",
    R"(resources[certname] { type = \"Class\" and title = \"Profile::Postgresql\" })",
    R"(nodes[certname] {\n  report_timestamp > \"2026-01-01\" and\n  catalog_environment = \"production\"\n})",
};

inline constexpr QByteArrayView inventedApplications[] = {
    "Wordpress_app[shop]",
    "Lamp[intranet]",
    "Rgbank[production]",
};

inline constexpr QByteArrayView inventedGivenNames[] = {
    "Ada", "Björn", "Chloé", "Dmitri", "Esra", "Fatima", "Goran", "Hana", "Ines", "Jürgen", "Kenji", "Łucja",
};

inline constexpr QByteArrayView inventedFamilyNames[] = {
    "Keller", "Okafor", "田中", "Santos", "O'Brien", "Иванова", "Müller", "Chen", "Haddad", "Weiß",
};

inline constexpr QByteArrayView inventedDescriptions[] = {
    "Restart the front end after the content sync",
    "Security updates, first wave",
    "Collect facts for the asset register",
    "Rotate and compress the application logs",
    "Reboot if the kernel has changed",
    "Renew certificates before they expire",
    "Nightly backup, verified by restore",
    "Prüfung der täglichen Datensicherung",
    "Änderungsfenster für die Buchhaltung",
    "夜間バックアップ",
    "毎週のパッチ適用",
    "Обновление пакетов безопасности",
    "Ежедневная проверка",
    "每周安全更新",
    "重启前端服务",
    "🚀 Release train 🚂",
    R"(Run \"canary\" before the release)",
    R"(Copy C:\\ProgramData\\logs to the archive)",
    R"(Renouveler les certificats expir\u00e9s)",
    R"(First line\nsecond line\twith a tab)",
    "Upgrade openssl to the patched build",
    "Vacuum the reporting database",
};
