// docs/nginx.conf in front of a server: TLS, redirects, addresses, streams. Debian's nginx, openssl and curl.
#include <catch2/catch.hpp>

#include <csignal>
#include <fstream>
#include <sstream>

#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/running_town.h"
#include "tests/support/source_tree.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void replace_once(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(from, at + from.size()) == std::string::npos);
  text.replace(at, from.size(), to);
}

// The proxy as the file describes it; only ports, paths and the certificate are this test's.
class Proxy {
 public:
  explicit Proxy(int server_port) {
    run_child({installed_program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
               "-nodes", "-days", "2", "-subj", "/CN=lamplight.example", "-addext",
               "subjectAltName=DNS:lamplight.example", "-keyout", file("key.pem"), "-out", file("chain.pem")},
              file("openssl.log"));
    std::string config = text_of(source_tree() / "docs" / "nginx.conf");
    replace_once(config, "listen 80;", "listen 127.0.0.1:" + std::to_string(plain_port) + ";");
    replace_once(config, "listen 443 ssl", "listen 127.0.0.1:" + std::to_string(tls_port) + " ssl");
    replace_once(config, "127.0.0.1:8080", "127.0.0.1:" + std::to_string(server_port));
    replace_once(config, "/run/nginx.pid", file("nginx.pid"));
    replace_once(config, "/var/log/nginx/error.log", file("error.log"));
    replace_once(config, "/etc/lamplight/tls/chain.pem", file("chain.pem"));
    replace_once(config, "/etc/lamplight/tls/key.pem", file("key.pem"));
    std::ofstream(file("nginx.conf")) << "daemon off;\nmaster_process off;\n" << config;
    pid_ = start_child({installed_program("nginx"), "-p", folder_.path().string(), "-c", file("nginx.conf"), "-e",
                        file("error.log"), "-g", "user root;"},
                       file("nginx.log"));
    const bool listens = eventually([&] { return somebody_listens(tls_port); });
    INFO(text_of(file("nginx.log")) << text_of(file("error.log")));
    REQUIRE(listens);
  }
  ~Proxy() { end_child(pid_, SIGTERM); }
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  // What curl prints, head and body; empty where it gets no answer.
  std::string curl(std::vector<std::string> words, const std::string& path, bool tls = true) {
    const int port = tls ? tls_port : plain_port;
    const std::string out = file("answer" + std::to_string(++asked_));
    std::vector<std::string> all{installed_program("curl"), "--silent", "--include", "--max-time", "20", "--cacert",
                                 file("chain.pem"), "--resolve",
                                 "lamplight.example:" + std::to_string(port) + ":127.0.0.1", "--output", out};
    all.insert(all.end(), words.begin(), words.end());
    all.push_back((tls ? "https" : "http") + std::string("://lamplight.example:") + std::to_string(port) + path);
    try {
      run_child(all, file("curl.log"));
    } catch (const std::exception&) {
      // No answer, or a stream that was cut: what came is what there is.
    }
    return std::filesystem::exists(out) ? text_of(out) : std::string();
  }

  const int plain_port = free_port();
  const int tls_port = free_port();

 private:
  [[nodiscard]] std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

  TemporaryFolder folder_;
  pid_t pid_ = 0;
  int asked_ = 0;
};

bool says(const std::string& answer, const std::string& words) {
  return answer.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("Behind the nginx of docs/nginx.conf everything is TLS, and the server knows who asks") {
  RunningTown town(TownSize{.districts = 1, .residents = 2, .workers = 1});
  town.start_server("server", {"LAMPLIGHT_HTTP_BEHIND_PROXY=1"});
  Proxy proxy(town.http_port());

  // No old TLS, and nothing over plain HTTP but the way to TLS.
  CHECK(says(proxy.curl({}, "/healthz"), "200"));
  CHECK(proxy.curl({"--tls-max", "1.1"}, "/healthz").empty());
  CHECK(says(proxy.curl({}, "/desk/", false), "301"));
  CHECK(says(proxy.curl({}, "/desk/", false), "https://lamplight.example/desk/"));
  CHECK(says(proxy.curl({}, "/api/v1/session", false), "403"));
  CHECK(says(proxy.curl({}, "/metrics"), "404"));

  const std::string page = proxy.curl({}, "/");
  CHECK(says(page, "strict-transport-security: max-age=31536000; includeSubDomains"));
  CHECK(says(page, "content-security-policy: default-src 'none'"));
  CHECK_FALSE(says(page, "nginx/"));

  // A cookie for this host only, and the address that nginx saw, whatever the client claims.
  const std::string body = std::string(R"({"username":"d-0","password":")") + k_seeded_password + "\"}";
  const std::string in = proxy.curl({"--data", body, "--header", "X-Forwarded-For: 203.0.113.9"}, "/api/v1/session");
  CHECK(says(in, "set-cookie: __Host-lamplight_session="));
  CHECK(says(in, "; Secure"));
  CHECK(town.count("SELECT COUNT(*) FROM audit WHERE what = 'session.opened' AND detail = '127.0.0.1'") == 1);

  const std::string large(100'000, 'x');
  CHECK(says(proxy.curl({"--data", "{\"username\":\"" + large + "\"}"}, "/api/v1/session"), "413"));

  // Events come through while the stream is open.
  const std::size_t from = in.find("__Host-lamplight_session=");
  const std::string cookie = in.substr(from, in.find(';', from) - from);
  std::string events;
  const auto come = [&] {
    events = proxy.curl({"--max-time", "5", "--cookie", cookie}, "/api/v1/live");
    return says(events, "event: snapshot") && says(events, "event: tick");
  };
  const bool both = eventually(come, 4);
  INFO(events);
  CHECK(both);
}
