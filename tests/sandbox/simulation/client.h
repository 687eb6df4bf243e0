// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/task.h"
#include "tests/sandbox/simulation/cluster.h"
#include "tests/sandbox/simulation/history.h"

namespace weir::sandbox::sim {

inline constexpr const char *kTopic = "t";

/// What the clients of one run share.
struct Scene
{
    SimCluster &cluster;
    History history;
    int partitions = 2;
    bool stopping = false;
    int running = 0; ///< clients that are not done

    World &world() { return cluster.world; }
    std::size_t begin(Operation operation)
    {
        operation.askedAt = world().now().count();
        history.operations.push_back(std::move(operation));
        return history.operations.size() - 1;
    }
    Operation &at(std::size_t index) { return history.operations[index]; }
    void end(std::size_t index, Outcome outcome)
    {
        at(index).endedAt = world().now().count();
        at(index).outcome = outcome;
    }
};

/// The text that a value has on the wire: itself, something to fill it, and a checksum.
std::string sealed(const std::string &value);
/// The value again; nothing where the checksum is wrong.
std::optional<std::string> opened(base::ByteView bytes);
/// The records of whole batches. Without those of aborted transactions where a list of these is given; offsets below `from`
/// are left out. `next` becomes the offset after the last batch.
std::vector<Seen> recordsIn(base::ByteView bytes, std::int64_t from, const std::vector<std::pair<std::int64_t, std::int64_t>> *aborted, std::int64_t &next);

/// A client on a node of its own, as small as can be: coroutines that run in the world's events.
class Client
{
public:
    Client(Scene &scene, std::string name, std::int32_t node);

    const std::string &name() const { return m_name; }

protected:
    template <class Request>
    net::Task<base::Result<net::ResponseOf<Request>>> ask(std::int32_t broker, Request request, milliseconds timeout, std::int16_t version)
    {
        using Answer = base::Result<net::ResponseOf<Request>>;
        Wait<Answer> wait;
        connection(broker).template send<Request>(
            std::move(request), net::Deadline::in(timeout, m_scene.world().clock),
            [state = wait.state](Answer answer) {
                state->value.emplace(std::move(answer));
                if (state->waiting)
                    state->waiting.resume();
            },
            version);
        co_return co_await wait;
    }
    net::Task<bool> pause(milliseconds time);
    milliseconds drawn(int least, int most) { return milliseconds(least + static_cast<int>(m_scene.world().random.below(static_cast<std::uint64_t>(most - least) + 1))); }
    std::int32_t anyBroker();

    struct Leader {
        std::int32_t broker = -1;
        std::int32_t epoch = -1;
    };
    /// As last heard; asked for again after forget().
    net::Task<Leader> leader(std::int32_t partition);
    void forget() { m_leaders.clear(); }
    /// -1 where nobody is.
    net::Task<std::int32_t> coordinator(std::string key, std::int8_t type);

    Scene &m_scene;

private:
    template <class T>
    struct Wait {
        struct State {
            std::optional<T> value;
            std::coroutine_handle<> waiting;
        };
        // Shared with what brings the value.
        std::shared_ptr<State> state = std::make_shared<State>();
        bool await_ready() const { return state->value.has_value(); }
        void await_suspend(std::coroutine_handle<> waiting) { state->waiting = waiting; }
        T await_resume() { return std::move(*state->value); }
    };
    net::Connection &connection(std::int32_t broker);

    std::string m_name;
    std::unique_ptr<Network> m_network;
    std::map<std::int32_t, std::shared_ptr<net::Connection>> m_connections;
    std::map<std::int32_t, Leader> m_leaders;
};

/// Writes and asks again until it is told how it went, or gives up. Idempotent; within transactions where it has an id.
class Producer final : public Client
{
public:
    /// `transactionalId` empty: idempotent only. Two producers of the same id fence one another.
    Producer(Scene &scene, std::string name, std::int32_t node, std::string transactionalId);
    /// Until the scene stops.
    void start();

private:
    enum class Wrote : std::uint8_t { Ok, Fenced, Unknown };

    net::Task<bool> live();
    net::Task<bool> liveInTransactions();
    net::Task<bool> init();
    net::Task<Wrote> write(std::int32_t partition, std::string transaction);
    net::Task<Wrote> end(std::string transaction, bool commit);
    net::Task<bool> transact();

    std::string m_transactionalId;
    std::int64_t m_producerId = -1;
    std::int16_t m_epoch = -1;
    std::map<std::int32_t, std::int32_t> m_sequences;
    int m_nextValue = 0;
    int m_nextTransaction = 0;
};

/// Reads all partitions round and round, now and then from the start again, and commits where it is.
class Consumer final : public Client
{
public:
    Consumer(Scene &scene, std::string name, std::int32_t node, bool committedOnly);
    void start();
    /// When all is calm: everything once more, and the ends of the logs. False where a partition could not be read.
    void readAll(std::function<void(bool)> done);

private:
    enum class Got : std::uint8_t { Records, Nothing, Error };
    struct Ends {
        std::int64_t highWatermark = -1;
        std::int64_t stable = -1;
    };

    net::Task<bool> live();
    net::Task<bool> readEverything();
    net::Task<Got> read(std::int32_t partition, std::int64_t from);
    net::Task<bool> commit(std::int32_t partition, std::int64_t offset);
    net::Task<bool> committed(std::int32_t partition, bool anyCoordinator);

    bool m_committedOnly;
    std::vector<std::int64_t> m_positions;
    std::vector<std::int64_t> m_commits;
    Ends m_ends;
    // Who acknowledged the newest commit, and in which of its lives: another one may not know yet what it will.
    std::int32_t m_coordinator = -1;
    int m_coordinatorLife = -1;
};

} // namespace weir::sandbox::sim
