#include "domain/kubeconfig_text.h"

#include <random>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "thrown_error.h"

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

constexpr const char* kHostProgram = "/usr/bin/jit-console";

KubeEntry entry_named(const std::string& name) {
    return {name,           "https://k8s.example",   "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t",
            false,          "duploservices-invoice", {"kube-credential", "acme", "--tenant", "invoice"},
            ExecVersion::v1};
}
const KubeEntry kKubeEntry = entry_named("acme-invoice");

using Config = std::optional<std::string>;

Config added(const Config& config, const std::string& name = "acme-invoice", bool use = false) {
    return add_to_kubeconfig(config, entry_named(name), kHostProgram, use).text;
}
Config removed(const Config& config, const std::string& name = "acme-invoice") {
    return remove_from_kubeconfig(config, name).text;
}
std::string refused_config(const Config& config) {
    try {
        added(config, "acme-invoice", true);
    } catch (const Error& error) {
        BOOST_TEST((error.code() == ErrorCode::kubeconfig));
        BOOST_TEST(!error.hint().empty());
        return error.what();
    }
    BOOST_ERROR("nothing was refused");
    return "";
}

/// As kubectl writes them: keys in order, no comments.
constexpr const char* kWritten = R"(apiVersion: v1
clusters:
- cluster:
    server: https://dev.example
  name: dev
contexts:
- context:
    cluster: dev
    user: dev
  name: dev
current-context: dev
kind: Config
preferences: {}
users:
- name: dev
  user:
    token: canary-token
)";
constexpr const char* kEmptyLists =
    "apiVersion: v1\nclusters: null\ncontexts: []\ncurrent-context: \"\"\nkind: Config\nusers:\n";

std::string with_crlf(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.insert(at, "\r");
    return text;
}

std::string without_last_end(std::string text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    return text;
}

/// Makes kubeconfigs as people write them.
class Writer {
public:
    explicit Writer(unsigned seed) : random_(seed) {}

    std::string file() {
        std::string text = chance(4) ? "---\n" : "";
        std::vector<std::string> parts{list("clusters", "  cluster:\n    server: https://x.example # c\n"),
                                       list("users", "  user:\n    token: |-\n      canary\n      # no comment\n"),
                                       list("contexts", "  context: {cluster: dev, user: dev}\n")};
        if (chance(2)) parts.emplace_back("apiVersion: v1\n");
        if (chance(2)) parts.emplace_back("kind: Config\n");
        if (chance(2)) parts.emplace_back(chance(2) ? "current-context: dev\n" : "current-context: ''   # none\n");
        if (chance(3)) parts.emplace_back("preferences: {}\n");
        if (chance(3)) parts.emplace_back("extensions:\n- name: x\n  extension: {a: [1, 2]}\n");
        std::ranges::shuffle(parts, random_);
        for (const std::string& part : parts) text += between() + part;
        text += between();
        if (chance(3)) text = without_last_end(text);
        return chance(3) ? with_crlf(text) : text;
    }

private:
    bool chance(unsigned of) { return random_() % of == 0; }

    std::string between() {
        std::string text;
        while (chance(3)) text += chance(2) ? "# a comment: - name: x\n" : (chance(2) ? "\n" : "   # indented\n");
        return text;
    }

    std::string list(const std::string& key, const std::string& rest) {
        switch (random_() % 5) {
            case 0:
                return "";
            case 1:
                return key + ": []" + (chance(2) ? "  # none yet" : "") + "\n";
            case 2:
                return key + (chance(2) ? ":\n" : ": null\n");
            default: {
                std::string text = key + ":" + (chance(3) ? " # mine" : "") + "\n";
                const std::string indent(random_() % 3 * 2, ' ');
                const auto count = 1 + random_() % 3;
                for (unsigned i = 0; i < count; ++i) {
                    text += between() + indent + "- name: " + (i == 0 ? "dev" : "dev" + std::to_string(i)) + "\n";
                    for (std::size_t at = 0; at < rest.size();) {
                        const std::size_t end = rest.find('\n', at) + 1;
                        text += indent + rest.substr(at, end - at);
                        at = end;
                    }
                }
                return text;
            }
        }
    }

    std::mt19937 random_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(kubeconfig_text)

BOOST_AUTO_TEST_CASE(an_entry_is_a_cluster_a_user_and_a_context) {
    BOOST_TEST(add_to_kubeconfig(std::nullopt, kKubeEntry, kHostProgram, true).lines == R"(apiVersion: v1
kind: Config
clusters:
- name: "acme-invoice"
  cluster:
    server: "https://k8s.example"
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
users:
- name: "acme-invoice"
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: "/usr/bin/jit-console"
      args:
      - "kube-credential"
      - "acme"
      - "--tenant"
      - "invoice"
      interactiveMode: IfAvailable
      provideClusterInfo: false
contexts:
- name: "acme-invoice"
  context:
    cluster: "acme-invoice"
    user: "acme-invoice"
    namespace: "duploservices-invoice"
)");
}

BOOST_AUTO_TEST_CASE(a_file_that_was_made_for_an_entry_goes_with_it) {
    const Config text = added(std::nullopt, "acme-invoice", true);
    BOOST_TEST(text->starts_with("# jit-console made this file\napiVersion: v1\nkind: Config\n"));
    BOOST_TEST(own_kube_entries(*text)[0].current);
    BOOST_TEST(!removed(text).has_value());
    const Config two = added(text, "acme-web");
    BOOST_TEST(!removed(removed(two), "acme-web").has_value());
    BOOST_TEST(!removed(removed(two, "acme-web")).has_value());
}

BOOST_DATA_TEST_CASE(what_is_added_and_removed_again_leaves_a_hand_written_file_byte_for_byte, data::xrange(150),
                     seed) {
    Writer writer(static_cast<unsigned>(seed));
    const std::string config = writer.file();
    const bool use = seed % 2 == 0;
    const Config one = added(config, "acme-invoice", use);
    BOOST_TEST(own_kube_entries(*one).size() == 1U);
    BOOST_TEST(removed(one).value_or("") == config, config);
    BOOST_TEST(added(one, "acme-invoice", use).value_or("") == *one, config);
    const Config two = added(one, "acme-web", seed % 3 == 0);
    BOOST_TEST(own_kube_entries(*two).size() == 2U);
    BOOST_TEST(removed(removed(two, "acme-web")).value_or("") == config, config);
    BOOST_TEST(removed(removed(two), "acme-web").value_or("") == config, config);
}

BOOST_AUTO_TEST_CASE(empty_files_and_comments_only_are_left_as_they_were) {
    for (const std::string config : {"", "\n", "kind: Config\r\nclusters: []\nusers: []", "# nothing", "# nothing\n\n",
                                     "---\n", kWritten, kEmptyLists}) {
        BOOST_TEST(removed(added(config, "acme-invoice", true)).value_or("none") == config, config);
    }
}

BOOST_AUTO_TEST_CASE(the_current_context_is_set_only_where_that_is_wanted_and_is_given_back) {
    BOOST_TEST(added(kWritten)->find("current-context: dev\n") != std::string::npos);
    const Config used = added(kWritten, "acme-invoice", true);
    BOOST_TEST(current_kube_context(*used) == "acme-invoice");
    const Config both = added(used, "acme-web", true);
    BOOST_TEST(current_kube_context(*removed(both, "acme-web")) == "dev");
    BOOST_TEST(current_kube_context(*removed(both)) == "acme-web");
}

BOOST_AUTO_TEST_CASE(a_context_that_somebody_chose_since_stays) {
    std::string text = *added(kWritten, "acme-invoice", true);
    text.replace(text.find("current-context: \"acme-invoice\""), 31, "current-context: other");
    const std::string rest = *removed(text);
    BOOST_TEST(current_kube_context(rest) == "other");
    BOOST_TEST(rest.find("jit-console") == std::string::npos, rest);
}

/// What kubectl leaves of a file: no comments, keys in another order.
BOOST_AUTO_TEST_CASE(an_entry_is_found_where_kubectl_wrote_the_file_anew) {
    const std::string rewritten = R"(apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
    server: https://k8s.example
  name: acme-invoice
- cluster:
    server: https://dev.example
  name: dev
contexts:
- context:
    cluster: acme-invoice
    namespace: other
    user: acme-invoice
  name: acme-invoice
current-context: acme-invoice
kind: Config
preferences: {}
users:
- name: dev
  user:
    token: canary-token
- name: acme-invoice
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      args:
      - kube-credential
      - acme
      - --tenant
      - invoice
      command: /opt/bin/jit-console
      env: null
      interactiveMode: IfAvailable
      provideClusterInfo: false
)";
    BOOST_TEST((own_kube_entries(rewritten) ==
                std::vector<OwnKubeEntry>{{"acme-invoice", "acme", "invoice", "", "other", true}}));
    BOOST_TEST(*removed(rewritten) == R"(apiVersion: v1
clusters:
- cluster:
    server: https://dev.example
  name: dev
contexts: []
current-context: ""
kind: Config
preferences: {}
users:
- name: dev
  user:
    token: canary-token
)");
    BOOST_TEST(own_kube_entries(*added(rewritten)).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_entry_of_somebody_elses_is_not_touched) {
    for (const char* key : {"clusters", "users", "contexts"}) {
        const std::string config = std::string(key) + ":\n- name: acme-invoice\n";
        BOOST_TEST(refused_config(config).find("was not written by jit-console") != std::string::npos);
        BOOST_TEST((thrown_code([&] { removed(config); }) == ErrorCode::kubeconfig));
    }
    BOOST_TEST((thrown_code([&] { removed(kWritten, "dev"); }) == ErrorCode::kubeconfig));
    BOOST_TEST((thrown_code([&] { removed(std::nullopt); }) == ErrorCode::kubeconfig));
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_is_refused_and_not_repeated) {
    const std::string canary = "users: [{name: dev, user: {token: canary-token}}]\n";
    for (const std::string& config : std::vector<std::string>{
             canary, "{\"users\": [{\"name\": \"canary-token\"}]}", std::string(kWritten) + "---\n" + kWritten,
             std::string(kWritten) + "...\n", std::string("clusters:\n\t- name: canary-token\n"),
             std::string("clusters:\n- &a\n  name: canary-token\nusers: [*a]\n"), std::string("- canary-token\n"),
             std::string("canary-token"), std::string("\"current-context\": canary-token\n"),
             std::string("kind: Config\r"), std::string("clusters: canary-token\n"),
             "clusters:\n- name: x\nclusters:\n- name: y\n", std::string("clusters:\r- name: canary-token\r"),
             std::string("a: [\n"), std::string(100000, '['), std::string("\"clusters\":\n- name: canary-token\n"),
             std::string(" clusters:\n - name: canary-token\n"), std::string("users:\n  [{name: canary-token}]\n"),
             std::string("users:\n- name: acme-invoice\n- name: acme-invoice\n")}) {
        BOOST_TEST(refused_config(config).find("canary") == std::string::npos, config.substr(0, 100));
    }
}

BOOST_AUTO_TEST_CASE(words_that_yaml_would_read_otherwise_stay_words) {
    KubeEntry entry = kKubeEntry;
    entry.name = "123";
    entry.insecure = true;
    entry.authority.clear();
    entry.arguments = {"kube-credential", "no", "--admin", "--infrastructure", "1e3", "--v1beta1"};
    entry.version = ExecVersion::v1beta1;
    const std::string text = *add_to_kubeconfig(std::nullopt, entry, "C:\\Program Files\\jit-console.exe", true).text;
    BOOST_TEST(
        (own_kube_entries(text) == std::vector<OwnKubeEntry>{{"123", "no", "", "1e3", "duploservices-invoice", true}}));
    BOOST_TEST(text.find("insecure-skip-tls-verify: true") != std::string::npos);
    BOOST_TEST(text.find("authority") == std::string::npos);
    BOOST_TEST(text.find("interactiveMode") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_name_is_a_plain_word) {
    for (const char* name : {"", "a b", "-a", "a\n", "a/b", "a\"b"})
        BOOST_TEST((thrown_code([&] { added(std::nullopt, name); }) == ErrorCode::kubeconfig), name);
}

BOOST_AUTO_TEST_CASE(one_with_a_token_is_whole_and_may_lack_an_authority) {
    const Secret token(std::string("canary-token"));
    const Secret whole = kubeconfig_with_token(kKubeEntry, token);
    BOOST_TEST(current_kube_context(whole.reveal()) == "acme-invoice");
    BOOST_TEST(own_kube_entries(whole.reveal()).empty());
    BOOST_TEST(whole.reveal().find("    token: \"canary-token\"\n") != std::string::npos);
    BOOST_TEST(whole.reveal().find("certificate-authority-data: LS0t") != std::string::npos);
    KubeEntry entry = kKubeEntry;
    entry.authority.clear();
    const Secret without = kubeconfig_with_token(entry, token);
    BOOST_TEST(without.reveal().find("certificate") == std::string::npos);
    BOOST_TEST(without.reveal().find("insecure") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
