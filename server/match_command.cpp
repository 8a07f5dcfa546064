// JSON in, an assignment, JSON out. Types are exact; members that nobody knows are passed over.
#include "server/match_command.h"

#include <chrono>
#include <fstream>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>
#include <stdexcept>

#include "devices/strict_json.h"
#include "dispatch/assignment.h"

namespace lamplight::server {
namespace {

// A hundred thousand workers fit many times over; what is longer was meant for something else.
constexpr std::size_t k_input_bytes_max = std::size_t{256} * 1024 * 1024;
constexpr int k_exit_wrong_input = 2;

// The sentence for `err`; leaves this file never.
class WrongInput : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct MatchInput {
  std::vector<MatchWorker> workers;
  std::vector<MatchIncident> incidents;
  double speed_mps = 0;
};

// One value and how to say where it stands: `incidents[3].priority`.
class Place {
 public:
  Place(const Json& value, std::string name) : value_(value), name_(std::move(name)) {}

  [[nodiscard]] Place member(const std::string& name) const {
    if (value_.object() == nullptr) fail("must be an object");
    const Json* found = value_.member(name);
    const std::string place = name_.empty() ? name : name_ + "." + name;
    if (found == nullptr) throw WrongInput(place + " is missing");
    return {*found, place};
  }
  [[nodiscard]] bool has(const std::string& name) const { return value_.member(name) != nullptr; }

  [[nodiscard]] std::vector<Place> elements() const {
    if (value_.array() == nullptr) fail("must be an array");
    std::vector<Place> places;
    for (const Json& element : *value_.array()) {
      places.emplace_back(element, name_ + "[" + std::to_string(places.size()) + "]");
    }
    return places;
  }
  [[nodiscard]] std::string text() const {
    if (value_.text() == nullptr || value_.text()->empty()) fail("must be a text that is not empty");
    return *value_.text();
  }
  [[nodiscard]] double number() const {
    if (!value_.number()) fail("must be a number");
    return *value_.number();
  }
  [[nodiscard]] bool truth() const {
    if (!value_.truth()) fail("must be true or false");
    return *value_.truth();
  }
  [[nodiscard]] int small_number() const {
    const auto whole = value_.integer();
    if (!whole || *whole < -1'000'000 || *whole > 1'000'000) fail("must be a small whole number");
    return static_cast<int>(*whole);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw WrongInput((name_.empty() ? "the input" : name_) + " " + what);
  }

  const Json& value_;
  std::string name_;
};

std::vector<SkillCode> skills_of(const Place& row, const std::string& name) {
  std::vector<SkillCode> skills;
  if (!row.has(name)) return skills;
  for (const Place& skill : row.member(name).elements()) skills.emplace_back(skill.text());
  return skills;
}

Position position_of(const Place& row) {
  return {row.member("lat").number(), row.member("lon").number()};
}

MatchInput input_of(const Json& json) {
  const Place top{json, ""};
  MatchInput input;
  input.speed_mps = top.member("speed_mps").number();
  for (const Place& row : top.member("workers").elements()) {
    input.workers.push_back(
        {WorkerId{row.member("id").text()}, position_of(row), skills_of(row, "skills"), row.member("on_duty").truth()});
  }
  for (const Place& row : top.member("incidents").elements()) {
    input.incidents.push_back({IncidentId{row.member("id").text()}, position_of(row), skills_of(row, "needs"),
                               row.member("priority").small_number()});
  }
  return input;
}

MatchInput read_input(const std::string& path, std::istream& in) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) throw WrongInput("it can't be opened");
  }
  std::istream& source = path == "-" ? in : file;
  std::ostringstream bytes;
  bytes << source.rdbuf();
  if (bytes.bad()) throw WrongInput("it can't be read");
  const auto json = read_json(bytes.view(), k_input_bytes_max);
  if (!json) throw WrongInput("it is not the JSON it should be: " + json.error());
  return input_of(json.value());
}

std::string written(const Assignment& assignment, double elapsed_ms) {
  nlohmann::ordered_json assigned = nlohmann::ordered_json::array();
  for (const Assigned& pair : assignment.assigned) {
    assigned.push_back(
        {{"incident", pair.incident.text()}, {"worker", pair.worker.text()}, {"travel_s", pair.travel_s}});
  }
  nlohmann::ordered_json unassigned = nlohmann::ordered_json::array();
  for (const IncidentId& id : assignment.unassigned) unassigned.push_back(id.text());
  return nlohmann::ordered_json{{"assignments", std::move(assigned)},
                                {"unassigned", std::move(unassigned)},
                                {"total_s", assignment.total_s},
                                {"elapsed_ms", elapsed_ms}}
      .dump();
}

}  // namespace

int run_match(const std::string& path, std::istream& in, std::ostream& out, std::ostream& err) {
  try {
    const MatchInput input = read_input(path, in);
    const auto begun = std::chrono::steady_clock::now();
    const auto assignment = assign(input.workers, input.incidents, input.speed_mps);
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - begun;
    if (!assignment) throw WrongInput(assignment.error());
    out << written(assignment.value(), elapsed.count()) << std::endl;
    return 0;
  } catch (const WrongInput& wrong) {
    err << "lamplight match: " << (path == "-" ? "standard input" : path) << ": " << wrong.what() << std::endl;
    return k_exit_wrong_input;
  }
}

}  // namespace lamplight::server
