// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/snippets.h"

#include <QRegularExpression>

namespace weir::widgets {

namespace {

constexpr const char *kJava = R"(import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;

public class Hello {
    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        settings.put("bootstrap.servers", "@BOOTSTRAP@");
@SETTINGS@        settings.put("group.id", "hello");
        settings.put("auto.offset.reset", "earliest");
        for (var side : List.of("key", "value")) {
            settings.put(side + ".serializer", "org.apache.kafka.common.serialization.StringSerializer");
            settings.put(side + ".deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
        }
        try (var producer = new KafkaProducer<String, String>(settings)) {
            producer.send(new ProducerRecord<>("@TOPIC@", "key", "hello from Java")).get();
        }
        try (var consumer = new KafkaConsumer<String, String>(settings)) {
            consumer.subscribe(List.of("@TOPIC@"));
            for (int i = 0; i < 20; i++)
                for (var record : consumer.poll(Duration.ofMillis(500)))
                    System.out.println(record.partition() + "@" + record.offset() + " " + record.value());
        }
    }
}
)";

constexpr const char *kPython = R"(from confluent_kafka import Consumer, Producer

settings = {
    "bootstrap.servers": "@BOOTSTRAP@",
@SETTINGS@}
producer = Producer({**settings, "partitioner": "murmur2_random"})
producer.produce("@TOPIC@", key="key", value="hello from Python")
producer.flush()

consumer = Consumer({**settings, "group.id": "hello", "auto.offset.reset": "earliest"})
consumer.subscribe(["@TOPIC@"])
for _ in range(20):
    message = consumer.poll(0.5)
    if message and not message.error():
        print(f"{message.partition()}@{message.offset()} {message.value()}")
consumer.close()
)";

constexpr const char *kC = R"(#include <librdkafka/rdkafka.h>
#include <stdio.h>

int main(void) {
    char error[512];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", "@BOOTSTRAP@", error, sizeof error);
@SETTINGS@    rd_kafka_conf_set(conf, "group.id", "hello", error, sizeof error);
    rd_kafka_conf_set(conf, "auto.offset.reset", "earliest", error, sizeof error);
    rd_kafka_conf_set(conf, "partitioner", "murmur2_random", error, sizeof error); // a key goes where Java clients send it

    rd_kafka_t *producer = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_dup(conf), error, sizeof error);
    rd_kafka_producev(producer, RD_KAFKA_V_TOPIC("@TOPIC@"), RD_KAFKA_V_KEY("key", 3),
                      RD_KAFKA_V_VALUE("hello from C", 12), RD_KAFKA_V_END);
    rd_kafka_flush(producer, 10000);
    rd_kafka_destroy(producer);

    rd_kafka_t *consumer = rd_kafka_new(RD_KAFKA_CONSUMER, conf, error, sizeof error);
    rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(topics, "@TOPIC@", RD_KAFKA_PARTITION_UA);
    rd_kafka_subscribe(consumer, topics);
    for (int i = 0; i < 20; ++i) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(consumer, 500);
        if (message && !message->err)
            printf("%d@%lld %.*s\n", message->partition, (long long)message->offset, (int)message->len, (char *)message->payload);
        if (message)
            rd_kafka_message_destroy(message);
    }
    rd_kafka_consumer_close(consumer);
    rd_kafka_topic_partition_list_destroy(topics);
    rd_kafka_destroy(consumer);
    return 0;
}
)";

constexpr const char *kCpp = R"(#include <librdkafka/rdkafkacpp.h>
#include <iostream>
#include <memory>

int main() {
    std::string error;
    std::unique_ptr<RdKafka::Conf> conf(RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL));
    conf->set("bootstrap.servers", "@BOOTSTRAP@", error);
@SETTINGS@    conf->set("group.id", "hello", error);
    conf->set("auto.offset.reset", "earliest", error);
    conf->set("partitioner", "murmur2_random", error); // a key goes where Java clients send it

    std::unique_ptr<RdKafka::Producer> producer(RdKafka::Producer::create(conf.get(), error));
    std::string value = "hello from C++";
    producer->produce("@TOPIC@", RdKafka::Topic::PARTITION_UA, RdKafka::Producer::RK_MSG_COPY,
                      value.data(), value.size(), "key", 3, 0, nullptr);
    producer->flush(10000);

    std::unique_ptr<RdKafka::KafkaConsumer> consumer(RdKafka::KafkaConsumer::create(conf.get(), error));
    consumer->subscribe({"@TOPIC@"});
    for (int i = 0; i < 20; ++i) {
        std::unique_ptr<RdKafka::Message> message(consumer->consume(500));
        if (message->err() == RdKafka::ERR_NO_ERROR)
            std::cout << message->partition() << '@' << message->offset() << ' '
                      << std::string(static_cast<char *>(message->payload()), message->len()) << '\n';
    }
    consumer->close();
}
)";

constexpr const char *kGo = R"(package main

import (
	"context"
@STANDARD@	"fmt"
@OS@	"time"

	"github.com/twmb/franz-go/pkg/kgo"
@PACKAGES@)

func main() {
@BEFORE@	client, err := kgo.NewClient(
		kgo.SeedBrokers("@FIRST@"),
@SETTINGS@		kgo.ConsumerGroup("hello"),
		kgo.ConsumeTopics("@TOPIC@"),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
	)
	if err != nil {
		panic(err)
	}
	defer client.Close()
	record := &kgo.Record{Topic: "@TOPIC@", Key: []byte("key"), Value: []byte("hello from Go")}
	if err := client.ProduceSync(context.Background(), record).FirstErr(); err != nil {
		panic(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	client.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
		fmt.Printf("%d@%d %s\n", r.Partition, r.Offset, r.Value)
	})
}
)";

constexpr const char *kDotNet = R"(using Confluent.Kafka;

var client = new ClientConfig
{
    BootstrapServers = "@BOOTSTRAP@",
@SETTINGS@};
var producerConfig = new ProducerConfig(client) { Partitioner = Partitioner.Murmur2Random };
using (var producer = new ProducerBuilder<string, string>(producerConfig).Build())
{
    await producer.ProduceAsync("@TOPIC@", new Message<string, string> { Key = "key", Value = "hello from .NET" });
}

var consumerConfig = new ConsumerConfig(client) { GroupId = "hello", AutoOffsetReset = AutoOffsetReset.Earliest };
using var consumer = new ConsumerBuilder<string, string>(consumerConfig).Build();
consumer.Subscribe("@TOPIC@");
for (var i = 0; i < 20; i++)
{
    var result = consumer.Consume(TimeSpan.FromMilliseconds(500));
    if (result != null)
        Console.WriteLine($"{result.Partition.Value}@{result.Offset.Value} {result.Message.Value}");
}
consumer.Close();
)";

/// As it stands between the quotes of a string of any of these languages.
QString quoted(QString text)
{
    return text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
}

/// SCRAM where it can be had: it does not send the password.
QString mechanismOf(const model::SandboxListener &listener)
{
    for (const char *wanted : {"SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"}) {
        if (listener.mechanisms.contains(QLatin1String(wanted)))
            return QLatin1String(wanted);
    }
    return listener.mechanisms.value(0);
}

struct Setting {
    QString name;
    QString value;
};

/// What librdkafka and the clients built on it want to know.
std::vector<Setting> nativeSettings(const SnippetTarget &target)
{
    std::vector<Setting> settings;
    const model::SandboxListener &listener = target.listener;
    if (listener.usesTls() || listener.usesLogin())
        settings.push_back({QStringLiteral("security.protocol"), listener.protocol});
    if (listener.usesTls())
        settings.push_back({QStringLiteral("ssl.ca.location"), target.authority});
    if (listener.usesLogin()) {
        settings.push_back({QStringLiteral("sasl.mechanism"), mechanismOf(listener)});
        settings.push_back({QStringLiteral("sasl.username"), target.user.name});
        settings.push_back({QStringLiteral("sasl.password"), target.user.password});
    }
    return settings;
}

std::vector<Setting> javaSettings(const SnippetTarget &target)
{
    std::vector<Setting> settings;
    const model::SandboxListener &listener = target.listener;
    if (listener.usesTls() || listener.usesLogin())
        settings.push_back({QStringLiteral("security.protocol"), listener.protocol});
    if (listener.usesTls()) {
        settings.push_back({QStringLiteral("ssl.truststore.type"), QStringLiteral("PEM")});
        settings.push_back({QStringLiteral("ssl.truststore.location"), target.authority});
    }
    if (listener.usesLogin()) {
        const QString mechanism = mechanismOf(listener);
        const QString module = mechanism == QLatin1String("PLAIN") ? QStringLiteral("plain.PlainLoginModule") : QStringLiteral("scram.ScramLoginModule");
        settings.push_back({QStringLiteral("sasl.mechanism"), mechanism});
        settings.push_back({QStringLiteral("sasl.jaas.config"), QStringLiteral("org.apache.kafka.common.security.%1 required username=\"%2\" password=\"%3\";")
                                                                    .arg(module, quoted(target.user.name), quoted(target.user.password))});
    }
    return settings;
}

/// One line each; %1 is the name, %2 the value.
QString lines(const std::vector<Setting> &settings, const char *form)
{
    QString text;
    for (const Setting &setting : settings)
        text += QString::fromUtf8(form).arg(setting.name, quoted(setting.value));
    return text;
}

QString dotNetLines(const SnippetTarget &target)
{
    const model::SandboxListener &listener = target.listener;
    QString text;
    const auto add = [&text](const char *name, const QString &value) { text += QStringLiteral("    %1 = %2,\n").arg(QLatin1String(name), value); };
    const auto word = [](const QString &value) -> QString { return QLatin1Char('"') + quoted(value) + QLatin1Char('"'); };
    // SASL_SSL is SaslSsl there, and SCRAM-SHA-512 is ScramSha512.
    const auto constant = [](const QString &value) {
        QString name;
        for (const QString &part : value.split(QRegularExpression(QStringLiteral("[_-]"))))
            name += part.left(1) + part.mid(1).toLower();
        return name;
    };
    if (listener.usesTls() || listener.usesLogin())
        add("SecurityProtocol", QStringLiteral("SecurityProtocol.") + constant(listener.protocol));
    if (listener.usesTls())
        add("SslCaLocation", word(target.authority));
    if (listener.usesLogin()) {
        add("SaslMechanism", QStringLiteral("SaslMechanism.") + constant(mechanismOf(listener)));
        add("SaslUsername", word(target.user.name));
        add("SaslPassword", word(target.user.password));
    }
    return text;
}

/// franz-go takes options in place of settings, and those need packages.
QString goProgram(const SnippetTarget &target)
{
    const model::SandboxListener &listener = target.listener;
    QString standard, os, packages, before, settings;
    if (listener.usesTls()) {
        standard = QStringLiteral("\t\"crypto/tls\"\n\t\"crypto/x509\"\n");
        os = QStringLiteral("\t\"os\"\n");
        before = QStringLiteral("\tca, err := os.ReadFile(\"%1\")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\troots := x509.NewCertPool()\n\troots.AppendCertsFromPEM(ca)\n")
                     .arg(quoted(target.authority));
        settings = QStringLiteral("\t\tkgo.DialTLSConfig(&tls.Config{RootCAs: roots}),\n");
    }
    if (listener.usesLogin()) {
        const QString mechanism = mechanismOf(listener);
        const bool plain = mechanism == QLatin1String("PLAIN");
        packages = QStringLiteral("\t\"github.com/twmb/franz-go/pkg/sasl/%1\"\n").arg(plain ? QStringLiteral("plain") : QStringLiteral("scram"));
        settings += QStringLiteral("\t\tkgo.SASL(%1.Auth{User: \"%2\", Pass: \"%3\"}.%4()),\n")
                        .arg(plain ? QStringLiteral("plain") : QStringLiteral("scram"), quoted(target.user.name), quoted(target.user.password),
                             plain                                              ? QStringLiteral("AsMechanism")
                             : mechanism == QLatin1String("SCRAM-SHA-256") ? QStringLiteral("AsSha256Mechanism")
                                                                           : QStringLiteral("AsSha512Mechanism"));
    }
    return QString::fromUtf8(kGo)
        .replace(QLatin1String("@STANDARD@"), standard)
        .replace(QLatin1String("@OS@"), os)
        .replace(QLatin1String("@PACKAGES@"), packages)
        .replace(QLatin1String("@BEFORE@"), before)
        .replace(QLatin1String("@SETTINGS@"), settings);
}

} // namespace

std::vector<Snippet> clientSnippets(const SnippetTarget &target)
{
    const QString &bootstrap = target.listener.bootstrap;
    const auto fill = [&](const QString &text, const QString &settings) {
        QString code = text;
        code.replace(QLatin1String("@BOOTSTRAP@"), bootstrap);
        code.replace(QLatin1String("@FIRST@"), bootstrap.split(QLatin1Char(',')).join(QStringLiteral("\", \"")));
        code.replace(QLatin1String("@TOPIC@"), target.topic);
        code.replace(QLatin1String("@SETTINGS@"), settings);
        return code;
    };
    const std::vector<Setting> native = nativeSettings(target);
    const QString librdkafka = QStringLiteral("librdkafka-dev");
    return {
        {QStringLiteral("Java"), QStringLiteral("org.apache.kafka:kafka-clients"),
         fill(QString::fromUtf8(kJava), lines(javaSettings(target), "        settings.put(\"%1\", \"%2\");\n"))},
        {QStringLiteral("Python"), QStringLiteral("confluent-kafka"), fill(QString::fromUtf8(kPython), lines(native, "    \"%1\": \"%2\",\n"))},
        {QStringLiteral("C"), librdkafka,
         fill(QString::fromUtf8(kC), lines(native, "    rd_kafka_conf_set(conf, \"%1\", \"%2\", error, sizeof error);\n"))},
        {QStringLiteral("C++"), librdkafka, fill(QString::fromUtf8(kCpp), lines(native, "    conf->set(\"%1\", \"%2\", error);\n"))},
        {QStringLiteral("Go"), QStringLiteral("github.com/twmb/franz-go"), fill(goProgram(target), {})},
        {QStringLiteral(".NET"), QStringLiteral("Confluent.Kafka"), fill(QString::fromUtf8(kDotNet), dotNetLines(target))},
    };
}

} // namespace weir::widgets
