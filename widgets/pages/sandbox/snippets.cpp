// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/snippets.h"

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
        settings.put("group.id", "hello");
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

producer = Producer({"bootstrap.servers": "@BOOTSTRAP@", "partitioner": "murmur2_random"})
producer.produce("@TOPIC@", key="key", value="hello from Python")
producer.flush()

consumer = Consumer({"bootstrap.servers": "@BOOTSTRAP@", "group.id": "hello", "auto.offset.reset": "earliest"})
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
    rd_kafka_conf_set(conf, "group.id", "hello", error, sizeof error);
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
    conf->set("group.id", "hello", error);
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
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	client, err := kgo.NewClient(
		kgo.SeedBrokers("@FIRST@"),
		kgo.ConsumerGroup("hello"),
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

var producerConfig = new ProducerConfig { BootstrapServers = "@BOOTSTRAP@", Partitioner = Partitioner.Murmur2Random };
using (var producer = new ProducerBuilder<string, string>(producerConfig).Build())
{
    await producer.ProduceAsync("@TOPIC@", new Message<string, string> { Key = "key", Value = "hello from .NET" });
}

var consumerConfig = new ConsumerConfig
{
    BootstrapServers = "@BOOTSTRAP@",
    GroupId = "hello",
    AutoOffsetReset = AutoOffsetReset.Earliest,
};
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

} // namespace

std::vector<Snippet> clientSnippets(const QString &bootstrap, const QString &topic)
{
    const auto fill = [&](const char *text) {
        QString code = QString::fromUtf8(text);
        code.replace(QLatin1String("@BOOTSTRAP@"), bootstrap);
        code.replace(QLatin1String("@FIRST@"), bootstrap.split(QLatin1Char(',')).join(QStringLiteral("\", \"")));
        code.replace(QLatin1String("@TOPIC@"), topic);
        return code;
    };
    return {
        {QStringLiteral("Java"), QStringLiteral("org.apache.kafka:kafka-clients"), fill(kJava)},
        {QStringLiteral("Python"), QStringLiteral("confluent-kafka"), fill(kPython)},
        {QStringLiteral("C"), QStringLiteral("librdkafka-dev"), fill(kC)},
        {QStringLiteral("C++"), QStringLiteral("librdkafka-dev"), fill(kCpp)},
        {QStringLiteral("Go"), QStringLiteral("github.com/twmb/franz-go"), fill(kGo)},
        {QStringLiteral(".NET"), QStringLiteral("Confluent.Kafka"), fill(kDotNet)},
    };
}

} // namespace weir::widgets
