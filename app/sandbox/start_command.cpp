// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commands.h"

#include "backend/base/clock.h"
#include "backend/sandbox/apache/kafka_engine.h"
#include "backend/sandbox/cluster/cluster.h"
#include "backend/sandbox/cluster/control_server.h"
#include "backend/sandbox/cluster/error_words.h"
#include "backend/sandbox/processes/node_secrets.h"
#include "backend/sandbox/processes/process_engine.h"
#ifdef WEIR_HAS_DEMO
#include "backend/sandbox/demo/demo_workload.h"
#endif

#include <boost/json.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace weir::app {

namespace {

namespace json = boost::json;

constexpr const char *kApacheKafka = "apache-kafka";

struct StartOptions {
    std::string data;
    int brokers = 3;
    int logDirectories = 1;
    int port = 19092;
    std::vector<std::string> listeners{"PLAINTEXT"};
    std::vector<std::string> settings;
    std::string configFile;
    std::string host = "127.0.0.1";
    std::string advertisedHost;
    std::vector<std::string> users;
    std::string usersFile;
    std::string engine = "weir";
    bool processes = false;
    // Of a node in a process of its own; given by the process that starts it.
    std::string node;
    std::string clusterId;
    int firstId = 1;
    bool ephemeral = false;
    bool demo = false;
    bool quiet = false;
};

int complain(const std::string &text)
{
    std::fprintf(stderr, "weir-sandbox: %s\n", text.c_str());
    return 1;
}

std::string trimmed(const std::string &text)
{
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// Empty where all is well, else what is wrong.
std::string addSetting(sandbox::ConfigMap &settings, const std::string &text, const std::string &where)
{
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return fmt::format("{}: \"{}\" is not KEY=VALUE, as in --set num.partitions=6", where, text);
    settings.insert_or_assign(trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1)));
    return {};
}

std::string readSettings(const StartOptions &options, sandbox::ConfigMap &settings)
{
    if (!options.configFile.empty()) {
        std::ifstream file(options.configFile);
        if (!file)
            return fmt::format("cannot read the settings file {}: {}", options.configFile, std::strerror(errno));
        int number = 0;
        for (std::string line; std::getline(file, line);) {
            ++number;
            const std::string text = trimmed(line);
            if (text.empty() || text.front() == '#' || text.front() == '!')
                continue;
            if (const auto wrong = addSetting(settings, text, fmt::format("{}:{}", options.configFile, number)); !wrong.empty())
                return wrong;
        }
    }
    for (const std::string &setting : options.settings) {
        if (const auto wrong = addSetting(settings, setting, "--set"); !wrong.empty())
            return wrong;
    }
    return {};
}

/// NAME:PASSWORD; the name ends with the first colon. Empty where all is well, else what is wrong, without the password.
std::string addUser(sandbox::PlainUsers &users, const std::string &text, const std::string &where)
{
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        return fmt::format("{}: a user is NAME:PASSWORD, as in alice:alice-secret", where);
    users.insert_or_assign(text.substr(0, colon), text.substr(colon + 1));
    return {};
}

std::string readUsers(const StartOptions &options, sandbox::PlainUsers &users)
{
    if (!options.usersFile.empty()) {
        std::ifstream file(options.usersFile);
        if (!file)
            return fmt::format("cannot read the users file {}: {}", options.usersFile, std::strerror(errno));
        int number = 0;
        for (std::string line; std::getline(file, line);) {
            ++number;
            if (!line.empty() && line.back() == '\r')
                line.pop_back();
            if (line.empty() || line.front() == '#')
                continue;
            if (const auto wrong = addUser(users, line, fmt::format("{}:{}", options.usersFile, number)); !wrong.empty())
                return wrong;
        }
    }
    for (const std::string &user : options.users) {
        if (const auto wrong = addUser(users, user, "--user"); !wrong.empty())
            return wrong;
    }
    return {};
}

std::string readyLine(const sandbox::Engine &cluster, const std::string &control)
{
    json::array brokers;
    for (const auto id : cluster.brokerIds()) {
        json::object listeners;
        for (const auto &[name, address] : cluster.listenersOf(id))
            listeners[name] = address;
        brokers.push_back(json::object{{"id", id}, {"listeners", std::move(listeners)}});
    }
    const std::string certificates = cluster.certificateDirectory();
    return json::serialize(json::object{{"ready", true}, {"pid", static_cast<std::int64_t>(::getpid())}, {"bootstrap", cluster.bootstrap()},
                                        {"brokers", std::move(brokers)}, {"controller", cluster.controllerAddress()}, {"connect", json::array{}},
                                        {"registry", nullptr}, {"metrics", nullptr}, {"control", control},
                                        {"tls", certificates.empty() ? json::value(nullptr) : json::value(certificates)}});
}

std::int64_t monotonicMs()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

constexpr std::int64_t kSameWishMs = 2000;
std::atomic<std::int64_t> endingSince{0};
static_assert(std::atomic<std::int64_t>::is_always_lock_free, "read in a signal handler");

/// While it ends: what comes soon after the first signal is the same wish said again (Ctrl+C reaches a whole process group,
/// a supervisor repeats itself, `ctl shutdown` is a signal too). Who still waits after that may end it hard.
void endHardIfLate(int signal)
{
    if (monotonicMs() - endingSince.load() < kSameWishMs)
        return;
    std::signal(signal, SIG_DFL);
    (void)std::raise(signal);
}

/// Empty where all is well, else what is wrong.
std::string fillOptions(const StartOptions &options, sandbox::ClusterOptions &cluster)
{
    cluster.brokers = options.brokers;
    cluster.logDirectories = options.logDirectories;
    if (options.logDirectories > 1 && (cluster.settings.contains("log.dirs") || cluster.settings.contains("log.dir")))
        return "--log-dirs and the settings log.dirs and log.dir say the same thing: give one of them.";
    cluster.port = static_cast<std::uint16_t>(options.port);
    cluster.listeners = options.listeners;
    cluster.ephemeral = options.ephemeral;
    cluster.quiet = options.quiet;
    cluster.host = options.host;
    cluster.advertisedHost = options.advertisedHost;
    if (options.processes && options.port == 0)
        return "--processes needs ports that are known before it starts: name the first with --port.";
    if (options.engine != kApacheKafka)
        return {};
    if (options.port == 0)
        return "--engine apache-kafka needs ports that are known before it starts: name the first with --port.";
    const StartOptions own;
    if (options.logDirectories > 1)
        return "--engine apache-kafka keeps one log directory a broker: leave --log-dirs out, or use the engine weir.";
    if (options.listeners != own.listeners || options.host != own.host || !options.advertisedHost.empty() || !cluster.users.empty())
        return "--engine apache-kafka serves PLAINTEXT on this computer only: leave --listeners, --host, --advertised-host, --user and --users-file out, "
               "or use the engine weir.";
    return {};
}

/// This program as a node is started: what all of them are given, without what is secret or for the whole cluster.
std::vector<std::string> nodeCommand(const StartOptions &options, const sandbox::ClusterOptions &cluster)
{
    std::string listeners;
    for (const std::string &name : options.listeners)
        listeners += (listeners.empty() ? "" : ",") + name;
    std::vector<std::string> words{"/proc/self/exe", "start", "--data", cluster.directory, "--port", std::to_string(options.port), "--host", options.host,
                                   "--listeners", listeners, "--log-dirs", std::to_string(options.logDirectories)};
    if (!options.advertisedHost.empty())
        words.insert(words.end(), {"--advertised-host", options.advertisedHost});
    for (const auto &[name, value] : cluster.settings)
        words.insert(words.end(), {"--set", name + "=" + value});
    if (options.ephemeral)
        words.emplace_back("--ephemeral");
    if (options.quiet)
        words.emplace_back("--quiet");
    return words;
}

/// Of a process that runs one node. Empty where all is well, else what is wrong.
std::string fillRole(const StartOptions &options, sandbox::ClusterOptions &cluster)
{
    using Kind = sandbox::NodeRole::Kind;
    sandbox::NodeRole &role = cluster.role;
    role.kind = options.node == "controller" ? Kind::Controller : Kind::Broker;
    if (role.kind == Kind::Broker && std::sscanf(options.node.c_str(), "broker-%d", &role.broker) != 1)
        return fmt::format("--node {}: controller or broker-N is expected", options.node);
    role.firstId = options.firstId;
    role.clusterId = options.clusterId;
    auto secrets = sandbox::readSecrets(sandbox::processDirectory(cluster.directory) + "/secrets");
    if (!secrets)
        return sandbox::words(secrets.error());
    role.peers = secrets->peers;
    cluster.users = secrets->users;
    return {};
}

base::Result<std::unique_ptr<sandbox::Engine>> startEngine(const StartOptions &options, const sandbox::ClusterOptions &cluster, const base::Clock &clock)
{
    if (options.engine != kApacheKafka && options.processes) {
        WEIR_TRY(auto apart, sandbox::ProcessEngine::start({cluster, nodeCommand(options, cluster)}, clock));
        return apart;
    }
    if (options.engine != kApacheKafka) {
        WEIR_TRY(auto own, sandbox::Cluster::start(cluster, clock));
        return own;
    }
    sandbox::KafkaEngineOptions kafka;
    kafka.directory = cluster.directory;
    kafka.brokers = cluster.brokers;
    kafka.port = cluster.port;
    kafka.settings = cluster.settings;
    kafka.ephemeral = cluster.ephemeral;
    kafka.quiet = cluster.quiet;
    WEIR_TRY(auto real, sandbox::KafkaEngine::start(std::move(kafka), clock));
    return real;
}

int run(const StartOptions &options, std::chrono::steady_clock::time_point begun)
{
    sandbox::ClusterOptions cluster;
    cluster.directory = options.data;
    if (cluster.directory.empty()) {
        if (!options.ephemeral)
            return complain("no --data directory was given. Name one to keep the cluster in, or add --ephemeral to keep nothing.");
        std::string pattern = (std::filesystem::temp_directory_path() / "weir-sandbox-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            return complain(fmt::format("cannot make a temporary directory as {}: {}", pattern, std::strerror(errno)));
        ::rmdir(pattern.c_str());
        cluster.directory = pattern;
    }
    cluster.directory = std::filesystem::absolute(cluster.directory).lexically_normal().string();
    while (cluster.directory.size() > 1 && cluster.directory.back() == '/')
        cluster.directory.pop_back();
    if (const auto wrong = readSettings(options, cluster.settings); !wrong.empty())
        return complain(wrong);
    if (const auto wrong = readUsers(options, cluster.users); !wrong.empty())
        return complain(wrong);
    if (const auto wrong = fillOptions(options, cluster); !wrong.empty())
        return complain(wrong);
    if (!options.node.empty()) {
        ::prctl(PR_SET_NAME, options.node.c_str()); // what top shows
        if (const auto wrong = fillRole(options, cluster); !wrong.empty())
            return complain(wrong);
    }

    // A partition keeps several files open.
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
    std::signal(SIGPIPE, SIG_IGN);
    // Blocked before any thread starts, so that only sigwait() below sees them.
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGTERM);
    ::sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    static const base::SystemClock clock;
    auto started = startEngine(options, cluster, clock);
    if (!started)
        return complain(sandbox::words(started.error()));
    sandbox::ControlServer::Options control;
    control.path = options.node.empty() ? cluster.directory + "/control.sock"
                                        : fmt::format("{}/{}.sock", sandbox::processDirectory(cluster.directory), options.node);
    control.startMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    control.shutdown = [pid = ::getpid()] { ::kill(pid, SIGTERM); };
#ifdef WEIR_HAS_DEMO
    control.demo = [](net::ClientConfig inside) { return sandbox::makeDemoWorkload(std::move(inside)); };
#endif
    sandbox::ControlServer server(**started, clock, control);
    if (const auto listening = server.start(); !listening)
        return complain(sandbox::words(listening.error()));
    std::printf("%s\n", readyLine(**started, control.path).c_str());
    std::fflush(stdout);
    if (options.demo) {
        if (const auto demo = server.startDemo(); !demo)
            complain(sandbox::words(demo.error()));
    }
    int signal = 0;
    ::sigwait(&signals, &signal);
    endingSince = monotonicMs();
    std::signal(SIGTERM, endHardIfLate);
    std::signal(SIGINT, endHardIfLate);
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    return 0;
}

} // namespace

void addStartCommand(CLI::App &app, int &exitCode)
{
    const auto begun = std::chrono::steady_clock::now();
    auto options = std::make_shared<StartOptions>();
    CLI::App *start = app.add_subcommand("start", "Start a cluster and serve it until SIGTERM; prints one line of JSON when it is ready");
    start->add_option("--data", options->data, "Directory that holds the cluster; made where it is missing");
    start->add_option("--brokers", options->brokers, "Number of brokers")->check(CLI::Range(1, 100))->capture_default_str();
    start->add_option("--log-dirs", options->logDirectories,
                      "Log directories of each broker, in DIR; --set log.dirs=/a,/b puts them elsewhere, each with a folder for each broker")
        ->check(CLI::Range(1, 20))
        ->capture_default_str();
    start->add_option("--port", options->port, "Port of the first broker; listener k of broker i is on PORT+100k+i-1, the controller on PORT+1000")
        ->check(CLI::Range(0, 64535))
        ->capture_default_str();
    start->add_option("--listeners", options->listeners,
                      "Listeners of each broker: PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL. TLS ones without ssl.keystore.* settings use "
                      "certificates that the sandbox makes in DIR/tls (ca.pem is what clients trust)")
        ->delimiter(',')
        ->capture_default_str();
    start->add_option("--host", options->host, "Address that the listeners are bound to; another than the loopback lets other computers in")
        ->capture_default_str();
    start->add_option("--advertised-host", options->advertisedHost, "Host that clients are told to connect to; the one of --host if absent");
    start->add_option("--user", options->users,
                      "A user for the SASL listeners, NAME:PASSWORD (PLAIN and SCRAM); may be repeated. Others of this computer can see it in the list "
                      "of processes: --users-file keeps it from them")
        ->allow_extra_args(false);
    start->add_option("--users-file", options->usersFile, "A file of such users, one a line");
    start->add_option("--set", options->settings, "A broker setting by Kafka's name, KEY=VALUE; may be repeated")->allow_extra_args(false);
    start->add_option("--config", options->configFile, "A file of such settings, as server.properties");
    start->add_option("--engine", options->engine,
                      "weir: Weir's own brokers. apache-kafka: a real Apache Kafka, the one in KAFKA_HOME or fetched by Maven; needs Java 17")
        ->check(CLI::IsMember({"weir", kApacheKafka}))
        ->capture_default_str();
    start->add_flag("--processes", options->processes,
                    "Each broker and the controller in a process of its own: kill is then kill -9, pause SIGSTOP. Their logs are in DIR/processes");
    start->add_option("--node", options->node)->group(""); // these are for the processes that --processes starts
    start->add_option("--cluster-id", options->clusterId)->group("");
    start->add_option("--first-id", options->firstId)->group("");
    start->add_flag("--ephemeral", options->ephemeral, "Keep nothing: no syncing to disk, the directory is deleted at the end");
    start->add_flag("--demo", options->demo, "Run the demo workload");
    start->add_flag("--quiet", options->quiet, "No log on stderr");
    start->callback([options, begun, &exitCode] { exitCode = run(*options, begun); });
}

} // namespace weir::app
