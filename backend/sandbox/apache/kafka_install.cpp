// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/apache/kafka_install.h"

#include "backend/sandbox/apache/child_process.h"
#include "backend/sandbox/core/file_system.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

namespace weir::sandbox {

const char *const kResolvedKafka = "4.3.1";

namespace {

namespace fs = std::filesystem;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kOldestJava = 17;
constexpr const char *kResolvedLog4j = "2.25.1";
constexpr const char *kCopy = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies";

std::string variable(const char *name)
{
    const char *value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): before any thread changes it
    return value == nullptr ? std::string() : std::string(value);
}

base::Result<std::string> findJava(const std::string &home)
{
    const std::string java = home.empty() ? "java" : home + "/bin/java";
    const auto text = runToEnd({java, "-version"}, seconds(30));
    if (!text)
        return base::fail(base::ErrorKind::NotFound, "engine.java", java, text.error().peerText);
    const int version = javaVersionIn(*text);
    if (version < kOldestJava)
        return base::fail(base::ErrorKind::Unsupported, "engine.java", java, text->substr(0, text->find('\n')));
    return java;
}

/// The version in the name of Kafka's own jar, as kafka_2.13-4.3.1.jar; empty where the folder has none.
std::string versionOf(const std::string &libs)
{
    std::error_code none;
    for (const auto &entry : fs::directory_iterator(libs, none)) {
        const std::string name = entry.path().filename().string();
        const auto dash = name.find('-');
        if (!name.starts_with("kafka_2.") || !name.ends_with(".jar") || dash == std::string::npos)
            continue;
        const std::string version = name.substr(dash + 1, name.size() - dash - 5);
        if (version.find_first_not_of("0123456789.") == std::string::npos)
            return version;
    }
    return {};
}

std::string projectOf(const std::string &version)
{
    const auto dependency = [](const char *group, const std::string &artifact, const std::string &its) {
        return fmt::format("<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>", group, artifact, its);
    };
    return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
           "<groupId>weir</groupId><artifactId>sandbox-kafka</artifactId><version>1</version><packaging>pom</packaging><dependencies>"
           + dependency("org.apache.kafka", "kafka_2.13", version) + dependency("org.apache.kafka", "kafka-tools", version)
           + dependency("org.apache.logging.log4j", "log4j-slf4j-impl", kResolvedLog4j)
           + dependency("org.apache.logging.log4j", "log4j-core", kResolvedLog4j) + "</dependencies></project>\n";
}

/// Fetched beside its place and moved there when whole, so that a fetch that was broken off leaves nothing half.
base::Result<std::string> resolve(const std::string &cache, const std::function<void(const std::string &)> &say)
{
    const fs::path home = fs::path(cache) / fmt::format("kafka-{}", kResolvedKafka);
    const std::string libs = (home / "libs").string();
    if (!versionOf(libs).empty())
        return libs;
    if (const auto maven = runToEnd({"mvn", "-version"}, seconds(60)); !maven)
        return base::fail(base::ErrorKind::NotFound, "engine.maven", "mvn", maven.error().peerText);
    say(fmt::format("fetching Apache Kafka {} by Maven into {}; this is done once and may take some minutes", kResolvedKafka, home.string()));
    const fs::path work = fs::path(cache) / fmt::format("kafka-{}.{}.part", kResolvedKafka, ::getpid());
    std::error_code failed;
    fs::create_directories(work, failed);
    if (failed)
        return base::fail(base::ErrorKind::Storage, "engine.maven", work.string(), failed.message());
    const std::string project = (work / "pom.xml").string();
    WEIR_CHECK(replaceFile(posixFileSystem(), project, base::viewOf(projectOf(kResolvedKafka)), false));
    const auto fetched = runToEnd({"mvn", "-B", "-q", "-f", project, kCopy, "-DincludeScope=runtime", "-DoutputDirectory=" + (work / "libs").string()}, minutes(20));
    if (fetched)
        fs::rename(work, home, failed);
    std::error_code ignored;
    fs::remove_all(work, ignored);
    if (!fetched)
        return base::fail(fetched.error().kind, "engine.maven", "mvn", fetched.error().peerText);
    if (versionOf(libs).empty()) // another process may have been as fast
        return base::fail(base::ErrorKind::Storage, "engine.maven", home.string(), failed ? failed.message() : "no jar of Kafka came");
    return libs;
}

} // namespace

std::vector<std::string> KafkaInstall::command(const std::vector<std::string> &options, const std::string &mainClass) const
{
    std::vector<std::string> words{java};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {"-cp", libs + "/*", mainClass});
    return words;
}

KafkaPlaces KafkaPlaces::fromEnvironment()
{
    KafkaPlaces places{variable("JAVA_HOME"), variable("KAFKA_HOME"), variable("XDG_CACHE_HOME")};
    if (places.cache.empty())
        places.cache = variable("HOME") + "/.cache";
    places.cache += "/weir";
    return places;
}

int javaVersionIn(const std::string &text)
{
    const auto quote = text.find("version \"");
    if (quote == std::string::npos)
        return 0;
    const char *at = text.c_str() + quote + 9;
    char *end = nullptr;
    const long first = std::strtol(at, &end, 10);
    return static_cast<int>(first == 1 && *end == '.' ? std::strtol(end + 1, nullptr, 10) : first);
}

base::Result<KafkaInstall> findKafka(const KafkaPlaces &places, const std::function<void(const std::string &)> &say)
{
    KafkaInstall found;
    WEIR_TRY(found.java, findJava(places.javaHome));
    if (places.kafkaHome.empty()) {
        WEIR_TRY(found.libs, resolve(places.cache, say));
    } else {
        found.libs = places.kafkaHome + "/libs";
    }
    found.version = versionOf(found.libs);
    if (found.version.empty())
        return base::fail(base::ErrorKind::NotFound, "engine.kafka", places.kafkaHome, "no libs/kafka_2.*.jar there");
    return found;
}

} // namespace weir::sandbox
