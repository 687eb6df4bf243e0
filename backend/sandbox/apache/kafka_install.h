// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <functional>
#include <string>
#include <vector>

namespace weir::sandbox {

/// A Java, and the jars of an Apache Kafka that it can run.
struct KafkaInstall {
    std::string java;    ///< a path, or the name of a program in PATH
    std::string libs;    ///< the folder with the jars
    std::string version; ///< "4.3.1"

    /// `java OPTIONS -cp LIBS/* MAIN`, to which the program's own arguments are added.
    std::vector<std::string> command(const std::vector<std::string> &options, const std::string &mainClass) const;
};

/// Where to look. Empty: as the environment says (JAVA_HOME, KAFKA_HOME, XDG_CACHE_HOME or HOME).
struct KafkaPlaces {
    std::string javaHome;
    std::string kafkaHome;
    std::string cache;
    static KafkaPlaces fromEnvironment();
};

/// The Apache Kafka that is fetched where KAFKA_HOME names none.
extern const char *const kResolvedKafka;

/// Finds a Java of at least version 17 (JAVA_HOME, else PATH) and an Apache Kafka: the one in KAFKA_HOME, else kResolvedKafka
/// as Maven has kept it in the cache, else fetched now by Maven, which may take minutes; `say` is told so.
/// Errors: NotFound and Unsupported, with action "engine.java", "engine.kafka" or "engine.maven"; words() says what to do.
base::Result<KafkaInstall> findKafka(const KafkaPlaces &places, const std::function<void(const std::string &)> &say);

/// The main number of `openjdk version "17.0.18" ...`; 0 where there is none. 1.8 is 8.
int javaVersionIn(const std::string &text);

} // namespace weir::sandbox
