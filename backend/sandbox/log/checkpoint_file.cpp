// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/checkpoint_file.h"

#include <charconv>

namespace weir::sandbox {

namespace {

tl::unexpected<base::Error> damaged(const std::string &path, std::string why)
{
    return base::fail(base::ErrorKind::Invalid, "checkpoint.read", path, std::move(why));
}

std::vector<std::string_view> splitLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

bool parse(std::string_view text, std::int64_t &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

} // namespace

std::vector<std::int64_t> numbersOf(std::string_view line)
{
    std::vector<std::int64_t> numbers;
    while (!line.empty()) {
        const auto space = line.find(' ');
        std::int64_t number = 0;
        if (!parse(line.substr(0, space), number))
            return {};
        numbers.push_back(number);
        line = space == std::string_view::npos ? std::string_view{} : line.substr(space + 1);
    }
    return numbers;
}

base::Result<std::vector<std::string>> readCheckpoint(FileSystem &fs, const std::string &path)
{
    WEIR_TRY(const base::Bytes content, readFile(fs, path));
    const auto lines = splitLines(base::textOf(content));
    std::int64_t version = -1;
    std::int64_t count = -1;
    if (lines.size() < 2 || !parse(lines[0], version) || !parse(lines[1], count))
        return damaged(path, "no version and count");
    if (version != 0)
        return damaged(path, "version " + std::to_string(version));
    if (count < 0 || static_cast<std::size_t>(count) != lines.size() - 2)
        return damaged(path,
                       std::to_string(count) + " entries promised, " + std::to_string(lines.size() - 2) + " found");
    return std::vector<std::string>(lines.begin() + 2, lines.end());
}

base::Status writeCheckpoint(FileSystem &fs, const std::string &path, const std::vector<std::string> &lines, bool sync)
{
    std::string text = "0\n" + std::to_string(lines.size()) + '\n';
    for (const std::string &line : lines)
        text += line + '\n';
    return replaceFile(fs, path, base::viewOf(text), sync);
}

base::Result<OffsetMap> readOffsetCheckpoint(FileSystem &fs, const std::string &path)
{
    WEIR_TRY(const std::vector<std::string> lines, readCheckpoint(fs, path));
    OffsetMap offsets;
    for (const std::string &line : lines) {
        const auto space = line.find(' ');
        const auto numbers = space == std::string::npos ? std::vector<std::int64_t>{}
                                                        : numbersOf(std::string_view(line).substr(space + 1));
        if (numbers.size() != 2 || numbers[0] < 0 || numbers[0] > INT32_MAX)
            return damaged(path, line);
        offsets[{line.substr(0, space), static_cast<std::int32_t>(numbers[0])}] = numbers[1];
    }
    return offsets;
}

base::Status writeOffsetCheckpoint(FileSystem &fs, const std::string &path, const OffsetMap &offsets, bool sync)
{
    std::vector<std::string> lines;
    lines.reserve(offsets.size());
    for (const auto &[key, offset] : offsets)
        lines.push_back(key.first + ' ' + std::to_string(key.second) + ' ' + std::to_string(offset));
    return writeCheckpoint(fs, path, lines, sync);
}

} // namespace weir::sandbox
