// SPDX-License-Identifier: GPL-3.0-or-later
// A member of a share group, driven line by line: Apache Kafka's own share consumer with explicit acknowledgement.
//
//   poll MS             prints "record OFFSET DELIVERIES VALUE" for each record, then "polled N"
//   ack TYPE OFFSET...  TYPE is accept, release, reject or renew, of records that the last poll gave
//   commit              prints "committed OFFSET..." of what was acknowledged, or "failed ERROR"
//   close
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

public class ShareMember {
    public static void main(String[] args) throws Exception {
        Properties config = new Properties();
        config.put("bootstrap.servers", args[0]);
        config.put("group.id", args[1]);
        config.put("share.acknowledgement.mode", "explicit");
        for (int i = 3; i < args.length; i++)
            config.put(args[i].substring(0, args[i].indexOf('=')), args[i].substring(args[i].indexOf('=') + 1));
        Map<Long, ConsumerRecord<String, String>> known = new HashMap<>();
        TreeSet<Long> acknowledged = new TreeSet<>();
        List<String> failures = new ArrayList<>();
        try (KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.setAcknowledgementCommitCallback((offsets, error) -> {
                if (error != null)
                    failures.add(error.getClass().getSimpleName());
            });
            consumer.subscribe(Collections.singleton(args[2]));
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
            for (String line = in.readLine(); line != null && !line.equals("close"); line = in.readLine()) {
                String[] words = line.trim().split(" ");
                try {
                    switch (words[0]) {
                    case "poll" -> {
                        int count = 0;
                        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(Long.parseLong(words[1])))) {
                            known.put(record.offset(), record);
                            System.out.println("record " + record.offset() + " " + record.deliveryCount().orElse((short) -1) + " " + record.value());
                            count++;
                        }
                        System.out.println("polled " + count);
                    }
                    case "ack" -> {
                        for (int i = 2; i < words.length; i++) {
                            consumer.acknowledge(known.get(Long.parseLong(words[i])), AcknowledgeType.valueOf(words[1].toUpperCase()));
                            acknowledged.add(Long.parseLong(words[i]));
                        }
                        System.out.println("acknowledged");
                    }
                    case "commit" -> {
                        Map<TopicIdPartition, Optional<KafkaException>> done = consumer.commitSync(Duration.ofSeconds(60));
                        StringBuilder words2 = new StringBuilder();
                        for (Optional<KafkaException> error : done.values())
                            error.ifPresent(each -> failures.add(each.getClass().getSimpleName()));
                        if (failures.isEmpty()) {
                            for (long offset : acknowledged)
                                words2.append(' ').append(offset);
                            System.out.println("committed" + words2);
                        } else {
                            System.out.println("failed " + failures);
                        }
                        failures.clear();
                        acknowledged.clear();
                    }
                    default -> System.out.println("what? " + line);
                    }
                } catch (RuntimeException error) {
                    System.out.println("thrown " + error);
                }
                System.out.flush();
            }
        }
        System.out.println("closed");
    }
}
