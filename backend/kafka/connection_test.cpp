// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/connection_test.h"

#include "backend/kafka/cluster_collector.h"

namespace weir::kafka {

using namespace std::chrono_literals;
using net::Deadline;
using net::Task;
using Step = api::ConnectionReport::Step;

namespace {

/// Which step an error of a connection belongs to.
QString stepOf(const base::Error &error)
{
    if (error.action.starts_with("tls."))
        return QStringLiteral("tls");
    if (error.action == "broker.authenticate")
        return QStringLiteral("sasl");
    if (error.action == "broker.version")
        return QStringLiteral("versions");
    for (const auto &[name, value] : error.arguments) {
        if (name == "stage")
            return text(value);
    }
    return QStringLiteral("versions");
}

QStringList stepsOf(const net::ClientConfig &config)
{
    QStringList names{QStringLiteral("resolve"), QStringLiteral("connect")};
    if (config.usesTls())
        names.append(QStringLiteral("tls"));
    names.append(QStringLiteral("versions"));
    if (config.usesSasl())
        names.append(QStringLiteral("sasl"));
    return names;
}

double since(std::chrono::steady_clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

/// One address alone: a client whose only bootstrap it is.
Task<bool> tryAddress(net::IoThread *thread, net::ClientConfig config, net::Address address, std::vector<Step> *steps)
{
    config.bootstrap = {address};
    const auto client = net::KafkaClient::create(*thread, config);
    const auto begun = std::chrono::steady_clock::now();
    const auto peer = co_await client->anyPeer(Deadline::in(config.connectTimeout));
    const double took = since(begun);
    const QStringList names = stepsOf(config);
    const QString failed = peer ? QString() : stepOf(peer.error());
    for (const QString &name : names) {
        Step step;
        step.name = name;
        step.target = text(address.toString());
        step.ok = name != failed;
        // What is measured is the whole way; it stands at its last step.
        step.milliseconds = !step.ok || name == names.last() ? took : 0;
        if (!step.ok)
            step.error = peer.error();
        steps->push_back(step);
        if (!step.ok)
            break;
    }
    client->close();
    co_return peer.has_value();
}

} // namespace

Task<base::Result<api::ConnectionReport>> testConnection(std::shared_ptr<net::KafkaClient> client)
{
    api::ConnectionReport report;
    const auto bootstrap = client->config().bootstrap;
    std::vector<std::vector<Step>> steps(bootstrap.size());
    std::vector<Task<bool>> tasks;
    for (std::size_t i = 0; i < bootstrap.size(); ++i)
        tasks.push_back(tryAddress(&client->thread(), client->config(), bootstrap[i], &steps[i]));
    const auto reached = co_await net::whenAll(std::move(tasks));
    for (const auto &part : steps)
        report.steps.insert(report.steps.end(), part.begin(), part.end());
    if (std::find(reached.begin(), reached.end(), true) == reached.end()) {
        client->close();
        co_return report;
    }

    Step metadata;
    metadata.name = QStringLiteral("metadata");
    const auto begun = std::chrono::steady_clock::now();
    const auto cluster = co_await client->cluster(Deadline::in(10s), true);
    metadata.milliseconds = since(begun);
    metadata.ok = cluster.has_value();
    if (!cluster)
        metadata.error = cluster.error();
    report.steps.push_back(metadata);
    if (cluster) {
        report.clusterId = text(cluster->clusterId);
        report.brokers = static_cast<int>(cluster->brokers.size());
        std::vector<Task<base::Result<net::PeerInfo>>> peers;
        for (const net::BrokerAddress &broker : cluster->brokers)
            peers.push_back(client->peer(broker.id, Deadline::in(client->config().connectTimeout)));
        const auto connecting = std::chrono::steady_clock::now();
        const auto answers = co_await net::whenAll(std::move(peers));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            Step step;
            step.name = QStringLiteral("brokers");
            step.target = text(cluster->brokers[i].address.toString());
            step.ok = answers[i].has_value();
            step.milliseconds = since(connecting);
            if (answers[i])
                report.version = kafkaVersion(*answers[i]);
            else
                step.error = answers[i].error();
            report.steps.push_back(step);
        }
    }
    client->close();
    co_return report;
}

} // namespace weir::kafka
