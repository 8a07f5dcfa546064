// One function an invariant, over one pass that sorts the lines by what they are about.
#include "tests/fault_bench/history_checker.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "tests/fault_bench/history_lives.h"

namespace lamplight::fault_bench {
namespace {

using AlarmName = std::pair<std::string, std::string>;  // device, alarm

class Judge {
 public:
  Judge(const std::vector<Event>& events, const Tolerance& tolerance) : events_(events), tolerance_(tolerance) {
    for (const Event& event : events_) sort_in(event);
  }

  std::vector<Violation> judge() {
    for (const auto& [name, life] : alarms_) judge_alarm(name, life);
    for (const Event* cry : cries_) judge_cry(*cry);
    for (const auto& [id, incident] : incidents_) judge_incident(id, *incident);
    for (const auto& [key, offers] : offers_) judge_offer(offers);
    judge_holds();
    judge_shown();
    judge_looks();
    judge_counts();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Violation& a, const Violation& b) { return number_of(a.words) < number_of(b.words); });
    return std::move(found_);
  }

 private:
  static int number_of(const std::string& words) { return std::stoi(words.substr(1)); }

  void sort_in(const Event& event) {
    if (event.what == "press") alarms_[{event.text("device"), event.text("alarm")}].presses.push_back(&event);
    if (event.what == "cry") cries_.push_back(&event);
    if (event.what == "heard") alarms_[{event.text("device"), event.text("alarm")}].heard.push_back(&event);
    if (event.what == "stored_alarm") alarms_[{event.text("device"), event.text("alarm")}].stored.push_back(&event);
    if (event.what == "stored_incident") incidents_[event.text("incident")] = &event;
    if (event.what == "story") stories_[event.text("incident")].push_back(&event);
    if (event.what == "audited") audits_[event.text("incident")] = &event;
    if (event.what == "shown") shown_.push_back(&event);
    if (event.what == "looked") looks_.push_back(&event);
    if (event.what == "did" && event.text("do") == "close") closings_.emplace(event.text("incident"), event.at);
    if (event.what == "counted") counts_.push_back(&event);
    if (event.what == "offer") {
      offers_[{event.text("incident"), event.text("worker"), event.number("round")}].push_back(&event);
    }
    if (event.what == "fault") {
      faults_.push_back({event.at, INT64_MAX, event.more.value("durable", true),
                         event.text("fault").starts_with("second_")});
      if (event.text("fault").find("disk_fails") != std::string::npos) record_may_go_back_ = true;
    }
    if (event.what == "healed" && !faults_.empty()) faults_.back().to = event.at;
  }

  // The moment from which nothing stood in the way of what was to happen at `due`.
  [[nodiscard]] std::int64_t unhindered_since(std::int64_t due) const {
    std::int64_t since = due;
    for (const Span& span : faults_) {
      if (span.from <= since + tolerance_.deadline_late_ms && span.to > since) since = span.to;
    }
    return since;
  }

  void judge_alarm(const AlarmName& name, const Life& life) {
    const std::string words = name.first + "/" + name.second;
    if (life.stored.empty() && !life.heard.empty()) {
      blame("I1: " + words + " was acknowledged and is not stored", name);
    } else if (life.stored.empty() && !life.presses.empty()) {
      blame("I2: " + words + " was pressed and is not stored", name);
    }
    const bool pressed = !life.presses.empty() || is_finding(name.second);
    if (!pressed && !life.stored.empty()) blame("I3: " + words + " is stored and was never pressed", name);
    judge_stored(words, name, life);
    judge_heard(words, name, life);
  }

  // Ids of what the monitor finds and hears begin so (contracts §2).
  static bool is_finding(const std::string& alarm) { return alarm.starts_with("m:"); }

  // Behind a bridge nobody repeats: the monitor keeps it, and tells it until it is heard.
  void judge_cry(const Event& cry) {
    const std::string device = cry.text("device");
    const std::string words = "the cry behind the bridge of " + device;
    std::vector<const Event*> stored;
    for (const auto& [name, life] : alarms_) {
      if (name.first != device || !name.second.starts_with("m:press_")) continue;
      stored.insert(stored.end(), life.stored.begin(), life.stored.end());
    }
    const AlarmName name{device, ""};
    if (stored.empty()) blame("I2: " + words + " is not stored", name);
    if (stored.size() > 1) blame("I3: " + words + " is stored " + std::to_string(stored.size()) + " times", name);
    const std::int64_t since = unhindered_since(cry.at) + tolerance_.incident_within_ms;
    if (!stored.empty() && stored[0]->number("received_at") > since) {
      blame("I2: " + words + " became an incident too late", name);
    }
  }

  void judge_stored(const std::string& words, const AlarmName& name, const Life& life) {
    if (life.stored.size() > 1)
      blame("I3: " + words + " is stored " + std::to_string(life.stored.size()) + " times", name);
    for (const Event* row : life.stored) {
      const auto incident = incidents_.find(row->text("incident"));
      if (incident == incidents_.end()) {
        blame("I2: " + words + " has no incident", name);
        continue;
      }
      if (life.presses.empty()) continue;
      const std::int64_t since = unhindered_since(life.presses.front()->at);
      if (row->number("received_at") > since + tolerance_.incident_within_ms) {
        blame("I2: " + words + " became an incident too late", name);
      }
    }
  }

  void judge_heard(const std::string& words, const AlarmName& name, const Life& life) {
    std::set<std::string> incidents;
    std::map<std::int64_t, std::string> said;  // seq → state
    for (const Event* ack : life.heard) {
      const bool is_shown = said.empty() || ack->number("seq") >= said.rbegin()->first;
      const std::string told = ack->text("incident");
      if (!told.empty() && !was_provisional(told, ack->at)) incidents.insert(told);
      const auto [before, fresh] = said.emplace(ack->number("seq"), ack->text("state"));
      // A database whose disk fails may lose a step that it has shown; the numbers below are then said once more.
      if (!fresh && before->second != ack->text("state") && (is_shown || !record_may_go_back_)) {
        blame("I1: " + words + " heard two different states under one seq", name);
      }
      if (!life.presses.empty() && ack->at < life.presses.front()->at) {
        blame("I1: " + words + " was acknowledged before it was pressed", name);
      }
      if (ack->text("state") != "received") continue;
      for (const Span& span : faults_) {
        // What was decided just before may still be on its way.
        const bool meanwhile = !span.durable && ack->at > span.from + 1'000 && ack->at < span.to;
        // Committed before, and its first answer lost: it may be told again.
        const bool was_kept = !life.stored.empty() && life.stored[0]->number("received_at") < span.from;
        if (meanwhile && !was_kept && life.heard.front() == ack)
          blame("I13: " + words + " was acknowledged while nothing could be written", name);
      }
    }
    if (incidents.size() > 1) blame("I3: " + words + " was told of two incidents", name);
    if (incidents.size() <= 1) judge_last_word(words, name, life);
    if (life.stored.size() == 1 && incidents.size() == 1 && *incidents.begin() != life.stored[0]->text("incident")) {
      blame("I3: " + words + " was told of another incident than it is stored in", name);
    }
    // What the home shows in the end is what became of it.
    if (life.presses.empty() || life.heard.empty() || life.stored.size() != 1) return;
    const auto incident = incidents_.find(life.stored[0]->text("incident"));
    if (incident == incidents_.end() || !is_ended(incident->second->text("state"))) return;
    const std::string& last = said.rbegin()->second;
    if (!is_ended(last)) blame("I14: the home of " + words + " still shows " + last, name);
  }

  // Told while the database was away: an incident that has since joined the one that was open there
  // (design §6). It is in no table, and in a fault only.
  [[nodiscard]] bool was_provisional(const std::string& id, std::int64_t at) const {
    constexpr std::int64_t k_reconciled_within_ms = 30'000;
    return !id.empty() && std::any_of(faults_.begin(), faults_.end(), [&](const Span& span) {
      const bool meanwhile = at >= span.from && (span.to == INT64_MAX || at <= span.to + k_reconciled_within_ms);
      return meanwhile && (span.split || incidents_.count(id) == 0);
    });
  }

  // Whatever a home was told meanwhile, the last word is about the incident that its alarm belongs to.
  void judge_last_word(const std::string& words, const AlarmName& name, const Life& life) {
    const auto lower = [](const Event* one, const Event* other) { return one->number("seq") < other->number("seq"); };
    const auto last = std::max_element(life.heard.begin(), life.heard.end(), lower);
    if (last == life.heard.end() || life.stored.size() != 1) return;
    const std::string told = (*last)->text("incident");
    if (told != life.stored.front()->text("incident") && was_provisional(told, (*last)->at)) {
      blame("I3: the last word to " + words + " is about another incident", name);
    }
  }

  static bool is_ended(const std::string& state) { return state == "closed" || state == "cancelled"; }

  void judge_incident(const std::string& id, const Event& incident) {
    if (!is_ended(incident.text("state")) && !incident.more.value("cared_for", false)) {
      blame_incident("I14: " + id + " neither ended nor reached a person", id);
    }
    const auto audit = audits_.find(id);
    if (audit != audits_.end() && audit->second->number("audits") < audit->second->number("version")) {
      blame_incident("I10: " + id + " changed more often than was audited", id);
    }
    std::optional<std::string> holder;
    bool ended = false;
    for (const Event* line : stories_[id]) {
      const std::string what = line->text("line");
      if (what == "assigned" || what == "accepted") {
        if (holder && *holder != line->text("worker"))
          blame_incident("I4: " + id + " was given to a second worker", id);
        if (ended) blame_incident("I4: " + id + " was given away after its end", id);
        holder = line->text("worker");
      }
      const bool let_go = what == "released" || what == "declined";
      if ((let_go && holder == line->text("worker")) || what == "closed" || what == "cancelled") holder.reset();
      if (what == "opened" && line != stories_[id].front()) blame_incident("I3: " + id + " was opened twice", id);
      if (what == "closed" || what == "cancelled") {
        if (ended) blame_incident("I6: " + id + " ended twice", id);
        ended = true;
      }
      if (what == "reopened") ended = false;
    }
    judge_hold(id, incident);
  }

  // From the worker's side: one emergency at a time.
  void judge_hold(const std::string& id, const Event& incident) {
    if (incident.text("queue") != "emergency") return;
    std::string worker;
    std::int64_t from = 0;
    const auto let_go = [&](std::int64_t to) {
      if (!worker.empty()) holds_[worker].push_back({from, to, id});
      worker.clear();
    };
    for (const Event* line : stories_[id]) {
      const std::string what = line->text("line");
      if (what == "assigned" || what == "accepted") {
        let_go(line->at);
        worker = line->text("worker");
        from = line->at;
      }
      const bool gave_back = (what == "released" || what == "declined") && line->text("worker") == worker;
      if (gave_back || what == "resolved" || what == "closed" || what == "cancelled") let_go(line->at);
    }
    let_go(INT64_MAX);
  }

  void judge_holds() {
    for (auto& [who, holds] : holds_) {
      std::sort(holds.begin(), holds.end());
      for (std::size_t i = 1; i < holds.size(); ++i) {
        if (std::get<0>(holds[i]) >= std::get<1>(holds[i - 1])) continue;
        blame_incident("I4: " + who + " held two emergencies", std::get<2>(holds[i]));
      }
    }
  }

  void judge_offer(const std::vector<const Event*>& offers) {
    const std::string id = offers.front()->text("incident");
    if (offers.size() > 1) blame_incident("I6: one offer of " + id + " was made twice", id);
    const auto incident = incidents_.find(id);
    const bool over = incident != incidents_.end() && is_ended(incident->second->text("state"));
    for (const Event* offer : offers) {
      if (over && offer->text("state") == "pending")
        blame_incident("I5: " + id + " has ended and is still offered", id);
      if (offer->text("state") != "expired") continue;
      const std::int64_t due = offer->number("expires_at");
      const std::int64_t acted = offer->number("answered_at");
      if (acted < due) blame_incident("I6: an offer of " + id + " expired early", id);
      if (acted > unhindered_since(due) + tolerance_.deadline_late_ms) {
        blame_incident("I6: an offer of " + id + " expired " + std::to_string(acted - due) + " ms late", id);
      }
    }
    int expired_lines = 0;
    int expired_offers = 0;
    for (const Event* line : stories_[id]) expired_lines += line->text("line") == "expired" ? 1 : 0;
    for (const auto& [key, others] : offers_) {
      if (std::get<0>(key) == id && others.front()->text("state") == "expired") ++expired_offers;
    }
    if (expired_lines != expired_offers && expired_checked_.insert(id).second) {
      blame_incident("I6: " + id + " tells of other expired offers than it had", id);
    }
  }

  void judge_shown() {
    for (const Event* seen : shown_) {
      if (is_ended(seen->text("state"))) continue;
      const std::int64_t deadline = seen->number("deadline_at");
      const std::string id = seen->text("incident");
      if (deadline == 0) {
        blame_incident("I5: " + id + " was open without a deadline", id);
      } else if (seen->at > unhindered_since(deadline) + tolerance_.deadline_late_ms) {
        blame_incident("I5: the deadline of " + id + " had passed and nobody acted", id);
      }
    }
  }

  // Whoever looks at the desk sees every alarm that a home has been answered, until it has ended: from memory too.
  void judge_looks() {
    for (const auto& [name, life] : alarms_) {
      if (life.heard.empty() || life.stored.size() != 1) continue;
      std::set<std::string> names{life.stored[0]->text("incident")};
      for (const Event* ack : life.heard) names.insert(ack->text("incident"));
      const std::int64_t ended = end_of(life, names);
      for (const Event* look : looks_) {
        if (look->at >= ended || !must_be_known(life.heard.front()->at, look->number("asked_at"))) continue;
        const auto& open = look->more["open"];
        if (std::any_of(open.begin(), open.end(), [&](const auto& id) { return names.count(id) > 0; })) continue;
        blame("I14: " + name.first + "/" + name.second + " was acknowledged, and the desk that asked at " +
                  std::to_string(look->number("asked_at")) + " was not told of it",
              name);
        break;
      }
    }
  }

  // What was answered within a fault, or right before it, may be known to one server alone until that is over.
  [[nodiscard]] bool must_be_known(std::int64_t heard, std::int64_t asked) const {
    if (asked < heard + tolerance_.on_the_desk_within_ms) return false;
    return std::none_of(faults_.begin(), faults_.end(), [&](const Span& span) {
      const std::int64_t over = span.to == INT64_MAX ? span.to : span.to + tolerance_.settled_within_ms;
      return heard > span.from - tolerance_.on_the_desk_within_ms && heard < over && asked < over;
    });
  }

  // The earliest moment at which somebody may have ended it.
  [[nodiscard]] std::int64_t end_of(const Life& life, const std::set<std::string>& names) const {
    std::int64_t ended = INT64_MAX;
    for (const Event* ack : life.heard) {
      if (is_ended(ack->text("state"))) ended = std::min(ended, ack->at);
    }
    for (const std::string& id : names) {
      if (const auto closing = closings_.find(id); closing != closings_.end()) ended = std::min(ended, closing->second);
      const auto story = stories_.find(id);
      if (story == stories_.end()) continue;
      for (const Event* line : story->second) {
        const std::string what = line->text("line");
        if (what == "closed" || what == "cancelled") ended = std::min(ended, line->at);
      }
    }
    return ended;
  }

  void judge_counts() {
    for (const Event* sum : counts_) {
      const std::int64_t accounted = sum->number("stored") + sum->number("repeated") + sum->number("refused");
      if (sum->number("received") == accounted) continue;
      found_.push_back({"I8: of " + std::to_string(sum->number("received")) + " received " + std::to_string(accounted) +
                            " are accounted for",
                        {}});
    }
  }

  void blame(const std::string& words, const AlarmName& name) {
    std::vector<std::string> timeline;
    const auto life = alarms_.find(name);
    const std::string incident =
        life == alarms_.end() || life->second.stored.empty() ? "" : life->second.stored[0]->text("incident");
    for (const Event& event : events_) {
      const bool about = event.text("device") == name.first && event.text("alarm") == name.second;
      const bool of_incident = !incident.empty() && event.text("incident") == incident && event.what != "shown";
      if (about || of_incident || event.what == "fault" || event.what == "healed") timeline.push_back(event.line());
    }
    found_.push_back({words, std::move(timeline)});
  }

  void blame_incident(const std::string& words, const std::string& id) {
    std::vector<std::string> timeline;
    for (const Event& event : events_) {
      if (event.text("incident") == id || event.what == "fault" || event.what == "healed")
        timeline.push_back(event.line());
    }
    found_.push_back({words, std::move(timeline)});
  }

  const std::vector<Event>& events_;
  Tolerance tolerance_;
  std::map<AlarmName, Life> alarms_;
  std::map<std::string, const Event*> incidents_;
  std::map<std::string, const Event*> audits_;
  std::map<std::string, std::vector<const Event*>> stories_;
  std::map<std::tuple<std::string, std::string, std::int64_t>, std::vector<const Event*>> offers_;
  std::map<std::string, std::vector<std::tuple<std::int64_t, std::int64_t, std::string>>> holds_;
  std::set<std::string> expired_checked_;
  std::vector<const Event*> cries_;
  std::vector<const Event*> shown_;
  std::vector<const Event*> looks_;
  std::map<std::string, std::int64_t> closings_;  // the first attempt
  std::vector<const Event*> counts_;
  std::vector<Span> faults_;
  bool record_may_go_back_ = false;  // by a fault that takes away what was committed
  std::vector<Violation> found_;
};

}  // namespace

std::vector<Violation> violations(const std::vector<Event>& events, const Tolerance& tolerance) {
  std::vector<Event> ordered = events;
  std::stable_sort(ordered.begin(), ordered.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
  return Judge(ordered, tolerance).judge();
}

std::string report_of(const std::vector<Violation>& violations) {
  if (violations.empty()) return {};
  std::string words = violations.front().words + "\n";
  for (const std::string& line : violations.front().timeline) words += "  " + line + "\n";
  if (violations.size() > 1) words += "and " + std::to_string(violations.size() - 1) + " more\n";
  return words;
}

}  // namespace lamplight::fault_bench
