// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target without a fuzzer: its own seeds, the files of the folders given, and fixed mutations of both.
//   fuzz_x [FOLDER...]           run
//   fuzz_x --write FOLDER        write the seeds, as the corpus for the coverage-guided build
//   WEIR_FUZZ_MUTATIONS=1000     of each input, instead of thirty
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using weir::base::Bytes;
using weir::base::ByteView;

namespace {
int mutations()
{
    constexpr int kMutations = 30;
    const char *asked = std::getenv("WEIR_FUZZ_MUTATIONS");
    return asked != nullptr ? std::max(0, std::atoi(asked)) : kMutations;
}

Bytes mutated(const Bytes &seed, std::mt19937 &random)
{
    Bytes bytes = seed;
    const auto below = [&](std::size_t bound) { return random() % bound; };
    for (std::size_t change = 0, changes = 1 + below(4); change < changes && !bytes.empty(); ++change) {
        const std::size_t at = below(bytes.size());
        switch (below(6)) {
        case 0: bytes[at] ^= static_cast<std::uint8_t>(1U << below(8)); break;
        case 1: bytes[at] = 0xFF; break;
        case 2: bytes[at] = static_cast<std::uint8_t>(below(256)); break;
        case 3: bytes.resize(at); break;
        case 4: bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), static_cast<std::uint8_t>(below(256))); break;
        default: bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at)); break;
        }
    }
    return bytes;
}

std::size_t run(const Bytes &seed, std::mt19937 &random)
{
    LLVMFuzzerTestOneInput(seed.data(), seed.size());
    const int count = mutations();
    for (int i = 0; i < count; ++i) {
        const Bytes bytes = mutated(seed, random);
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    }
    return static_cast<std::size_t>(count) + 1;
}

int write(const std::filesystem::path &folder)
{
    std::filesystem::create_directories(folder);
    int count = 0;
    fuzzSeeds([&](ByteView seed) {
        std::ofstream file(folder / ("seed-" + std::to_string(count++)), std::ios::binary);
        file.write(reinterpret_cast<const char *>(seed.data()), static_cast<std::streamsize>(seed.size()));
    });
    std::printf("%d seeds\n", count);
    return count > 0 ? 0 : 1;
}
} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::strcmp(argv[1], "--write") == 0)
        return write(argv[2]);
    std::mt19937 random(20261121);
    std::size_t inputs = 0;
    fuzzSeeds([&](ByteView seed) { inputs += run(weir::base::toBytes(seed), random); });
    for (int i = 1; i < argc; ++i) {
        for (const auto &entry : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream file(entry.path(), std::ios::binary);
            inputs += run(Bytes(std::istreambuf_iterator<char>(file), {}), random);
        }
    }
    std::printf("%zu inputs\n", inputs);
    return inputs > 0 ? 0 : 1;
}
