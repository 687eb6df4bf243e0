// SPDX-License-Identifier: GPL-3.0-or-later

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Java half of kill_storm.py: an idempotent producer that counts up over the partitions until its input ends, and then waits
 * for every answer. Arguments: bootstrap servers, topic, partitions. Writes "A value partition offset" for each record that was
 * acknowledged, "F value error" for each that was given up, and at the end "E records".
 */
public final class StormProducer
{
    public static void main(String[] arguments) throws Exception
    {
        final String topic = arguments[1];
        final int partitions = Integer.parseInt(arguments[2]);
        final Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", arguments[0]);
        settings.put("enable.idempotence", true);
        settings.put("acks", "all");
        // Small batches: of each partition several are on their way at every kill.
        settings.put("batch.size", 512);
        settings.put("linger.ms", 2);
        settings.put("buffer.memory", 512 * 1024);
        settings.put("max.block.ms", Integer.MAX_VALUE);
        settings.put("delivery.timeout.ms", Integer.MAX_VALUE);
        settings.put("request.timeout.ms", 10000);
        settings.put("retry.backoff.ms", 20);
        settings.put("retry.backoff.max.ms", 200);
        settings.put("reconnect.backoff.ms", 10);
        settings.put("reconnect.backoff.max.ms", 100);

        final AtomicBoolean ending = new AtomicBoolean();
        final Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0)
                    continue;
            } catch (java.io.IOException ended) {
                System.err.println(ended);
            }
            ending.set(true);
        });
        watch.setDaemon(true);
        watch.start();

        long sent = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (; !ending.get(); ++sent) {
                final String value = String.format("%09d", sent);
                producer.send(new ProducerRecord<>(topic, (int) (sent % partitions), null, value.getBytes(StandardCharsets.US_ASCII)), (metadata, error) -> {
                    if (error == null)
                        System.out.println("A " + value + " " + metadata.partition() + " " + metadata.offset());
                    else
                        System.out.println("F " + value + " " + error.toString().replace('\n', ' '));
                });
                if (sent % 50 == 0)
                    Thread.sleep(2);
            }
            producer.flush();
        }
        System.out.println("E " + sent);
    }
}
