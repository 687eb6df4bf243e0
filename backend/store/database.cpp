// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/database.h"

#include "backend/store/migrations.h"

#include <QFile>

#include <sqlite3.h>

namespace weir::store {

namespace {

constexpr int kBusyTimeoutMs = 5000;

base::Error makeError(sqlite3 *database, const char *action, const QString &path)
{
    const int code = database != nullptr ? sqlite3_extended_errcode(database) : SQLITE_CANTOPEN;
    base::Error error;
    error.kind = (code & 0xFF) == SQLITE_BUSY ? base::ErrorKind::Conflict : base::ErrorKind::Storage;
    error.action = action;
    error.target = path.toStdString();
    error.peerText = database != nullptr ? sqlite3_errmsg(database) : "cannot be opened";
    return error;
}

} // namespace

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database)
    , m_statement(std::exchange(other.m_statement, nullptr))
{
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement &Statement::bind(int index, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    sqlite3_bind_text(m_statement, index, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
    return *this;
}

Statement &Statement::bind(int index, qint64 value)
{
    sqlite3_bind_int64(m_statement, index, value);
    return *this;
}

Statement &Statement::bind(int index, const QByteArray &value)
{
    sqlite3_bind_blob(m_statement, index, value.constData(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    return *this;
}

Statement &Statement::bindNull(int index)
{
    sqlite3_bind_null(m_statement, index);
    return *this;
}

base::Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return base::fail(makeError(m_database, "store.query", QString::fromUtf8(sqlite3_db_filename(m_database, nullptr))));
}

base::Status Statement::run()
{
    for (;;) {
        WEIR_TRY(const bool more, step());
        if (!more)
            return {};
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

QString Statement::text(int column) const
{
    return QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column)),
                             sqlite3_column_bytes(m_statement, column));
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QByteArray Statement::blob(int column) const
{
    return {static_cast<const char *>(sqlite3_column_blob(m_statement, column)), sqlite3_column_bytes(m_statement, column)};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

base::Result<std::unique_ptr<Database>> Database::open(const QString &path)
{
    const bool fresh = !QFile::exists(path);
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        const base::Error error = makeError(handle, "store.open", path);
        sqlite3_close_v2(handle);
        return base::fail(error);
    }
    std::unique_ptr<Database> database(new Database(handle, path));
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    if (fresh)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    WEIR_CHECK(database->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON"));
    WEIR_CHECK(database->migrate());
    return database;
}

Database::~Database()
{
    sqlite3_close_v2(m_database);
}

base::Result<Statement> Database::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) != SQLITE_OK)
        return base::fail(error("store.query"));
    return Statement(m_database, statement);
}

base::Status Database::execute(const char *sql)
{
    if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return base::fail(error("store.query"));
    return {};
}

qint64 Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_database);
}

base::Status Database::migrate()
{
    // Exclusive, so that of two programs that start together one migrates and the other finds it done.
    WEIR_CHECK(execute("BEGIN EXCLUSIVE"));
    const auto run = [this]() -> base::Status {
        WEIR_TRY(auto query, prepare("PRAGMA user_version"));
        WEIR_CHECK(query.step());
        const auto known = static_cast<qint64>(kMigrations.size());
        const qint64 version = query.integer(0);
        query.reset();
        if (version > known) {
            base::Error error{base::ErrorKind::Unsupported, "store.migrate", m_path.toStdString(), {}, {}, 0};
            return base::fail(std::move(error).with("schema", std::to_string(version)).with("known", std::to_string(known)));
        }
        for (qint64 next = version; next < known; ++next)
            WEIR_CHECK(execute(kMigrations[static_cast<std::size_t>(next)].sql));
        return execute(("PRAGMA user_version = " + std::to_string(known)).c_str());
    };
    if (base::Status done = run(); !done) {
        (void)execute("ROLLBACK");
        return done;
    }
    return execute("COMMIT");
}

base::Error Database::error(const char *action) const
{
    return makeError(m_database, action, m_path);
}

} // namespace weir::store
