#include <cstdarg>

#include <curl/curl.h>

#include "base/error.h"
#include "system/process/loaded_library_linux.h"

// libcurl brings thirty other libraries along, which took most of the time and half of the memory of a host that is
// only started. So it isn't linked on Linux: the functions that this program calls are defined here, and the first call
// of any loads the library. (JIT_CONSOLE_LINK_CURL leaves this file out.)

namespace jit_console {
namespace {

[[noreturn]] void no_libcurl() {
    throw Error(ErrorCode::internal, "this system has no libcurl, or one that is too old",
                "install libcurl 7.87 or later (libcurl.so.4)");
}

struct CurlFunctions {
    LoadedLibrary library{"libcurl.so.4", no_libcurl};
    decltype(&::curl_easy_cleanup) easy_cleanup = library["curl_easy_cleanup"];
    decltype(&::curl_easy_getinfo) easy_getinfo = library["curl_easy_getinfo"];
    decltype(&::curl_easy_header) easy_header = library["curl_easy_header"];
    decltype(&::curl_easy_init) easy_init = library["curl_easy_init"];
    decltype(&::curl_easy_reset) easy_reset = library["curl_easy_reset"];
    decltype(&::curl_easy_setopt) easy_setopt = library["curl_easy_setopt"];
    decltype(&::curl_easy_strerror) easy_strerror = library["curl_easy_strerror"];
    decltype(&::curl_getdate) getdate = library["curl_getdate"];
    decltype(&::curl_global_init) global_init = library["curl_global_init"];
    decltype(&::curl_multi_add_handle) multi_add_handle = library["curl_multi_add_handle"];
    decltype(&::curl_multi_cleanup) multi_cleanup = library["curl_multi_cleanup"];
    decltype(&::curl_multi_info_read) multi_info_read = library["curl_multi_info_read"];
    decltype(&::curl_multi_init) multi_init = library["curl_multi_init"];
    decltype(&::curl_multi_perform) multi_perform = library["curl_multi_perform"];
    decltype(&::curl_multi_poll) multi_poll = library["curl_multi_poll"];
    decltype(&::curl_multi_remove_handle) multi_remove_handle = library["curl_multi_remove_handle"];
    decltype(&::curl_multi_strerror) multi_strerror = library["curl_multi_strerror"];
    decltype(&::curl_multi_wakeup) multi_wakeup = library["curl_multi_wakeup"];
    decltype(&::curl_slist_append) slist_append = library["curl_slist_append"];
    decltype(&::curl_slist_free_all) slist_free_all = library["curl_slist_free_all"];
    decltype(&::curl_version_info) version_info = library["curl_version_info"];
};

const CurlFunctions& loaded() {
    static const CurlFunctions functions;
    return functions;
}

/// What the option takes is told by its number (source: curl.h, CURLOPTTYPE_).
CURLcode set_option(CURL* easy, CURLoption option, std::va_list values) {
    constexpr int kEachType = 10000;
    const int type = option / kEachType * kEachType;
    if (type == CURLOPTTYPE_LONG) return loaded().easy_setopt(easy, option, va_arg(values, long));
    if (type == CURLOPTTYPE_OFF_T) return loaded().easy_setopt(easy, option, va_arg(values, curl_off_t));
    return loaded().easy_setopt(easy, option, va_arg(values, void*));
}

}  // namespace
}  // namespace jit_console

// Parameters and types are those of libcurl's headers. Where they are enums, compilers see that they are passed as
// numbers.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wvarargs"
extern "C" {

void curl_easy_cleanup(CURL* curl) { jit_console::loaded().easy_cleanup(curl); }

CURLcode curl_easy_getinfo(CURL* curl, CURLINFO info, ...) {
    std::va_list values;
    va_start(values, info);
    const CURLcode code = jit_console::loaded().easy_getinfo(curl, info, va_arg(values, void*));
    va_end(values);
    return code;
}

CURLHcode curl_easy_header(CURL* easy, const char* name, std::size_t index, unsigned origin, int request,
                           curl_header** hout) {
    return jit_console::loaded().easy_header(easy, name, index, origin, request, hout);
}

CURL* curl_easy_init() { return jit_console::loaded().easy_init(); }

void curl_easy_reset(CURL* curl) { jit_console::loaded().easy_reset(curl); }

CURLcode curl_easy_setopt(CURL* curl, CURLoption option, ...) {
    std::va_list values;
    va_start(values, option);
    const CURLcode code = jit_console::set_option(curl, option, values);
    va_end(values);
    return code;
}

const char* curl_easy_strerror(CURLcode code) { return jit_console::loaded().easy_strerror(code); }

time_t curl_getdate(const char* p, const time_t* unused) { return jit_console::loaded().getdate(p, unused); }

CURLcode curl_global_init(long flags) { return jit_console::loaded().global_init(flags); }

CURLMcode curl_multi_add_handle(CURLM* multi_handle, CURL* curl_handle) {
    return jit_console::loaded().multi_add_handle(multi_handle, curl_handle);
}

CURLMcode curl_multi_cleanup(CURLM* multi_handle) { return jit_console::loaded().multi_cleanup(multi_handle); }

CURLMsg* curl_multi_info_read(CURLM* multi_handle, int* msgs_in_queue) {
    return jit_console::loaded().multi_info_read(multi_handle, msgs_in_queue);
}

CURLM* curl_multi_init() { return jit_console::loaded().multi_init(); }

CURLMcode curl_multi_perform(CURLM* multi_handle, int* running_handles) {
    return jit_console::loaded().multi_perform(multi_handle, running_handles);
}

CURLMcode curl_multi_poll(CURLM* multi_handle, curl_waitfd extra_fds[], unsigned extra_nfds, int timeout_ms, int* ret) {
    return jit_console::loaded().multi_poll(multi_handle, extra_fds, extra_nfds, timeout_ms, ret);
}

CURLMcode curl_multi_remove_handle(CURLM* multi_handle, CURL* curl_handle) {
    return jit_console::loaded().multi_remove_handle(multi_handle, curl_handle);
}

const char* curl_multi_strerror(CURLMcode code) { return jit_console::loaded().multi_strerror(code); }

CURLMcode curl_multi_wakeup(CURLM* multi_handle) { return jit_console::loaded().multi_wakeup(multi_handle); }

curl_slist* curl_slist_append(curl_slist* list, const char* data) {
    return jit_console::loaded().slist_append(list, data);
}

void curl_slist_free_all(curl_slist* list) { jit_console::loaded().slist_free_all(list); }

curl_version_info_data* curl_version_info(CURLversion version) { return jit_console::loaded().version_info(version); }
}
#pragma GCC diagnostic pop
