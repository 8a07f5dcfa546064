// Everybody who may knock at a door of the API, and what each is promised: by the words "Who: …" of docs/openapi.json
// for routes, by the sentences of design §7 for what is shown behind them. Nothing here asks server/permission.
//
// Used by http_every_door_test.cpp.
#pragma once

#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/flow/described_api.h"
#include "tests/flow/http_town.h"

namespace lamplight::tests {

enum class Tie { none, former, offered, holds };

// One who asks. Of a token the bearer is sent, of a person the cookie.
struct Knocker {
  std::string name;
  std::string role;  // empty: nobody
  Tie tie = Tie::none;
  bool linked = false, status = false, incidents = false, vitals = false, location = false;
  bool glass = false;
  bool by_token = false;
  bool reads_incidents_only = false;  // a token's scope
  std::shared_ptr<Web> web;
  std::map<std::string, std::string> headers;
};

inline std::vector<std::string> parted(const std::string& text, const std::string& mark) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, from)) {
    parts.push_back(text.substr(from, at - from));
    from = at + mark.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

// One operation as the file describes it.
struct Described {
  std::string method, path, tag;
  bool takes_body = false;
  std::vector<std::string> who;  // "dispatcher", "the care worker who holds it", "in person", …
};

inline std::vector<Described> described_operations() {
  std::vector<Described> all;
  for (const std::string& operation : operations(false)) {
    const auto blank = operation.find(' ');
    Described one{operation.substr(0, blank), operation.substr(blank + 1), "", false, {}};
    std::string method = one.method;
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    const json& entry = document()["paths"][one.path][method];
    one.tag = entry["tags"][0];
    one.takes_body = entry.contains("requestBody");
    const std::string text = entry["description"];
    INFO(operation << ": " << text);
    REQUIRE(text.starts_with("Who: "));
    for (const std::string& clause : parted(text.substr(5, text.find('.') - 5), "; ")) {
      for (const std::string& word : parted(clause, ", ")) one.who.push_back(word);
    }
    all.push_back(std::move(one));
  }
  return all;
}

// 'a' allowed, 'f' forbidden, 'h' hidden, 's' has to sign in.
inline char promised(const Described& door, const Knocker& who) {
  static const std::set<std::string> roles{"administrator", "dispatcher", "care worker", "family"};
  if (who.role.empty()) return 's';
  bool worker_by_tie = false, relative_by_tier = false;
  bool through_open = false;  // the tie to a resident is an open incident; once it is over there is none
  bool allowed = false;
  bool in_person = false;
  for (const std::string& word : door.who) {
    if (word == "signed in" || word == "anyone") allowed = true;
    else if (roles.count(word) > 0) allowed = allowed || who.role == word;
    else if (word == "in person") in_person = true;
    else if (word == "whoever has broken the glass") allowed = allowed || (who.glass && who.role != "family");
    else if (word == "the care worker who is asked or holds it") {
      worker_by_tie = true;
      allowed = allowed || (who.role == "care worker" && who.tie >= Tie::offered);
    } else if (word == "the care worker who is asked or holds her incident") {
      allowed = allowed || (who.role == "care worker" && who.tie >= Tie::offered);
    } else if (word.starts_with("the care worker who holds")) {
      worker_by_tie = true;
      through_open = word.ends_with("her incident");
      allowed = allowed || (who.role == "care worker" && who.tie == Tie::holds);
    } else if (word == "family with consent" || word == "family with any consent") {
      relative_by_tier = true;
      allowed = allowed || (who.role == "family" && who.linked && (who.vitals || word == "family with any consent"));
    } else {
      FAIL("Nobody has said what \"" << word << "\" means: " << door.method << " " << door.path);
    }
  }
  if (in_person && who.by_token) return 'f';
  if (who.reads_incidents_only) {
    // A preview is about an incident that might be; a photograph is revealed, which is more than reading.
    const bool about_incidents = door.tag == "incidents" || door.path.ends_with("/preview");
    if (door.method != "GET" || !about_incidents || door.path.ends_with("/photos")) return 'f';
  }
  if (allowed) return 'a';
  const bool tied = who.tie != Tie::none && !(through_open && who.tie == Tie::former);
  if (worker_by_tie && who.role == "care worker" && !tied) return 'h';
  if (relative_by_tier && who.role == "family" && !who.linked) return 'h';
  return 'f';
}

// What has been planted in the town, each of it findable by one text that stands nowhere else.
enum class Planted { name, address, access, phone, contact, clinical, mobility, notes, words, place, vitals, key_safe };

// Whether it may ever be among what she reads.
inline bool may_read(Planted what, const Knocker& who) {
  if (who.role.empty() || what == Planted::key_safe) return false;  // that one is revealed, never read
  if (who.reads_incidents_only) return what != Planted::vitals;
  if (who.role == "dispatcher") return true;
  if (who.role == "administrator") return what != Planted::vitals || who.glass;
  if (who.role == "care worker") {
    if (who.tie == Tie::holds || who.glass) return true;
    return who.tie == Tie::offered && what == Planted::name;
  }
  if (!who.linked) return false;
  if (what == Planted::name) return true;
  if (what == Planted::vitals) return who.vitals;
  return what == Planted::place && who.incidents && who.location;
}

}  // namespace lamplight::tests
