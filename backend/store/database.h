// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace weir::store {

/// One prepared statement. Bind from 1, then step() until it answers false; reset() to use it again.
class Statement
{
public:
    Statement(sqlite3 *database, sqlite3_stmt *statement) : m_database(database), m_statement(statement) {}
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    Statement &bind(int index, const QString &value);
    Statement &bind(int index, qint64 value);
    Statement &bind(int index, const QByteArray &value);
    Statement &bindNull(int index);

    /// True: a row is there. False: done.
    base::Result<bool> step();
    /// Steps to the end, for statements without rows.
    base::Status run();
    void reset();

    QString text(int column) const;
    qint64 integer(int column) const;
    QByteArray blob(int column) const;
    bool isNull(int column) const;

private:
    sqlite3 *m_database;
    sqlite3_stmt *m_statement;
};

/// A SQLite file in WAL mode, brought to the newest schema when it opens. One thread at a time; several processes may
/// have it open, one writes at a time and the others wait up to five seconds.
class Database
{
public:
    /// Opens or makes the file (mode 0600). A file with a newer schema than this program knows is refused, not touched.
    static base::Result<std::unique_ptr<Database>> open(const QString &path);
    ~Database();

    base::Result<Statement> prepare(const char *sql);
    base::Status execute(const char *sql);
    /// Runs the body in one transaction; an error rolls it back.
    template <class Body>
    base::Status transaction(Body body)
    {
        WEIR_CHECK(execute("BEGIN IMMEDIATE"));
        if (base::Status done = body(); !done) {
            (void)execute("ROLLBACK");
            return done;
        }
        return execute("COMMIT");
    }
    qint64 lastInsertId() const;

private:
    Database(sqlite3 *database, QString path) : m_database(database), m_path(std::move(path)) {}
    base::Status migrate();
    base::Error error(const char *action) const;

    sqlite3 *m_database;
    QString m_path;
};

} // namespace weir::store
