// ./lamplight bench rules: what the monitor's rules find on recordings of real people, with the parameters that
// everybody has (devices/care_plan.h); the bed rule is put on. Recordings are read from ../shared/data and are no
// part of the project: without them nothing is measured.
//
// One thread; pure functions, no database. A figure is findings per resident and day, also of rules that found nothing,
// in the words `RULE(parameters)`. Trends want weeks of one resident, which no recording has: for them the bedside
// recordings are stretched (tests/bench/stretched_trend.h), and what they miss is measured beside what they find.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "devices/resident_watch.h"
#include "tests/bench/figures.h"
#include "tests/bench/stretched_trend.h"
#include "tests/support/source_tree.h"

using namespace lamplight;
using namespace lamplight::bench;

namespace {

using namespace std::chrono_literals;

constexpr Millis k_judge_every{30'000};  // as server/resident_watching does besides each reading
const Instant k_begin = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

// One resident who is read to from a recording.
class Watched {
 public:
  explicit Watched(const CarePlan& plan) : plan_(plan) {}

  void take(const std::string& name, double value, Instant at) {
    pass_to(at);
    const Reading reading{.device = DeviceId{"recorded"}, .name = name, .at = at, .value = value};
    [[maybe_unused]] const auto morning = rules_.take(state_, reading, plan_);
    judge(at);
  }
  void pass_to(Instant now) {
    if (!judged_at_) judged_at_ = now;
    for (; *judged_at_ + k_judge_every < now; *judged_at_ += k_judge_every) judge(*judged_at_ + k_judge_every);
  }
  [[nodiscard]] const std::map<std::string, int>& begun() const { return begun_; }

 private:
  void judge(Instant now) {
    for (const RuleTurn& turn : rules_.judge(state_, plan_, Spo2Scale::one, now)) {
      if (turn.turn == Turn::begins) ++begun_[turn.rule];
    }
  }

  const CarePlan plan_;
  const ResidentWatch rules_{Seconds{0}};
  ResidentState state_;
  std::optional<Instant> judged_at_;
  std::map<std::string, int> begun_;
};

std::vector<std::string> fields_of(const std::string& line, char separator) {
  std::vector<std::string> fields;
  std::istringstream text(line);
  for (std::string field; std::getline(text, field, separator);) {
    field.erase(std::remove_if(field.begin(), field.end(), [](char c) { return c == '\r'; }), field.end());
    while (!field.empty() && field.back() == ' ') field.pop_back();
    while (!field.empty() && field.front() == ' ') field.erase(field.begin());
    if (separator != '\t' || !field.empty()) fields.push_back(field);
  }
  return fields;
}

// Limits as a nurse may set them for somebody of that age, the same for all.
CarePlan with_limits() {
  CarePlan plan;
  plan.limits = {{"heart_rate", 45, 120, 5, Seconds{60}},
                 {"spo2", 88, std::nullopt, 2, Seconds{60}},
                 {"respiratory_rate", 8, 30, 2, Seconds{60}}};
  return plan;
}

// A rule and the parameters that it was asked with.
using Asked = std::vector<std::pair<std::string, std::string>>;

void print_rules(const std::string& recording, const Asked& asked, const std::map<std::string, int>& begun,
                 double resident_days) {
  for (const auto& [rule, parameters] : asked) {
    const auto found = begun.find(rule);
    const int times = found == begun.end() ? 0 : found->second;
    print_figure("rules", recording + "_" + rule + "(" + parameters + ")", times / resident_days,
                 "findings/resident/day");
    print_figure("rules", recording + "_" + rule + "_count", times, "findings");
  }
}

// What a bedside monitor said each second, by the measurement's name; gaps are left out.
using Bedside = std::vector<std::map<std::string, double>>;

std::vector<Bedside> bedside_recordings(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<Bedside> recordings;
  for (const auto& path : paths) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    Bedside& seconds = recordings.emplace_back();
    while (std::getline(file, line)) {
      const auto fields = fields_of(line, ',');
      if (fields.size() < 5) continue;
      seconds.resize(static_cast<std::size_t>(std::atoi(fields[0].c_str())) + 1);
      const auto keep = [&](const std::string& name, const std::string& field) {
        if (std::atof(field.c_str()) > 0) seconds.back()[name] = std::atof(field.c_str());
      };
      keep("heart_rate", fields[1]);
      keep("respiratory_rate", fields[3]);
      keep("spo2", fields[4]);
    }
  }
  return recordings;
}

// Bedside monitors of a hospital, a value a second for eight minutes: people who are ill, so findings are no
// false alarms by themselves; a rule that flaps would show here.
void read_vitals(const std::vector<Bedside>& recordings) {
  std::map<std::string, int> begun;
  for (const Bedside& seconds : recordings) {
    Watched watched(with_limits());
    for (std::size_t second = 0; second < seconds.size(); ++second) {
      const Instant at = k_begin + Millis{static_cast<std::int64_t>(second) * 1'000};
      for (const auto& [name, value] : seconds[second]) watched.take(name, value, at);
    }
    for (const auto& [rule, times] : watched.begun()) begun[rule] += times;
  }
  constexpr double k_recording_days = 8.0 / (24 * 60);
  const auto residents = static_cast<double>(recordings.size());
  print_figure("rules", "bedside_recordings", residents, "residents");
  print_rules("bedside",
              {{"news2_urgent", "5 or a single 3, 90 s"},
               {"news2_emergency", "7, 30 s"},
               {"low_heart_rate", "45, 60 s"},
               {"high_heart_rate", "120, 60 s"},
               {"low_spo2", "88, 60 s"},
               {"low_respiratory_rate", "8, 60 s"},
               {"high_respiratory_rate", "30, 60 s"}},
              begun, residents * k_recording_days);
}

// The same people for two months, and what is unusual of one day a week found or missed.
void read_trends(const std::vector<Bedside>& recordings) {
  const std::map<std::string, double> raised{{"heart_rate", 20}, {"respiratory_rate", 8}, {"spo2", -5}};
  for (const auto& [name, by] : raised) {
    for (const int spreads : {3, 4, 6}) {
      TrendFound quiet;
      TrendFound unusual;
      for (std::size_t i = 0; i < recordings.size(); ++i) {
        std::vector<double> values;
        for (const auto& second : recordings[i]) {
          if (const auto found = second.find(name); found != second.end()) values.push_back(found->second);
        }
        if (values.empty()) continue;
        const TrendFound usual = play_stretched(values, {name, static_cast<double>(spreads), 0, i});
        quiet.false_findings += usual.false_findings;
        quiet.days += usual.days;
        const TrendFound found = play_stretched(values, {name, static_cast<double>(spreads), by, i});
        unusual.raised += found.raised;
        unusual.raised_found += found.raised_found;
      }
      if (quiet.days == 0) continue;
      const std::string rule = "stretched_trend_" + name + "(spreads " + std::to_string(spreads) + ")";
      print_figure("rules", rule, quiet.false_findings / quiet.days, "findings/resident/day");
      print_figure("rules", rule + "_days", quiet.days, "resident days");
      print_figure("rules", rule + "_found_of_" + std::to_string(static_cast<int>(by)) + "_for_3_h",
                   100.0 * unusual.raised_found / unusual.raised, "%");
    }
  }
}

std::optional<Instant> time_of(const std::string& text) {
  if (text.size() != 19) return std::nullopt;
  std::string rfc = text + ".000Z";
  rfc[10] = 'T';
  return from_rfc3339(rfc);
}

// Two weeks of one person's home, in order of time: bed, front door, everything else is motion.
void read_activity(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::multimap<Instant, std::pair<std::string, double>> said;
  for (std::string line; std::getline(file, line);) {
    const auto fields = fields_of(line, '\t');
    if (fields.size() < 5) continue;
    const auto from = time_of(fields[0]);
    const auto to = time_of(fields[1]);
    if (!from || !to) continue;
    const std::string name = fields[2] == "Bed" ? "bed" : fields[2] == "Maindoor" ? "door:hall" : "motion";
    said.emplace(*from, std::pair{name, 1.0});
    said.emplace(*to, std::pair{name, 0.0});
  }
  if (said.empty()) return;
  CarePlan plan;
  plan.bed.on = true;
  Watched watched(plan);
  for (const auto& [at, word] : said) watched.take(word.first, word.second, at);
  const double days = static_cast<double>((said.rbegin()->first - said.begin()->first).count()) / 86'400'000.0;
  print_figure("rules", "home_recording", days, "days");
  print_rules("home",
              {{"no_motion", "share 0.9, 50 min late"}, {"bed_left", "22:00-05:00, 45 min"}, {"door_open", "20 min"}},
              watched.begun(), days);
}

}  // namespace

int main() {
  const std::filesystem::path recordings = tests::source_tree().parent_path() / "shared" / "data";
  if (!std::filesystem::exists(recordings)) return 0;
  const std::vector<Bedside> bedside = bedside_recordings(recordings / "vitals");
  read_vitals(bedside);
  read_trends(bedside);
  read_activity(recordings / "activity" / "OrdonezA_Sensors.txt");
  return 0;
}
