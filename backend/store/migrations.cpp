// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/migrations.h"

namespace weir::store {

const std::array<Migration, 1> kMigrations{{
    {"profiles, settings and the audit log",
     R"sql(
        CREATE TABLE profile (
            id          TEXT PRIMARY KEY,
            name        TEXT NOT NULL,
            kind        INTEGER NOT NULL,
            read_only   INTEGER NOT NULL,
            production  INTEGER NOT NULL,
            accent      INTEGER NOT NULL,
            last_opened INTEGER NOT NULL,
            properties  TEXT NOT NULL -- a JSON object; never a secret
        );
        CREATE UNIQUE INDEX profile_name ON profile (name);

        CREATE TABLE setting (
            key   TEXT PRIMARY KEY,
            value BLOB NOT NULL -- a QVariant as QDataStream writes it, version Qt_6_0
        ) WITHOUT ROWID;

        CREATE TABLE audit (
            id      INTEGER PRIMARY KEY,
            at_ms   INTEGER NOT NULL,
            profile TEXT NOT NULL,
            action  TEXT NOT NULL,
            target  TEXT NOT NULL,
            detail  TEXT NOT NULL,
            command TEXT NOT NULL,
            ok      INTEGER NOT NULL,
            error   TEXT NOT NULL
        );
        CREATE INDEX audit_profile ON audit (profile, id);
     )sql"},
}};

} // namespace weir::store
