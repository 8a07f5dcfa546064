// From lines to times, from times to figures.
#include "dispatch/report.h"

#include <algorithm>
#include <map>

namespace lamplight {
namespace {

// When each step of one incident happened first.
struct Course {
  IncidentClass queue = IncidentClass::emergency;
  std::string kind;
  std::optional<WorkerId> worker;  // who accepted first
  Instant opened{};
  std::optional<Instant> acknowledged;
  std::optional<Instant> accepted;
  std::optional<Instant> arrived;
  std::optional<Instant> ended;
  bool test = false;
};

void keep_first(std::optional<Instant>& kept, Instant at) {
  if (!kept) kept = at;
}

// Words that no kind has belong to an unknown alarm or an area incident: a person had to look.
IncidentClass queue_of(const std::string& kind_text) {
  if (kind_text == "area") return IncidentClass::technical;
  const auto kind = kind_named(kind_text);
  return facts_of(kind.value_or(AlarmKind::unknown)).queue;
}

void follow(Course& course, const HistoryEntry& line) {
  const std::string& what = line.what;
  if (what == "opened") {
    course.opened = line.at;
    course.queue = queue_of(line.detail);
    course.kind = line.detail;
  } else if (what == "acknowledged") {
    keep_first(course.acknowledged, line.at);
  } else if (what == "accepted" || what == "assigned") {
    keep_first(course.accepted, line.at);
    if (!course.worker) course.worker = line.worker;
  } else if (what == "arrived") {
    keep_first(course.arrived, line.at);
  } else if (what == "closed" || what == "cancelled") {
    course.ended = line.at;
    course.test = course.test || (line.who == "server" && line.detail == "test");
  } else if (what == "reopened") {
    course.ended.reset();
  }
}

// One step's time in one incident: how long it took, or that it has not happened and since when it could.
struct Sample {
  std::optional<Millis> took;
  Millis waited{0};  // until it happened, the incident ended, or now
};

class Tally {
 public:
  Tally(Seconds within_short, Seconds within_long) : short_(within_short), long_(within_long) {}

  void add(const Sample& sample) {
    if (sample.took) took_.push_back(std::chrono::duration_cast<Seconds>(*sample.took));
    judge(sample, short_, judged_short_, kept_short_);
    judge(sample, long_, judged_long_, kept_long_);
  }

  [[nodiscard]] Measure measure() {
    std::sort(took_.begin(), took_.end());
    Measure measure;
    measure.count = static_cast<int>(took_.size());
    if (!took_.empty()) {
      measure.median_s = at_share(50);
      measure.p90_s = at_share(90);
      measure.longest_s = static_cast<int>(took_.back().count());
    }
    measure.within_short_pct = share(kept_short_, judged_short_);
    measure.within_long_pct = share(kept_long_, judged_long_);
    return measure;
  }

 private:
  // A step that is still to come is judged once its time is over; one that nobody needs any more before
  // that is not judged at all.
  static void judge(const Sample& sample, Seconds bound, int& judged, int& kept) {
    if (sample.took) {
      ++judged;
      if (*sample.took <= bound) ++kept;
    } else if (sample.waited > bound) {
      ++judged;
    }
  }

  // The smallest time that this share of all did not exceed.
  [[nodiscard]] int at_share(std::size_t percent) const {
    const std::size_t rank = (took_.size() * percent + 99) / 100;
    return static_cast<int>(took_.at(std::max<std::size_t>(rank, 1) - 1).count());
  }

  static std::optional<double> share(int kept, int judged) {
    if (judged == 0) return std::nullopt;
    return 100.0 * kept / judged;
  }

  const Seconds short_;
  const Seconds long_;
  std::vector<Seconds> took_;
  int judged_short_ = 0;
  int kept_short_ = 0;
  int judged_long_ = 0;
  int kept_long_ = 0;
};

Sample sample(Instant from, const std::optional<Instant>& happened, const Course& course, Instant now) {
  Sample made;
  if (happened) {
    made.took = std::max(*happened - from, Millis{0});
  } else {
    made.waited = course.ended.value_or(now) - from;
  }
  return made;
}

std::optional<Instant> earlier(const std::optional<Instant>& a, const std::optional<Instant>& b) {
  if (!a) return b;
  return b ? std::min(*a, *b) : *a;
}

ResponseFigures figures_of(const std::vector<Course>& courses, Instant now) {
  Tally acknowledge(k_answer_short, k_answer_long);
  Tally accept(k_answer_short, k_answer_long);
  Tally answer(k_answer_short, k_answer_long);
  Tally arrive(k_attend_short, k_attend_long);
  Tally attend(k_attend_short, k_attend_long);
  ResponseFigures figures;
  for (const Course& course : courses) {
    ++figures.incidents;
    if (!course.ended) ++figures.open;
    acknowledge.add(sample(course.opened, course.acknowledged, course, now));
    accept.add(sample(course.opened, course.accepted, course, now));
    answer.add(sample(course.opened, earlier(course.acknowledged, course.accepted), course, now));
    // Where nobody was sent there is no visit to be late.
    if (!course.accepted) continue;
    arrive.add(sample(course.opened, course.arrived, course, now));
    attend.add(sample(*course.accepted, course.arrived, course, now));
  }
  figures.acknowledge = acknowledge.measure();
  figures.accept = accept.measure();
  figures.answer = answer.measure();
  figures.arrive = arrive.measure();
  figures.attend = attend.measure();
  return figures;
}

// Incidents by what they have in common.
class Sides {
 public:
  void add(const std::string& name, const Course& course, bool false_alarm) {
    Side& side = by_name_[name];
    side.courses.push_back(course);
    if (false_alarm) ++side.false_alarms;
  }

  [[nodiscard]] std::vector<ReportPart> parts(Instant now) const {
    std::vector<ReportPart> parts;
    for (const auto& [name, side] : by_name_) parts.push_back({name, figures_of(side.courses, now), side.false_alarms});
    return parts;
  }

  [[nodiscard]] std::vector<ReportPart> parts_by_size(Instant now) const {
    std::vector<ReportPart> parts = this->parts(now);
    std::stable_sort(parts.begin(), parts.end(), [](const ReportPart& a, const ReportPart& b) {
      return a.figures.incidents > b.figures.incidents;
    });
    return parts;
  }

 private:
  struct Side {
    std::vector<Course> courses;
    int false_alarms = 0;
  };
  std::map<std::string, Side> by_name_;
};

std::map<IncidentId, Course> courses_of(std::span<const HistoryEntry> history) {
  std::map<IncidentId, Course> by_incident;
  for (const HistoryEntry& line : history) follow(by_incident[line.incident], line);
  return by_incident;
}

std::string hour_of(Instant at, Seconds zone) {
  constexpr std::int64_t k_hour_ms = 3'600'000;
  const std::int64_t hours = (ms_of(at) + std::chrono::duration_cast<Millis>(zone).count()) / k_hour_ms % 24;
  return (hours < 10 ? "0" : "") + std::to_string(hours);
}

}  // namespace

ResponseReport response_report(std::span<const HistoryEntry> history, Instant now) {
  const std::map<IncidentId, Course> by_incident = courses_of(history);
  std::vector<Course> all;
  std::map<IncidentClass, std::vector<Course>> by_queue;
  for (const auto& [id, course] : by_incident) {
    if (course.test) continue;
    all.push_back(course);
    by_queue[course.queue].push_back(course);
  }
  return {figures_of(all, now), figures_of(by_queue[IncidentClass::emergency], now),
          figures_of(by_queue[IncidentClass::service], now), figures_of(by_queue[IncidentClass::technical], now)};
}

ReportParts report_parts(std::span<const HistoryEntry> history, std::span<const ReportedIncident> incidents,
                         Seconds zone, Instant now) {
  const std::map<IncidentId, Course> by_incident = courses_of(history);
  Sides kinds;
  Sides districts;
  Sides workers;
  Sides hours;
  Sides devices;
  Sides residents;
  for (const ReportedIncident& incident : incidents) {
    const auto found = by_incident.find(incident.id);
    if (found == by_incident.end() || found->second.test) continue;
    const Course& course = found->second;
    const bool false_alarm = incident.outcome == Outcome::false_alarm;
    kinds.add(course.kind, course, false_alarm);
    districts.add(incident.district.text(), course, false_alarm);
    hours.add(hour_of(course.opened, zone), course, false_alarm);
    if (course.worker) workers.add(course.worker->text(), course, false_alarm);
    if (!incident.device_model.empty()) devices.add(incident.device_model, course, false_alarm);
    if (incident.resident) residents.add(incident.resident->text(), course, false_alarm);
  }
  ReportParts parts{kinds.parts_by_size(now), districts.parts_by_size(now), workers.parts_by_size(now),
                    hours.parts(now), devices.parts_by_size(now), residents.parts_by_size(now)};
  if (parts.residents.size() > k_frequent_residents) {
    parts.residents.erase(parts.residents.begin() + k_frequent_residents, parts.residents.end());
  }
  return parts;
}

}  // namespace lamplight
