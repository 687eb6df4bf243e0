// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commands.h"

#include "backend/sandbox/cluster/control_server.h"

#include <boost/json.hpp>

#include <cstdio>
#include <memory>

namespace weir::app {

namespace {

namespace json = boost::json;

struct CtlOptions {
    std::string data;
    std::string verb;
    std::vector<std::string> arguments;
};

/// The sandbox's own words for what failed; its whole answer where it gives none.
std::string failureWords(const json::object &answer, const std::string &line)
{
    const json::value *failure = answer.if_contains("error");
    const json::object *error = failure ? failure->if_object() : nullptr;
    const json::value *words = error ? error->if_contains("words") : nullptr;
    return words && words->is_string() && !words->get_string().empty() ? std::string(words->get_string()) : line;
}

int run(const CtlOptions &options)
{
    json::object request{{"id", 1}, {"verb", options.verb}};
    for (const std::string &argument : options.arguments) {
        const auto equals = argument.find('=');
        if (equals == std::string::npos || equals == 0) {
            std::fprintf(stderr, "weir-sandbox: \"%s\" is not key=value, as in broker=2\n", argument.c_str());
            return 1;
        }
        request[argument.substr(0, equals)] = argument.substr(equals + 1);
    }
    std::function<bool(const std::string &)> onLine;
    if (options.verb == "events.subscribe") {
        onLine = [](const std::string &line) {
            std::printf("%s\n", line.c_str());
            return std::fflush(stdout) == 0;
        };
    }
    const std::string path = options.data + "/control.sock";
    const auto answer = sandbox::callControl(path, json::serialize(request), onLine);
    if (!answer) {
        std::fprintf(stderr, "weir-sandbox: no sandbox answers on %s (%s). Start one with: weir-sandbox start --data %s\n", path.c_str(),
                     answer.error().peerText.c_str(), options.data.c_str());
        return 1;
    }
    boost::system::error_code error;
    const json::value parsed = json::parse(*answer, error);
    const json::object *object = error ? nullptr : parsed.if_object();
    if (object == nullptr) {
        std::fprintf(stderr, "weir-sandbox: the answer cannot be read: %s\n", answer->c_str());
        return 1;
    }
    if (const json::value *ok = object->if_contains("ok"); ok == nullptr || !ok->is_bool() || !ok->get_bool()) {
        std::fprintf(stderr, "weir-sandbox: %s\n", failureWords(*object, *answer).c_str());
        return 1;
    }
    if (!onLine)
        std::printf("%s\n", json::serialize(object->at("result")).c_str());
    return 0;
}

} // namespace

void addCtlCommand(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<CtlOptions>();
    CLI::App *ctl = app.add_subcommand("ctl", "Send one verb to a running sandbox, for example: ctl --data DIR broker.kill broker=2");
    ctl->add_option("--data", options->data, "Directory of the running sandbox")->required();
    ctl->add_option("verb", options->verb,
                    "status, shutdown, broker.stop|kill|start|restart|pause|resume|start-empty, broker.add, controller.kill|start, fault.set, fault.clear, "
                    "group.expire, producer.fence, transactions, transaction.hang|abort, listeners, demo.on|off|set, telemetry, events, events.subscribe")
        ->required();
    ctl->add_option("arguments", options->arguments, "key=value, for example broker=2 slowMs=200");
    ctl->callback([options, &exitCode] { exitCode = run(*options); });
}

} // namespace weir::app
