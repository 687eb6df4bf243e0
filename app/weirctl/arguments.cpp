// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weirctl/arguments.h"

#include "app/composition/profile_argument.h"
#include "app/weirctl/output.h"

#include <QCommandLineParser>

#include <cstdlib>

namespace weir::ctl {

namespace {

constexpr int kWrongCall = 2;

struct Command {
    const char *name;
    int least;
    int most;
};
constexpr Command kCommands[]{{"overview", 0, 0}, {"topics", 0, 0}, {"topic", 1, 1}, {"groups", 0, 0}, {"lag", 0, 1}, {"scan", 1, 1}, {"produce", 1, 1}, {"keys", 1, 1}};

[[noreturn]] void wrongCall(const QString &why)
{
    warn(why + QStringLiteral(" (weirctl --help shows what there is)"));
    std::exit(kWrongCall);
}

qint64 numberOf(const QCommandLineParser &parser, const QCommandLineOption &option)
{
    if (!parser.isSet(option))
        return 0;
    bool ok = false;
    const qint64 value = parser.value(option).toLongLong(&ok);
    if (!ok || value < 0)
        wrongCall(QStringLiteral("--%1 takes a number").arg(option.names().constLast()));
    return value;
}

} // namespace

base::Result<Arguments> readArguments(const QStringList &given)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Weir's view of a Kafka cluster, for scripts.\n\n"
        "Commands:\n"
        "  overview          brokers, topics, partitions and groups in numbers\n"
        "  topics            all topics\n"
        "  topic NAME        one topic: partitions, settings, groups\n"
        "  groups            all consumer groups\n"
        "  lag [GROUP]       lag by partition\n"
        "  scan TOPIC        records, merged in time order\n"
        "  keys TOPIC        which key lies in which partition, and which partitioner put it there\n"
        "  produce TOPIC     one record a line of standard input\n\n"
        "Exit codes: 0 done, 1 failed, 2 wrong call, 3 done but part of the cluster did not answer."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption bootstrap({QStringLiteral("b"), QStringLiteral("bootstrap")}, QStringLiteral("Addresses of the cluster."), QStringLiteral("HOST:PORT,..."));
    const QCommandLineOption profile({QStringLiteral("p"), QStringLiteral("profile")}, QStringLiteral("A client.properties file, or a profile of the console."), QStringLiteral("FILE|NAME"));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("JSON instead of a table."));
    const QCommandLineOption internal(QStringLiteral("internal"), QStringLiteral("topics: also the cluster's own."));
    const QCommandLineOption from(QStringLiteral("from"), QStringLiteral("scan: beginning, newest (the last --limit, 100), end (what comes from now on), an offset, or a time as 2026-01-31T12:00:00Z (default: beginning)."), QStringLiteral("PLACE"), QStringLiteral("beginning"));
    const QCommandLineOption to(QStringLiteral("to"), QStringLiteral("scan: stop before this offset or time; end: as it stands now."), QStringLiteral("PLACE"));
    const QCommandLineOption filter(QStringLiteral("filter"), QStringLiteral("scan: only records with this text in key, value or headers, in any case."), QStringLiteral("TEXT"));
    const QCommandLineOption partition(QStringLiteral("partition"), QStringLiteral("scan: only these partitions."), QStringLiteral("N,..."));
    const QCommandLineOption count(QStringLiteral("count"), QStringLiteral("scan: the number of records and nothing else."));
    const QCommandLineOption limit(QStringLiteral("limit"), QStringLiteral("scan: stop after that many records; keys: look only at the newest so many."), QStringLiteral("N"));
    const QCommandLineOption committed(QStringLiteral("read-committed"), QStringLiteral("scan: leave out aborted and open transactions."));
    const QCommandLineOption key(QStringLiteral("key"), QStringLiteral("produce: the key of every record."), QStringLiteral("TEXT"));
    const QCommandLineOption acks(QStringLiteral("acks"), QStringLiteral("produce: 0, 1 or all (default: all)."), QStringLiteral("ACKS"), QStringLiteral("all"));
    const QCommandLineOption confirm(QStringLiteral("confirm"), QStringLiteral("produce: the profile's name, where it is marked as production."), QStringLiteral("NAME"));
    parser.addOptions({bootstrap, profile, json, internal, from, to, filter, partition, count, limit, committed, key, acks, confirm});
    parser.addPositionalArgument(QStringLiteral("command"), QStringLiteral("What to do."), QStringLiteral("COMMAND [NAME]"));
    if (!parser.parse(given))
        wrongCall(parser.errorText());
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp(0);
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();

    Arguments arguments;
    QStringList words = parser.positionalArguments();
    if (words.isEmpty())
        wrongCall(QStringLiteral("a command is missing"));
    arguments.command = words.takeFirst();
    arguments.names = words;
    const auto command = std::find_if(std::begin(kCommands), std::end(kCommands), [&](const Command &c) { return arguments.command == QLatin1String(c.name); });
    if (command == std::end(kCommands))
        wrongCall(QStringLiteral("there is no command '%1'").arg(arguments.command));
    if (words.size() < command->least || words.size() > command->most)
        wrongCall(QStringLiteral("%1 takes %2").arg(arguments.command, command->most == 0 ? QStringLiteral("no name") : QStringLiteral("one name")));
    arguments.json = parser.isSet(json);
    arguments.internal = parser.isSet(internal);
    arguments.from = parser.value(from);
    arguments.to = parser.value(to);
    arguments.filter = parser.value(filter);
    arguments.count = parser.isSet(count);
    arguments.limit = numberOf(parser, limit);
    arguments.isolation = parser.isSet(committed) ? QStringLiteral("read_committed") : QString();
    arguments.key = parser.value(key);
    arguments.hasKey = parser.isSet(key);
    arguments.confirm = parser.value(confirm);
    arguments.acks = parser.value(acks);
    if (arguments.acks != QLatin1String("0") && arguments.acks != QLatin1String("1") && arguments.acks != QLatin1String("all"))
        wrongCall(QStringLiteral("--acks takes 0, 1 or all"));
    for (const QString &entry : parser.value(partition).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool ok = false;
        arguments.partitions.append(entry.toInt(&ok));
        if (!ok)
            wrongCall(QStringLiteral("--partition takes numbers"));
    }
    if (parser.isSet(bootstrap) == parser.isSet(profile))
        wrongCall(QStringLiteral("give either --bootstrap or --profile"));
    if (parser.isSet(profile)) {
        WEIR_TRY(auto read, app::readProfileArgument(parser.value(profile)));
        arguments.profile = std::move(read.profile);
        arguments.secrets = std::move(read.secrets);
    } else {
        arguments.profile.name = parser.value(bootstrap);
        arguments.profile.properties.insert(QStringLiteral("bootstrap.servers"), parser.value(bootstrap));
    }
    return arguments;
}

} // namespace weir::ctl
