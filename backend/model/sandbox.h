// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>
#include <vector>

namespace weir::model {

/// What runs the brokers: Weir's own, or a real Apache Kafka in Java processes.
enum class SandboxEngine { Weir, ApacheKafka };

struct SandboxFaults {
    int slowMs = 0;       ///< added to each reply
    int dropPercent = 0;  ///< of the requests get no reply
    qint16 errorCode = 0; ///< Kafka's code answered instead; 0: none
    std::optional<qint16> errorKey;   ///< only to requests of this API key; none: to all but those that open a connection
    std::optional<qint64> errorCount; ///< to so many more of them; none: until it is cleared
    bool isolated = false;      ///< cut off from the other brokers and the controller, not from clients
    bool followsNobody = false; ///< fetches nothing, so it falls out of sync
    bool diskFull = false;      ///< nothing on its disk grows
    qint64 sinceMs = 0;
    std::optional<qint64> untilMs;
    bool any() const { return slowMs > 0 || dropPercent > 0 || errorCode != 0 || isolated || followsNobody || diskFull; }
    bool operator==(const SandboxFaults &) const = default;
};

struct SandboxBroker {
    enum class State { Running, Paused, Stopped, Killed, Starting };
    qint32 id = 0;
    QString address;
    State state = State::Stopped;
    qint64 stateSinceMs = 0;
    int leaders = 0;
    int replicas = 0;
    int inSync = 0;
    std::optional<double> bytesInPerSecond; ///< none: not known
    std::optional<double> bytesOutPerSecond;
    qint64 pid = 0; ///< of a broker in a process of its own
    bool offersFaults = true; ///< false: its engine cannot fail single requests
    SandboxFaults faults;
};

/// What is done to a client of the sandbox, with Kafka's own requests.
struct SandboxClientFault {
    enum class Kind {
        ExpireMember,     ///< put out of its group, as if its session had ended
        FenceProducer,    ///< another producer takes its transactional id
        AbortTransaction, ///< the same, where a transaction is under way
        HangTransaction,  ///< a record whose transaction nobody ends before its timeout
    };
    Kind kind = Kind::ExpireMember;
    QString group;
    QString member; ///< empty: all of the group
    QString transactionalId;
    QString topic;
    qint32 partition = 0;
    qint64 forMs = 0; ///< the timeout of a hanging transaction
};

struct SandboxEvent {
    qint64 atMs = 0;
    QString kind;   ///< stable id: "started", "broker.killed", "leaders.moved", "isr.shrunk", "fault.set", "demo.on", ...
    qint32 broker = -1;
    QStringList arguments; ///< by kind; the words are made in the window
};

struct SandboxDemoPart {
    QString name;   ///< topic or group
    bool topic = true;
    bool on = false;
    double recordsPerSecond = 0;
    QString behaviour; ///< stable id for groups: "keeps-up", "lags", "stalls", "rewinds", "idle-members", "dead"
};

/// One way in to the brokers.
struct SandboxListener {
    QString name;
    QString protocol;       ///< Kafka's security.protocol: "PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"
    QString bootstrap;
    QStringList mechanisms; ///< those of SASL that it takes
    bool usesTls() const { return protocol.endsWith(QLatin1String("SSL")); }
    bool usesLogin() const { return protocol.startsWith(QLatin1String("SASL")); }
    bool operator==(const SandboxListener &) const = default;
};

/// Who may log in where a listener asks for it.
struct SandboxUser {
    QString name;
    QString password;
    bool operator==(const SandboxUser &) const = default;
};

struct SandboxStatus {
    enum class State { NotCreated, Stopped, Starting, Running, Stopping, Failed };
    State state = State::NotCreated;
    SandboxEngine engine = SandboxEngine::Weir;
    qint64 startedAtMs = 0;
    double startMs = 0; ///< how long the last start took, from exec to ready
    qint64 pid = 0;
    QString dataDirectory;
    QString bootstrap; ///< "127.0.0.1:19092,127.0.0.1:19093"
    QString controlSocket;
    std::vector<SandboxListener> listeners; ///< empty while they are not known
    QString authority;                      ///< the file of the CA that its certificates are signed by; empty without TLS
    std::optional<SandboxUser> user;        ///< the one that it was started with from here
    qint64 residentBytes = 0;
    double cpuPercent = 0;
    std::optional<qint64> bytesKept;
    std::vector<SandboxBroker> brokers;
    std::optional<SandboxBroker::State> controller; ///< none: it has no process of its own
    bool demo = false;
    std::vector<SandboxDemoPart> demoParts;
};

struct SandboxOptions {
    /// Where it was started from here before: brokers, demo, processes and secure listeners as then, not as below.
    bool asLastTime = false;
    int brokers = 3;
    int port = 19092;
    bool demo = true;
    QString dataDirectory; ///< empty: the engine's place under $WEIR_HOME
    std::optional<SandboxEngine> engine; ///< none: the one that ran last
    QStringList settings;  ///< KEY=VALUE, Kafka's names
    bool processes = false; ///< Weir's engine: each broker and the controller in a process of its own
    std::optional<SandboxUser> secureUser; ///< set: listeners with TLS, and with TLS and a login for this user, beside the plain one
};

} // namespace weir::model
