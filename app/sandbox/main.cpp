// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commands.h"

#include <malloc.h>

int main(int argc, char **argv)
{
    // A handful of threads share few arenas, and the memory of a large request goes back when it is answered: the
    // process stays small beside what it serves.
    ::mallopt(M_ARENA_MAX, 2);
    ::mallopt(M_MMAP_THRESHOLD, 4 << 20);
    ::mallopt(M_TRIM_THRESHOLD, 8 << 20);

    CLI::App app("A local Kafka cluster in one process: brokers and a controller, for development and tests.", "weir-sandbox");
    app.require_subcommand(1);
    int exitCode = 0;
    weir::app::addStartCommand(app, exitCode);
    weir::app::addCtlCommand(app, exitCode);
    CLI11_PARSE(app, argc, argv);
    return exitCode;
}
