// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Everything that the window may ask.
#include "backend/api/cluster_services.h"
#include "backend/api/local_services.h"
