// SPDX-License-Identifier: GPL-3.0-or-later
// A console producer with transactions, which Kafka's own console producer does not begin: lines of standard input go to
// TOPIC, and an empty line commits those before it. What has to be aborted is sent again.
//   ConsoleTransactions BOOTSTRAP TOPIC TRANSACTIONAL_ID
// It says "committed LINES" of each transaction, and "aborted" with the reason of each that it repeats.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.StringSerializer;

public final class ConsoleTransactions {
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", arguments[0]);
        settings.put("transactional.id", arguments[2]);
        settings.put("transaction.timeout.ms", "30000");
        settings.put("linger.ms", "1");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in))) {
            patiently(producer::initTransactions);
            List<String> lines = new ArrayList<>();
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                    continue;
                }
                while (!committed(producer, arguments[1], lines)) {
                }
                System.out.println("committed " + lines.size());
                System.out.flush();
                lines.clear();
            }
        }
    }

    private static boolean committed(KafkaProducer<String, String> producer, String topic, List<String> lines) throws Exception {
        producer.beginTransaction();
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String line : lines) {
                sent.add(producer.send(new ProducerRecord<>(topic, line)));
            }
            patiently(producer::commitTransaction);
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
            return true;
        } catch (ProducerFencedException | AuthorizationException | UnsupportedVersionException fatal) {
            throw fatal;
        } catch (KafkaException reason) {
            System.out.println("aborted: " + reason);
            System.out.flush();
            patiently(producer::abortTransaction);
            return false;
        }
    }

    // These may be called again after a timeout, as KafkaProducer says.
    private static void patiently(Runnable call) {
        for (;;) {
            try {
                call.run();
                return;
            } catch (TimeoutException again) {
                System.out.println("again after: " + again.getMessage());
                System.out.flush();
            }
        }
    }
}
