// A person's browser or phone, as far as the API sees it: cookie, CSRF token, JSON.
//
// Used by flow tests and benchmarks; one object a thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/support/town_seed.h"

namespace lamplight::tests {

struct WebAnswer {
  int status = 0;                    // 0: nobody answered
  nlohmann::json body;               // null where it is no JSON
  std::string text;
  std::map<std::string, std::string> headers;
};

class Web {
 public:
  Web(int port, SeededSession session = {});
  ~Web();

  [[nodiscard]] WebAnswer get(const std::string& path);
  [[nodiscard]] WebAnswer post(const std::string& path, const nlohmann::json& body);
  [[nodiscard]] WebAnswer send(const std::string& method, const std::string& path, const nlohmann::json* body,
                               const std::map<std::string, std::string>& headers = {});
  // A body as it stands, also one that is no JSON.
  [[nodiscard]] WebAnswer send_text(const std::string& method, const std::string& path, const std::string& text,
                                    const std::map<std::string, std::string>& headers = {});
  // POST /incidents/{id}/commands
  [[nodiscard]] WebAnswer command(const std::string& incident, const nlohmann::json& body);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// The status of one GET; 0 when nobody answers.
[[nodiscard]] int get_status(int port, const std::string& path);

// An event stream (GET /api/v1/live), read on the caller's thread.
class EventStream {
 public:
  EventStream(int port, const SeededSession& session);
  ~EventStream();

  struct Event {
    std::string name;
    nlohmann::json body;
  };
  // The next event of that name (any: empty); nothing after `seconds_max`.
  [[nodiscard]] std::optional<Event> next(const std::string& name, int seconds_max = 30);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::tests
