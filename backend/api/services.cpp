// SPDX-License-Identifier: GPL-3.0-or-later
// Gives the classes with signals a translation unit for their meta-objects.
#include "backend/api/services.h"
