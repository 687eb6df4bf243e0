// SPDX-License-Identifier: GPL-3.0-or-later
// malloc itself, for what codecs and TLS ask for does not come by operator new. Under a sanitizer that has its own malloc,
// by the hooks that it offers.
#include "tests/fuzz/allocations.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <malloc.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define WEIR_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WEIR_SANITIZED
#endif

namespace {

// Constant-initialized: the first allocation comes before any constructor.
constinit std::atomic<std::size_t> inUse{0};
constinit std::atomic<std::size_t> peak{0};

void took(std::size_t size)
{
    const std::size_t now = inUse.fetch_add(size, std::memory_order_relaxed) + size;
    if (now > peak.load(std::memory_order_relaxed))
        peak.store(now, std::memory_order_relaxed);
}

void gave(std::size_t size)
{
    inUse.fetch_sub(size, std::memory_order_relaxed);
}

} // namespace

namespace weir::fuzz {

std::size_t bytesInUse()
{
    return inUse.load(std::memory_order_relaxed);
}

std::size_t peakBytes()
{
    return peak.load(std::memory_order_relaxed);
}

void forgetPeak()
{
    peak.store(inUse.load(std::memory_order_relaxed), std::memory_order_relaxed);
}

} // namespace weir::fuzz

extern "C" {

#ifdef WEIR_SANITIZED

size_t __sanitizer_get_allocated_size(const volatile void *memory);

// Weak in the runtime, called by it where somebody defines them.
void __sanitizer_malloc_hook(const volatile void *, size_t size)
{
    took(size);
}
void __sanitizer_free_hook(const volatile void *memory)
{
    if (memory != nullptr)
        gave(__sanitizer_get_allocated_size(memory));
}

#else

// glibc's own, under the names by which it offers them to who takes malloc's place.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *memory);

namespace {
void *counted(void *memory)
{
    if (memory != nullptr)
        took(::malloc_usable_size(memory));
    return memory;
}
} // namespace

void *malloc(size_t size)
{
    return counted(__libc_malloc(size));
}
void *calloc(size_t count, size_t size)
{
    return counted(__libc_calloc(count, size));
}
void *realloc(void *memory, size_t size)
{
    const std::size_t before = memory == nullptr ? 0 : ::malloc_usable_size(memory);
    void *after = __libc_realloc(memory, size);
    // Where there was no room the old one stays; of no bytes nothing is left.
    if (after != nullptr || size == 0)
        gave(before);
    return counted(after);
}
void *memalign(size_t alignment, size_t size)
{
    return counted(__libc_memalign(alignment, size));
}
void *aligned_alloc(size_t alignment, size_t size)
{
    return counted(__libc_memalign(alignment, size));
}
int posix_memalign(void **memory, size_t alignment, size_t size)
{
    void *made = counted(__libc_memalign(alignment, size));
    if (made == nullptr)
        return ENOMEM;
    *memory = made;
    return 0;
}
void free(void *memory)
{
    if (memory != nullptr)
        gave(::malloc_usable_size(memory));
    __libc_free(memory);
}

#endif
}
