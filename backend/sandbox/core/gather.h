// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace weir::sandbox {

/// Answers that come in any order, handed over together in the order of what was asked. On one owner: nothing is locked.
/// (Scatter asks on the owners of a broker's partitions.)
template <class Part>
class Gather
{
public:
    using Done = std::function<void(std::vector<Part>)>;

    /// Calls `ask(i, answer)` for each i below `count`; every `answer(Part)` is to be called once, at once or later. `done`
    /// comes with the last of them, or at once where there is nothing to ask.
    template <class Ask>
    static void run(std::size_t count, Ask ask, Done done)
    {
        if (count == 0)
            return done({});
        struct State {
            std::vector<Part> parts;
            std::size_t missing;
            Done done;
        };
        auto state = std::make_shared<State>(State{std::vector<Part>(count), count, std::move(done)});
        for (std::size_t i = 0; i < count; ++i) {
            ask(i, [state, i](Part part) {
                state->parts[i] = std::move(part);
                if (--state->missing == 0)
                    state->done(std::move(state->parts));
            });
        }
    }
};

} // namespace weir::sandbox
