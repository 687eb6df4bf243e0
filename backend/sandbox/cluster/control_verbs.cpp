// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/control_verbs.h"

#include "backend/sandbox/cluster/client_acts.h"
#include "backend/sandbox/cluster/engine.h"

#include <boost/json.hpp>

#include <functional>
#include <limits>
#include <map>
#include <unistd.h>

namespace weir::sandbox {

namespace json = boost::json;

namespace {

using Answer = base::Result<json::value>;

base::Error invalid(const char *verb, const char *argument, const char *text)
{
    return {base::ErrorKind::Invalid, verb, argument, {}, text, 0};
}

/// A whole number, also where a command line gave it as text; nothing where it is absent or null.
base::Result<std::optional<std::int64_t>> numberOf(const json::object &request, const char *verb, const char *name)
{
    const json::value *found = request.if_contains(name);
    if (found == nullptr || found->is_null())
        return std::optional<std::int64_t>{};
    if (found->is_int64())
        return std::optional<std::int64_t>{found->get_int64()};
    if (found->is_string()) {
        const std::string text(found->get_string());
        char *end = nullptr;
        const long long value = std::strtoll(text.c_str(), &end, 10);
        if (!text.empty() && *end == '\0')
            return std::optional<std::int64_t>{value};
    }
    return base::fail(invalid(verb, name, "a whole number is expected"));
}

/// True or false, also as a text; false where it is absent.
base::Result<bool> flagOf(const json::object &request, const char *verb, const char *name)
{
    const json::value *found = request.if_contains(name);
    if (found == nullptr || found->is_null())
        return false;
    if (found->is_bool())
        return found->get_bool();
    if (found->is_string() && (found->get_string() == "true" || found->get_string() == "false"))
        return found->get_string() == "true";
    return base::fail(invalid(verb, name, "true or false is expected"));
}

base::Result<std::int32_t> brokerOf(const json::object &request, const char *verb)
{
    WEIR_TRY(const auto number, numberOf(request, verb, "broker"));
    if (!number)
        return base::fail(invalid(verb, "broker", "the broker's id is missing"));
    return static_cast<std::int32_t>(*number);
}

Answer done(const base::Status &status)
{
    if (!status)
        return tl::unexpected<base::Error>(status.error());
    return json::object{};
}

json::object toJson(const SandboxEvent &event)
{
    json::array arguments;
    for (const auto &argument : event.arguments)
        arguments.emplace_back(argument);
    return {{"atMs", event.atMs}, {"kind", event.kind}, {"broker", event.broker}, {"arguments", std::move(arguments)}};
}

json::object toJson(const BrokerFaults &faults)
{
    json::object object{{"slowMs", faults.slowMs}, {"dropPercent", faults.dropPercent}, {"errorCode", faults.errorCode},
                        {"apiKey", faults.errorApiKey < 0 ? json::value(nullptr) : json::value(faults.errorApiKey)},
                        {"count", faults.errorCount < 0 ? json::value(nullptr) : json::value(faults.errorCount)},
                        {"isolated", faults.isolated}, {"followsNobody", faults.followsNobody}, {"diskFull", faults.diskFull},
                        {"sinceMs", faults.sinceMs}};
    object["untilMs"] = faults.untilMs ? json::value(*faults.untilMs) : json::value(nullptr);
    return object;
}

json::value orNull(std::optional<double> value)
{
    return value ? json::value(*value) : json::value(nullptr);
}

json::value toJson(const std::optional<ThreadsReport> &threads)
{
    if (!threads)
        return nullptr;
    return json::object{{"network", threads->network}, {"handlers", threads->handlers}, {"networkIdle", threads->networkIdle},
                        {"handlerIdle", threads->handlerIdle}, {"requestQueue", threads->requestQueue},
                        {"responseQueue", threads->responseQueue}, {"connections", threads->connections}};
}

Answer status(VerbContext &context)
{
    const ClusterReport report = context.engine.report();
    json::array brokers;
    for (const BrokerReport &row : report.brokers) {
        brokers.push_back(json::object{{"id", row.id}, {"address", row.address}, {"state", row.state}, {"stateSinceMs", row.stateSinceMs},
                                       {"leaders", row.leaders}, {"replicas", row.replicas}, {"inSync", row.inSync},
                                       {"bytesInPerSecond", orNull(row.bytesInPerSecond)}, {"bytesOutPerSecond", orNull(row.bytesOutPerSecond)},
                                       {"pid", row.pid == 0 ? json::value(nullptr) : json::value(row.pid)}, {"faults", toJson(row.faults)}});
    }
    json::array parts;
    if (context.demo) {
        for (const DemoPart &part : context.demo->parts())
            parts.push_back(json::object{{"name", part.name}, {"topic", part.topic}, {"on", part.on},
                                         {"recordsPerSecond", part.recordsPerSecond}, {"behaviour", part.behaviour}});
    }
    return json::object{{"engine", report.engine}, {"threads", toJson(report.threads)}, {"startedAtMs", report.startedAtMs}, {"startMs", context.startMs}, {"pid", static_cast<std::int64_t>(::getpid())},
                        {"dataDirectory", report.directory}, {"bootstrap", report.bootstrap}, {"controller", report.controller},
                        {"controllerState", report.controllerState.empty() ? json::value(nullptr) : json::value(report.controllerState)},
                        {"controllerPid", report.controllerPid == 0 ? json::value(nullptr) : json::value(report.controllerPid)}, {"clusterId", report.clusterId},
                        {"residentBytes", report.residentBytes}, {"cpuPercent", report.cpuPercent}, {"bytesKept", report.bytesKept},
                        {"demo", context.demo && context.demo->running()}, {"brokers", std::move(brokers)}, {"demoParts", std::move(parts)}};
}

Answer listeners(VerbContext &context)
{
    json::array list;
    for (const ListenerReport &row : context.engine.listeners()) {
        json::array mechanisms;
        for (const std::string &mechanism : row.mechanisms)
            mechanisms.emplace_back(mechanism);
        list.push_back(json::object{{"name", row.name}, {"protocol", row.protocol}, {"bootstrap", row.bootstrap},
                                    {"mechanisms", std::move(mechanisms)}, {"clientProperties", row.clientProperties}});
    }
    const std::string certificates = context.engine.certificateDirectory();
    return json::object{{"listeners", std::move(list)}, {"tls", certificates.empty() ? json::value(nullptr) : json::value(certificates)}};
}

Answer setFault(VerbContext &context, const json::object &request)
{
    constexpr const char *kVerb = "fault.set";
    WEIR_TRY(const std::int32_t broker, brokerOf(request, kVerb));
    WEIR_TRY(const auto slowMs, numberOf(request, kVerb, "slowMs"));
    WEIR_TRY(const auto dropPercent, numberOf(request, kVerb, "dropPercent"));
    WEIR_TRY(const auto errorCode, numberOf(request, kVerb, "errorCode"));
    WEIR_TRY(const auto apiKey, numberOf(request, kVerb, "apiKey"));
    WEIR_TRY(const auto count, numberOf(request, kVerb, "count"));
    WEIR_TRY(const auto forMs, numberOf(request, kVerb, "forMs"));
    if (slowMs.value_or(0) < 0 || slowMs.value_or(0) > 600'000)
        return base::fail(invalid(kVerb, "slowMs", "0 to 600000 milliseconds"));
    if (count.value_or(1) < 0)
        return base::fail(invalid(kVerb, "count", "0 or more; without it there is no end"));
    if (apiKey.value_or(0) < 0 || apiKey.value_or(0) > std::numeric_limits<std::int16_t>::max())
        return base::fail(invalid(kVerb, "apiKey", "an API key of Kafka; without it all are meant"));
    if (dropPercent.value_or(0) < 0 || dropPercent.value_or(0) > 100)
        return base::fail(invalid(kVerb, "dropPercent", "0 to 100"));
    BrokerFaults faults;
    WEIR_TRY(faults.isolated, flagOf(request, kVerb, "isolated"));
    WEIR_TRY(faults.followsNobody, flagOf(request, kVerb, "followsNobody"));
    WEIR_TRY(faults.diskFull, flagOf(request, kVerb, "diskFull"));
    faults.slowMs = static_cast<std::int32_t>(slowMs.value_or(0));
    faults.dropPercent = static_cast<std::int32_t>(dropPercent.value_or(0));
    faults.errorCode = static_cast<std::int16_t>(errorCode.value_or(0));
    faults.errorApiKey = static_cast<std::int32_t>(apiKey.value_or(-1));
    faults.errorCount = count.value_or(-1);
    if (forMs)
        faults.untilMs = base::SystemClock().wallMs() + *forMs;
    return done(context.engine.setFaults(broker, faults));
}

base::Result<std::string> textOf(const json::object &request, const char *verb, const char *name)
{
    const json::value *found = request.if_contains(name);
    if (found == nullptr || !found->is_string() || found->get_string().empty())
        return base::fail(invalid(verb, name, "a name is missing"));
    return std::string(found->get_string());
}

Answer expireMembers(VerbContext &context, const json::object &request)
{
    constexpr const char *kVerb = "group.expire";
    WEIR_TRY(const std::string group, textOf(request, kVerb, "group"));
    const std::string member = request.contains("member") ? textOf(request, kVerb, "member").value_or(std::string()) : std::string();
    WEIR_TRY(const auto gone, ClientActs(context.engine.insideClient()).expireMembers(group, member));
    json::array members(gone.begin(), gone.end());
    context.engine.events().add("group.expired", -1, {group});
    return json::object{{"members", std::move(members)}};
}

Answer transactions(VerbContext &context)
{
    WEIR_TRY(const auto all, ClientActs(context.engine.insideClient()).transactions());
    json::array list;
    for (const ClientActs::Transaction &row : all)
        list.push_back(json::object{{"transactionalId", row.transactionalId}, {"state", row.state}, {"producerId", row.producerId}});
    return json::object{{"transactions", std::move(list)}};
}

Answer fenceProducer(VerbContext &context, const json::object &request)
{
    WEIR_TRY(const std::string id, textOf(request, "producer.fence", "transactionalId"));
    WEIR_CHECK(ClientActs(context.engine.insideClient()).fenceProducer(id));
    context.engine.events().add("producer.fenced", -1, {id});
    return json::object{};
}

Answer abortTransaction(VerbContext &context, const json::object &request)
{
    WEIR_TRY(const std::string id, textOf(request, "transaction.abort", "transactionalId"));
    WEIR_CHECK(ClientActs(context.engine.insideClient()).abortTransaction(id));
    context.engine.events().add("transaction.aborted", -1, {id});
    return json::object{};
}

Answer hangTransaction(VerbContext &context, const json::object &request)
{
    constexpr const char *kVerb = "transaction.hang";
    constexpr std::int64_t kLongest = 900'000; // transaction.max.timeout.ms
    WEIR_TRY(const std::string id, textOf(request, kVerb, "transactionalId"));
    WEIR_TRY(const std::string topic, textOf(request, kVerb, "topic"));
    WEIR_TRY(const auto partition, numberOf(request, kVerb, "partition"));
    WEIR_TRY(const auto forMs, numberOf(request, kVerb, "forMs"));
    if (forMs.value_or(kLongest) <= 0 || forMs.value_or(kLongest) > kLongest)
        return base::fail(invalid(kVerb, "forMs", "1 to 900000 milliseconds"));
    WEIR_CHECK(ClientActs(context.engine.insideClient())
                   .hangTransaction(id, topic, static_cast<std::int32_t>(partition.value_or(0)), static_cast<std::int32_t>(forMs.value_or(kLongest))));
    context.engine.events().add("transaction.hangs", -1, {id, topic});
    return json::object{};
}

Answer events(VerbContext &context, const json::object &request)
{
    WEIR_TRY(const auto limit, numberOf(request, "events", "limit"));
    json::array list;
    for (const SandboxEvent &event : context.engine.events().newest(static_cast<std::size_t>(std::max<std::int64_t>(0, limit.value_or(1000)))))
        list.push_back(toJson(event));
    return json::object{{"events", std::move(list)}};
}

Answer setDemoPart(VerbContext &context, const json::object &request)
{
    const json::value *name = request.if_contains("name");
    const json::value *on = request.if_contains("on");
    if (name == nullptr || !name->is_string())
        return base::fail(invalid("demo.set", "name", "the name of a topic or group is missing"));
    const bool flag = on != nullptr && (on->is_bool() ? on->get_bool() : on->is_string() && on->get_string() == "true");
    if (on == nullptr || (!on->is_bool() && !on->is_string()))
        return base::fail(invalid("demo.set", "on", "true or false is expected"));
    if (!context.demo)
        return base::fail(base::ErrorKind::Conflict, "demo.set", std::string(name->get_string()), "the demo is not on");
    const std::string part(name->get_string());
    WEIR_CHECK(context.demo->setPart(part, flag));
    context.engine.events().add("demo.part", -1, {part, flag ? "on" : "off"});
    return json::object{};
}

using Verb = std::function<Answer(VerbContext &, const json::object &)>;

const std::map<std::string, Verb, std::less<>> &verbs()
{
    const auto onBroker = [](const char *verb, base::Status (Engine::*act)(std::int32_t)) {
        return Verb([verb, act](VerbContext &context, const json::object &request) -> Answer {
            WEIR_TRY(const std::int32_t broker, brokerOf(request, verb));
            return done((context.engine.*act)(broker));
        });
    };
    static const std::map<std::string, Verb, std::less<>> kVerbs{
        {"status", [](VerbContext &context, const json::object &) { return status(context); }},
        {"listeners", [](VerbContext &context, const json::object &) { return listeners(context); }},
        {"broker.stop", onBroker("broker.stop", &Engine::stopBroker)},
        {"broker.kill", onBroker("broker.kill", &Engine::killBroker)},
        {"broker.start", onBroker("broker.start", &Engine::startBroker)},
        {"broker.restart", onBroker("broker.restart", &Engine::restartBroker)},
        {"broker.pause", onBroker("broker.pause", &Engine::pauseBroker)},
        {"broker.resume", onBroker("broker.resume", &Engine::resumeBroker)},
        {"broker.start-empty", onBroker("broker.start-empty", &Engine::startEmpty)},
        {"broker.add",
         [](VerbContext &context, const json::object &) -> Answer {
             WEIR_TRY(const std::int32_t id, context.engine.addBroker());
             return json::object{{"broker", id}};
         }},
        {"controller.kill", [](VerbContext &context, const json::object &) { return done(context.engine.killController()); }},
        {"controller.start", [](VerbContext &context, const json::object &) { return done(context.engine.startController()); }},
        {"fault.set", setFault},
        {"fault.clear",
         [](VerbContext &context, const json::object &request) -> Answer {
             WEIR_TRY(const auto broker, numberOf(request, "fault.clear", "broker"));
             return done(context.engine.clearFaults(broker ? std::optional(static_cast<std::int32_t>(*broker)) : std::nullopt));
         }},
        {"transactions", [](VerbContext &context, const json::object &) { return transactions(context); }},
        {"group.expire", expireMembers},
        {"producer.fence", fenceProducer},
        {"transaction.abort", abortTransaction},
        {"transaction.hang", hangTransaction},
        {"demo.on", [](VerbContext &context, const json::object &) { return done(switchDemo(context, true)); }},
        {"demo.off", [](VerbContext &context, const json::object &) { return done(switchDemo(context, false)); }},
        {"demo.set", setDemoPart},
        {"telemetry",
         [](VerbContext &context, const json::object &) -> Answer {
             WEIR_TRY(json::array clients, context.engine.telemetry());
             return json::object{{"clients", std::move(clients)}};
         }},
        {"events", events},
        {"events.subscribe", [](VerbContext &, const json::object &) -> Answer { return json::object{}; }},
        {"shutdown", [](VerbContext &, const json::object &) -> Answer { return json::object{}; }},
    };
    return kVerbs;
}

json::object failure(const base::Error &error)
{
    std::string text = error.peerText;
    if (text.empty())
        text = base::describe(error);
    return {{"kind", base::wordOf(error.kind)}, {"action", error.action}, {"target", error.target}, {"words", text}};
}

std::string verbOf(const json::value &value)
{
    const json::object *object = value.if_object();
    const json::value *verb = object == nullptr ? nullptr : object->if_contains("verb");
    return verb != nullptr && verb->is_string() ? std::string(verb->get_string()) : std::string();
}

} // namespace

base::Status switchDemo(VerbContext &context, bool on)
{
    if (!on) {
        if (context.demo && context.demo->running()) {
            context.demo->stop();
            context.engine.events().add("demo.off", -1);
        }
        return {};
    }
    if (!context.makeDemo)
        return base::fail(base::ErrorKind::Unsupported, "demo.on", {}, "this build has no demo workload");
    if (!context.demo)
        context.demo = context.makeDemo(context.engine.insideClient());
    if (context.demo->running())
        return {};
    WEIR_CHECK(context.demo->start());
    context.engine.events().add("demo.on", -1);
    return {};
}

std::string answerVerb(VerbContext &context, const std::string &line, bool &shutdown)
{
    json::object answer;
    boost::system::error_code error;
    const json::value parsed = json::parse(line, error);
    const std::string verb = error ? std::string() : verbOf(parsed);
    if (parsed.is_object()) {
        if (const json::value *id = parsed.get_object().if_contains("id"))
            answer["id"] = *id;
    }
    Answer result = base::fail(base::ErrorKind::Invalid, "sandbox.control", {}, "a JSON object with a verb is expected");
    if (!verb.empty()) {
        const auto found = verbs().find(verb);
        result = found == verbs().end() ? Answer(base::fail(base::ErrorKind::Unsupported, verb, {}, "there is no such verb"))
                                        : found->second(context, parsed.get_object());
    }
    answer["ok"] = result.has_value();
    if (result)
        answer["result"] = std::move(*result);
    else
        answer["error"] = failure(result.error());
    shutdown = verb == "shutdown";
    return json::serialize(answer);
}

std::string eventLine(const SandboxEvent &event)
{
    return json::serialize(json::object{{"event", toJson(event)}});
}

bool isEventLine(const std::string &line)
{
    return line.starts_with("{\"event\":");
}

bool isSubscription(const std::string &line)
{
    boost::system::error_code error;
    const json::value parsed = json::parse(line, error);
    return !error && verbOf(parsed) == "events.subscribe";
}

} // namespace weir::sandbox
