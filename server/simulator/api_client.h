// The HTTP API as the simulated people use it: one connection, many sign-ins.
//
// Used by the thread "field-staff" alone. A call never throws: a server that is away, slow or full is
// an answer without a status, and is left in peace for a while.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "server/clock.h"
#include "server/simulator/town_files.h"

namespace lamplight::simulator {

inline constexpr const char* k_user_agent = "lamplight-simulator/1";

// One person's session. Signed in at the first call, and again whenever the server has forgotten it.
struct SignIn {
  Account account;
  std::string cookie;  // empty: not signed in
  std::string csrf;
  Instant again_at{};  // not before this after a refusal
  int refusals = 0;
};

struct Reply {
  int status = 0;  // 0: no answer
  std::string body;

  [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
};

struct ServerPlace {
  std::string host;
  int port = 80;
};

// Of "http://127.0.0.1:8080". Throws std::runtime_error with the sentence to print.
[[nodiscard]] ServerPlace read_server_url(const std::string& url);

class ApiClient {
 public:
  ApiClient(ServerPlace place, const server::Clock& clock);
  ~ApiClient();
  ApiClient(const ApiClient&) = delete;
  ApiClient& operator=(const ApiClient&) = delete;

  // `path` begins behind /api/v1. Signs in first where needed.
  [[nodiscard]] Reply get(SignIn& who, const std::string& path);
  [[nodiscard]] Reply post(SignIn& who, const std::string& path, const std::string& body);
  // Makes sure there is a cookie to open an event stream with.
  [[nodiscard]] bool sign_in(SignIn& who);
  // The session is no longer held to be good: a stream was refused with it.
  static void forget(SignIn& who) { who.cookie.clear(); }

  // The server asked for peace, or could not be reached; calls fail at once until then.
  [[nodiscard]] bool waiting() const;

 private:
  struct Request {
    const char* method;
    std::string path;
    std::string body;
  };
  [[nodiscard]] Reply call(SignIn& who, const Request& request);
  [[nodiscard]] Reply exchange(const SignIn& who, const Request& request, std::string* cookie);
  void leave_in_peace(int seconds);

  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::simulator
