// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

// A name that stands more than once in a table is more frequent in the estate.

inline constexpr QByteArrayView demoTasks[] = {
    "package",
    "package",
    "package",
    "service",
    "service",
    "service",
    "facter_task",
    "facter_task",
    "puppet_conf",
    "pe_patch::patch_server",
    "reboot",
    "reboot",
    "bootstrap::linux",
    "pe_patch::patch_server",
    "exec",
    "pe_patch::patch_server",
    "apt",
    "pe_patch::agent_health",
    "echo",
    "puppet_agent::version",
    "puppet_agent::run",
    "certregen::healthcheck",
    "mysql::export",
    "postgresql::sql",
    "acme::renew_certs",
    "acme::rotate_logs",
};

inline constexpr QByteArrayView demoPlans[] = {
    "patching::monthly",
    "patching::monthly",
    "patching::reboot_required",
    "backup::nightly",
    "backup::nightly",
    "canary::random",
    "facts::info",
    "acme::release_train",
    "acme::failover_drill",
    "puppet_agent::run",
    "enterprise_tasks::testing",
    "peadm::status",
    "acme::database::vacuum",
    "acme::certificates::all",
};

inline constexpr QByteArrayView demoEnvironments[] = {
    "production", "production", "production", "production",  "production",
    "production", "staging",    "staging",    "development", "feature_patching_window",
};

inline constexpr QByteArrayView demoTeams[] = {
    "web shop", "payments", "data warehouse", "mail", "build farm", "identity", "intranet", "telephony",
};

inline constexpr QByteArrayView demoDescriptions[] = {
    "Restart the front end after the nightly content sync",
    "Security updates, first wave",
    "Security updates, second wave",
    "Collect facts for the asset register",
    "Rotate and compress the application logs",
    "Reboot if the kernel has changed",
    "Check that every agent answers",
    "Renew certificates that expire within 30 days",
    "Enforce the hardening baseline",
    "Vacuum the reporting database",
    "Nightly backup, verified by restore",
    "Canary run before the release train",
    "Keep the time servers in step",
    "Upgrade openssl to the patched build",
    "Remove accounts of leavers",
    "Puppet run outside business hours",
    "Drift report for the auditors",
    "Clean package caches",
    "Temporary: delete after the data centre move",
    "Failover drill",
    "rear face the cranfitouser",
    "Wöchentlicher Neustart der Druckserver",
    "Sicherheitsaktualisierungen für die Außenstellen",
    "Überprüfung der Zertifikate",
    "毎週のセキュリティ更新（東京データセンター）",
    "バックアップの確認",
    "تحديث أمني أسبوعي لخوادم الويب",
    "🚀 release train, wagon two",
};

inline constexpr QByteArrayView demoMarkupDescription =
    "<b>markup</b> & entities: &lt;escaped&gt; \"quoted\" <a href='#'>link</a>, 100 % literal";
