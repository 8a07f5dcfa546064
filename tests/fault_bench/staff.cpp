// Looks at the desk, and does for each incident what somebody would do next.
#include "tests/fault_bench/staff.h"

#include "tests/support/child.h"

namespace lamplight::fault_bench {
namespace {

constexpr const char* k_desk = "u-d-0";

// Every third care worker never hears her telephone: what is asked of her lapses.
bool is_deaf(const std::string& worker) {
  return std::stoi(worker.substr(2)) % 3 == 1;
}

std::int64_t deadline_of(const nlohmann::json& incident) {
  const nlohmann::json& deadline = incident["deadline"];
  if (!deadline.is_object()) return 0;
  const auto at = from_rfc3339(deadline["at"].get<std::string>());
  return at ? ms_of(*at) : 0;
}

}  // namespace

Staff::Staff(tests::RunningTown& town, int workers, std::vector<int> ports, std::uint64_t seed, History& history)
    : history_(history),
      random_(seed),
      ports_(std::move(ports)),
      sessions_([&] {
        std::map<std::string, tests::SeededSession> sessions{{k_desk, town.sign_in(k_desk)}};
        for (int w = 0; w < workers; ++w) {
          const std::string id = "w-" + std::to_string(w);
          sessions[id] = town.sign_in("u-" + id);
        }
        return sessions;
      }()),
      thread_("staff", [this](const std::stop_token& stop) { run(stop); }) {}

tests::Web& Staff::web_of(const std::string& who) {
  auto& web = webs_[who];
  if (!web) web = std::make_unique<tests::Web>(ports_[port_], sessions_.at(who));
  return *web;
}

void Staff::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    // Half a second between two looks, as a page that polls.
    [[maybe_unused]] const bool asked = tests::eventually([&] { return stop.stop_requested() || hurried_; }, 10);
    look_at_the_desk(stop);
  }
}

void Staff::look_at_the_desk(const std::stop_token& stop) {
  const Instant asked_at = clock_.now();
  const tests::WebAnswer listed = web_of(k_desk).get("/api/v1/incidents?state=open&limit=200");
  if (listed.status != 200) {
    open_ = -1;
    history_.add(clock_.now(), "refused", {{"who", k_desk}, {"outcome", std::to_string(listed.status)}});
    port_ = (port_ + 1) % ports_.size();
    webs_.clear();
    return;
  }
  const nlohmann::json items = listed.body["items"];
  open_ = static_cast<int>(items.size());
  nlohmann::json told_of = nlohmann::json::array();
  for (const auto& item : items) told_of.push_back(item["id"]);
  if (listed.body["next"].is_null()) {
    history_.add(clock_.now(), "looked", {{"asked_at", ms_of(asked_at)}, {"open", told_of}});
  }
  for (const auto& item : items) {
    if (stop.stop_requested()) return;
    const std::string id = item["id"];
    const std::string state = item["state"];
    history_.add(clock_.now(), "shown", {{"incident", id}, {"state", state}, {"deadline_at", deadline_of(item)}});
  }
  for (const auto& item : items) {
    if (stop.stop_requested()) return;
    const std::string worker = item["worker"].is_object() ? item["worker"]["id"].get<std::string>() : "";
    care_for(item["id"], item["state"], worker);
  }
}

void Staff::care_for(const std::string& id, const std::string& state, const std::string& worker) {
  const auto dice = random_() % 100;
  if (!hurried_ && dice < 20) return;  // somebody dawdles
  if (state == "offered") {
    answer_offers(id);
  } else if (state == "assigned") {
    if (dice > 85) say_yes_late(id);
    command(worker, id, {{"do", !hurried_ && dice > 93 ? "decline" : "depart"}, {"reason", "another call"}});
  } else if (state == "on_the_way") {
    command(worker, id, {{"do", "arrive"}});
  } else if (state == "arrived") {
    command(worker, id, {{"do", "resolve"}, {"outcome", "helped"}, {"note", "up again"}});
  } else if (state == "resolved" || hurried_) {
    command(k_desk, id, {{"do", "close"}, {"outcome", "helped"}, {"note", ""}});
  }
}

void Staff::answer_offers(const std::string& id) {
  const tests::WebAnswer whole = web_of(k_desk).get("/api/v1/incidents/" + id);
  if (whole.status != 200) return;
  const nlohmann::json offers = whole.body["offers"];
  for (const auto& offer : offers) {
    if (offer["state"] != "pending") continue;
    const std::string worker = offer["worker"]["id"];
    if (!hurried_ && is_deaf(worker)) continue;
    const auto dice = random_() % 100;
    if (hurried_ || dice < 60) {
      command(worker, id, {{"do", "accept"}});
    } else if (dice < 75) {
      command(worker, id, {{"do", "decline"}, {"reason", "too far"}});
    }
  }
}

void Staff::say_yes_late(const std::string& id) {
  const tests::WebAnswer whole = web_of(k_desk).get("/api/v1/incidents/" + id);
  if (whole.status != 200) return;
  const nlohmann::json offers = whole.body["offers"];
  for (const auto& offer : offers) {
    if (offer["state"] == "expired") command(offer["worker"]["id"], id, {{"do", "accept"}});
  }
}

void Staff::command(const std::string& who, const std::string& incident, nlohmann::json words) {
  if (sessions_.count(who) == 0) return;
  const int status = web_of(who).command(incident, words).status;
  history_.add(clock_.now(), "did",
               {{"who", who},
                {"do", words["do"]},
                {"incident", incident},
                {"outcome", status == 0 ? "unknown" : std::to_string(status)}});
}

}  // namespace lamplight::fault_bench
