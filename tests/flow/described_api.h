// docs/openapi.json at hand: its operations, its schemas, and answers held to them.
//
// Used by openapi_test.cpp, on the test's thread.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "tests/support/schema.h"
#include "tests/support/source_tree.h"
#include "tests/support/web.h"

namespace lamplight::tests {

using nlohmann::json;

inline const json& document() {
  static const json read = [] {
    std::ifstream file(source_tree() / "docs" / "openapi.json");
    return json::parse(file);
  }();
  return read;
}

inline std::string faults_of(const json& schema, const json& value) {
  std::string sentences;
  for (const std::string& sentence : Schemas(document()).violations(schema, value)) sentences += sentence + "\n";
  return sentences;
}

inline json schema_named(const std::string& name) {
  return {{"$ref", "#/components/schemas/" + name}};
}

// "GET /incidents/{id}" of every operation; those outside /api/v1 have a server of their own.
inline std::set<std::string> operations(bool outside_api) {
  std::set<std::string> found;
  for (const auto& [path, item] : document()["paths"].items()) {
    if (item.contains("servers") != outside_api) continue;
    for (const auto& [name, word] : std::map<std::string, std::string>{
             {"get", "GET"}, {"post", "POST"}, {"patch", "PATCH"}, {"delete", "DELETE"}}) {
      if (item.contains(name)) found.insert(word + " " + path);
    }
  }
  return found;
}

struct Request {
  std::string id;     // for {id}
  std::string query;  // with its question mark
  json body;          // null: none
  std::map<std::string, std::string> headers;
  std::string second;  // for the brace behind {id}
  std::string bytes;   // a body that is no JSON
};

// Holds every answer to the file, and remembers what has been answered.
class Held {
 public:
  // What must be answered as the file says of success.
  WebAnswer ask(Web& web, const std::string& operation, const Request& request = {}) {
    INFO(operation << " " << request.id << request.query << " " << request.body.dump());
    if (!request.body.is_null()) {
      CHECK(faults_of(entry(operation)["requestBody"]["content"]["application/json"]["schema"], request.body) == "");
    }
    WebAnswer answer = send(web, operation, request);
    hold(operation, answer);
    return answer;
  }

  void hold(const std::string& operation, const WebAnswer& answer) {
    INFO(answer.text);
    const json& responses = entry(operation)["responses"];
    const std::string status = std::to_string(answer.status);
    REQUIRE(responses.contains(status));
    seen_.insert(operation);
    const json& response = responses[status];
    if (!response.contains("content")) {
      CHECK(answer.text.empty());
      return;
    }
    const std::string type = type_of(answer);
    REQUIRE(response["content"].contains(type));
    const json value = type.ends_with("json") ? answer.body : json(answer.text);
    CHECK(faults_of(response["content"][type]["schema"], value) == "");
    if (response.contains("headers")) {
      for (const auto& [name, header] : response["headers"].items()) CHECK(answer.headers.count(name) == 1);
    }
  }

  // What must be refused, as a problem of that status.
  void refused(Web& web, const std::string& operation, const Request& request, int status) {
    INFO(operation << " must be refused with " << status);
    hold_problem(send(web, operation, request), status);
    CHECK_FALSE(entry(operation)["responses"].contains(std::to_string(status)));
  }

  static void hold_problem(const WebAnswer& answer, int status) {
    INFO(answer.text);
    REQUIRE(answer.status == status);
    CHECK(type_of(answer) == "application/problem+json");
    CHECK(faults_of(schema_named("Problem"), answer.body) == "");
    CHECK(answer.body["status"] == status);
  }

  void hold_event(const EventStream::Event& event) {
    INFO(event.name << " " << event.body.dump());
    const json& events = entry("GET /live")["x-events"];
    REQUIRE(events.contains(event.name));
    CHECK(faults_of(events[event.name], event.body) == "");
    seen_.insert("GET /live");
  }

  // With the ETag that a reading of the same thing gives.
  WebAnswer change(Web& web, const std::string& operation, Request request) {
    const std::string path = operation.substr(operation.find(' ') + 1);
    request.headers["If-Match"] = ask(web, "GET " + path, {.id = request.id}).headers.at("ETag");
    return ask(web, operation, request);
  }

  [[nodiscard]] const std::set<std::string>& seen() const { return seen_; }

 private:
  static const json& entry(const std::string& operation) {
    const auto blank = operation.find(' ');
    std::string method = operation.substr(0, blank);
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    return document().at("paths").at(operation.substr(blank + 1)).at(method);
  }

  static std::string type_of(const WebAnswer& answer) {
    const auto found = answer.headers.find("Content-Type");
    return found == answer.headers.end() ? "" : found->second.substr(0, found->second.find(';'));
  }

  static WebAnswer send(Web& web, const std::string& operation, const Request& request) {
    const auto blank = operation.find(' ');
    const std::string pattern = operation.substr(blank + 1);
    std::string path = document().at("paths").at(pattern).contains("servers") ? pattern : "/api/v1" + pattern;
    if (const auto brace = path.find("{id}"); brace != std::string::npos) path.replace(brace, 4, request.id);
    if (const auto brace = path.find('{'); brace != std::string::npos) path.replace(brace, path.size(), request.second);
    if (!request.bytes.empty()) {
      return web.send_text(operation.substr(0, blank), path + request.query, request.bytes, request.headers);
    }
    const json* body = request.body.is_null() ? nullptr : &request.body;
    return web.send(operation.substr(0, blank), path + request.query, body, request.headers);
  }

  std::set<std::string> seen_;
};

}  // namespace lamplight::tests
