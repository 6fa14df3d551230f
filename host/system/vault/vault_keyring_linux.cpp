#include "system/vault/vault.h"

#include "base/error.h"

#if __has_include(<libsecret/secret.h>)

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>

#include <libsecret/secret.h>

#include "domain/json_answer.h"
#include "domain/portal.h"
#include "domain/readable_text.h"
#include "system/process/loaded_library_linux.h"
#include "system/vault/vault_entry.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::seconds kAnswerLimit{5};
constexpr std::chrono::seconds kPromptLimit{30};

const SecretSchema kSchema{"org.jit_console.SignIn",
                           SECRET_SCHEMA_NONE,
                           {{"portal", SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING}},
                           0,
                           nullptr,
                           nullptr,
                           nullptr,
                           nullptr,
                           nullptr,
                           nullptr,
                           nullptr};

[[noreturn]] void fail(const std::string& what) {
    throw Error(ErrorCode::keyring, what,
                "unlock or start the desktop's keyring; or keep sign-ins in a file: jit-console vault file");
}

[[noreturn]] void no_libsecret() { fail("this system has no libsecret, or one that is too old"); }

/// libsecret's functions and those of GLib that it brings along. Loaded, not linked: most runs need none of it.
struct Api {
    LoadedLibrary library{"libsecret-1.so.0", no_libsecret};
    decltype(&::g_bus_get_sync) g_bus_get_sync = library["g_bus_get_sync"];
    decltype(&::g_cancellable_cancel) g_cancellable_cancel = library["g_cancellable_cancel"];
    decltype(&::g_cancellable_new) g_cancellable_new = library["g_cancellable_new"];
    decltype(&::g_dbus_connection_set_exit_on_close) g_dbus_connection_set_exit_on_close =
        library["g_dbus_connection_set_exit_on_close"];
    decltype(&::g_error_free) g_error_free = library["g_error_free"];
    decltype(&::g_hash_table_insert) g_hash_table_insert = library["g_hash_table_insert"];
    decltype(&::g_hash_table_new) g_hash_table_new = library["g_hash_table_new"];
    decltype(&::g_hash_table_unref) g_hash_table_unref = library["g_hash_table_unref"];
    decltype(&::g_list_free) g_list_free = library["g_list_free"];
    decltype(&::g_main_context_iteration) g_main_context_iteration = library["g_main_context_iteration"];
    decltype(&::g_object_unref) g_object_unref = library["g_object_unref"];
    decltype(&::g_str_equal) g_str_equal = library["g_str_equal"];
    decltype(&::g_str_hash) g_str_hash = library["g_str_hash"];
    decltype(&::secret_collection_for_alias_sync) secret_collection_for_alias_sync =
        library["secret_collection_for_alias_sync"];
    decltype(&::secret_collection_get_locked) secret_collection_get_locked = library["secret_collection_get_locked"];
    decltype(&::secret_password_clearv_sync) secret_password_clearv_sync = library["secret_password_clearv_sync"];
    decltype(&::secret_password_free) secret_password_free = library["secret_password_free"];
    decltype(&::secret_password_lookupv_nonpageable_sync) secret_password_lookupv_nonpageable_sync =
        library["secret_password_lookupv_nonpageable_sync"];
    decltype(&::secret_password_storev_sync) secret_password_storev_sync = library["secret_password_storev_sync"];
    decltype(&::secret_service_get_sync) secret_service_get_sync = library["secret_service_get_sync"];
    decltype(&::secret_service_unlock_sync) secret_service_unlock_sync = library["secret_service_unlock_sync"];
};

/// Frees with one of Api's functions, which no template can name.
template <typename T>
using Held = std::unique_ptr<T, void (*)(gpointer)>;

/// What a portal's item is found by.
class Attributes {
public:
    Attributes(const Api& api, std::string_view portal_url)
        : api_(api),
          name_("portal"),
          value_(portal_url),
          table_(api.g_hash_table_new(api.g_str_hash, api.g_str_equal)) {
        api_.g_hash_table_insert(table_, name_.data(), value_.data());
    }
    ~Attributes() { api_.g_hash_table_unref(table_); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;

    GHashTable* get() const { return table_; }

private:
    const Api& api_;
    std::string name_;
    std::string value_;
    GHashTable* table_;
};

/// Cancels what is under way when its time is over.
class Deadline {
public:
    Deadline(const Api& api, std::chrono::seconds limit)
        : cancellable_(api.g_cancellable_new(), api.g_object_unref), watch_([this, &api, limit](std::stop_token stop) {
              std::unique_lock lock(mutex_);
              over_ = !changed_.wait_for(lock, stop, limit, [&] { return stop.stop_requested(); }) &&
                      !stop.stop_requested();
              if (over_) api.g_cancellable_cancel(cancellable_.get());
          }) {}

    GCancellable* get() const { return cancellable_.get(); }
    bool is_over() const {
        const std::lock_guard lock(mutex_);
        return over_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool over_ = false;
    Held<GCancellable> cancellable_;
    std::jthread watch_;  // last: goes first
};

/// A GError in waiting.
class Failure {
public:
    explicit Failure(const Api& api) : api_(api) {}
    ~Failure() {
        if (error_ != nullptr) api_.g_error_free(error_);
    }
    Failure(const Failure&) = delete;
    Failure& operator=(const Failure&) = delete;

    GError** out() { return &error_; }
    /// Throws where something failed.
    void check(const Deadline& deadline, const std::string& what) const {
        if (error_ == nullptr) return;
        if (deadline.is_over()) fail(what + ": the desktop's keyring doesn't answer");
        fail(what + ": " + readable_line(error_->message, 200));
    }

private:
    const Api& api_;
    GError* error_ = nullptr;
};

/// Without one GLib would start a bus of its own.
void check_session_bus() {
    const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS");
    if (address != nullptr && *address != '\0') return;
    const char* folder = std::getenv("XDG_RUNTIME_DIR");
    std::error_code ignored;
    if (folder != nullptr && std::filesystem::exists(std::filesystem::path(folder) / "bus", ignored)) return;
    fail("this session has no desktop keyring: it has no message bus");
}

class VaultKeyringLibsecret final : public Vault {
public:
    std::optional<SignIn> read(std::string_view portal_url) override {
        const Api& api = opened();
        const Deadline deadline(api, kAnswerLimit);
        Failure failure(api);
        const Attributes attributes(api, portal_url);
        gchar* text =
            api.secret_password_lookupv_nonpageable_sync(&kSchema, attributes.get(), deadline.get(), failure.out());
        const std::unique_ptr<gchar, void (*)(gchar*)> held(text, api.secret_password_free);
        failure.check(deadline, "the sign-in can't be read from the keyring");
        if (text == nullptr) return std::nullopt;
        nlohmann::json entry = parse_json(text);
        auto sign_in = entry.is_object() ? sign_in_of_entry(entry) : std::nullopt;
        wipe(entry);
        return sign_in;
    }

    void write(std::string_view portal_url, const SignIn& sign_in) override {
        const Api& api = opened();
        const Deadline deadline(api, kAnswerLimit);
        Failure failure(api);
        const std::string label = "jit-console: " + std::string(portal_host(portal_url));
        nlohmann::json entry = entry_of_sign_in(sign_in);
        std::string text = entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        wipe(entry);
        const Secret secret(std::move(text));
        const Attributes attributes(api, portal_url);
        api.secret_password_storev_sync(&kSchema, attributes.get(), SECRET_COLLECTION_DEFAULT, label.c_str(),
                                        secret.reveal().data(), deadline.get(), failure.out());
        failure.check(deadline, "the sign-in can't be kept in the keyring");
    }

    void erase(std::string_view portal_url) override {
        const Api& api = opened();
        const Deadline deadline(api, kAnswerLimit);
        Failure failure(api);
        const Attributes attributes(api, portal_url);
        api.secret_password_clearv_sync(&kSchema, attributes.get(), deadline.get(), failure.out());
        failure.check(deadline, "the sign-in can't be removed from the keyring");
    }

private:
    /// The library, once there is an unlocked keyring behind it.
    const Api& opened() {
        const std::lock_guard lock(mutex_);
        check_session_bus();
        if (!api_) api_.emplace();
        // libsecret keeps its session with the keyring. That the keyring was started anew since, it hears only so.
        while (api_->g_main_context_iteration(nullptr, FALSE) != FALSE) {
        }
        const Deadline deadline(*api_, kAnswerLimit);
        Failure failure(*api_);
        const std::string what = "the desktop's keyring can't be used";
        const Held<GDBusConnection> bus(api_->g_bus_get_sync(G_BUS_TYPE_SESSION, deadline.get(), failure.out()),
                                        api_->g_object_unref);
        failure.check(deadline, what);
        // GLib's default is to end the process with the bus.
        api_->g_dbus_connection_set_exit_on_close(bus.get(), FALSE);
        const Held<SecretService> service(
            api_->secret_service_get_sync(SECRET_SERVICE_OPEN_SESSION, deadline.get(), failure.out()),
            api_->g_object_unref);
        failure.check(deadline, what);
        const Held<SecretCollection> keyring(
            api_->secret_collection_for_alias_sync(service.get(), SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                                   deadline.get(), failure.out()),
            api_->g_object_unref);
        failure.check(deadline, what);
        if (!keyring) fail("the desktop has no default keyring");
        if (api_->secret_collection_get_locked(keyring.get())) unlock(service.get(), keyring.get());
        return *api_;
    }

    void unlock(SecretService* service, SecretCollection* keyring) const {
        const Deadline deadline(*api_, kPromptLimit);
        Failure failure(*api_);
        GList objects{keyring, nullptr, nullptr};
        GList* unlocked = nullptr;
        const gint count =
            api_->secret_service_unlock_sync(service, &objects, deadline.get(), &unlocked, failure.out());
        api_->g_list_free(unlocked);
        failure.check(deadline, "the desktop's keyring is locked");
        if (count < 1) fail("the desktop's keyring is locked");
    }

    std::mutex mutex_;
    std::optional<Api> api_;
};

}  // namespace

std::unique_ptr<Vault> make_vault_keyring(const fs::path&) { return std::make_unique<VaultKeyringLibsecret>(); }

}  // namespace jit_console

#else

namespace jit_console {
namespace {

namespace fs = std::filesystem;
class VaultKeyringAbsent final : public Vault {
public:
    std::optional<SignIn> read(std::string_view) override { fail(); }
    void write(std::string_view, const SignIn&) override { fail(); }
    void erase(std::string_view) override { fail(); }

private:
    [[noreturn]] static void fail() {
        throw Error(ErrorCode::keyring, "this jit-console was built without libsecret",
                    "keep sign-ins in a file: jit-console vault file");
    }
};

}  // namespace

std::unique_ptr<Vault> make_vault_keyring(const fs::path&) { return std::make_unique<VaultKeyringAbsent>(); }

}  // namespace jit_console

#endif
