// ./lamplight bench rules: what the monitor's rules find on recordings of real people, with the parameters that
// everybody has (devices/care_plan.h); the bed rule is put on. Recordings are read from ../shared/data and are no
// part of the project: without them nothing is measured.
//
// One thread; pure functions, no database. A figure is findings per resident and day.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "devices/resident_watch.h"
#include "tests/bench/figures.h"
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

// Bedside monitors of a hospital, a value a second for eight minutes: people who are ill, so findings are no
// false alarms by themselves; a rule that flaps would show here.
void read_vitals(const std::filesystem::path& folder) {
  std::map<std::string, int> begun;
  int residents = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    std::string line;
    std::getline(file, line);
    Watched watched(CarePlan{});
    while (std::getline(file, line)) {
      const auto fields = fields_of(line, ',');
      if (fields.size() < 5) continue;
      const Instant at = k_begin + Millis{static_cast<std::int64_t>(std::atof(fields[0].c_str()) * 1'000)};
      const auto say = [&](const std::string& name, const std::string& field) {
        const double value = std::atof(field.c_str());
        if (!field.empty() && value > 0) watched.take(name, value, at);
      };
      say("heart_rate", fields[1]);
      say("respiratory_rate", fields[3]);
      say("spo2", fields[4]);
    }
    for (const auto& [rule, times] : watched.begun()) begun[rule] += times;
    ++residents;
  }
  print_figure("rules", "bedside_recordings", residents, "residents");
  for (const auto& [rule, times] : begun) {
    print_figure("rules", "bedside_" + rule, static_cast<double>(times) / residents, "findings/recording of 8 min");
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
  for (const std::string rule : {"no_motion", "bed_left", "door_open"}) {
    const auto found = watched.begun().find(rule);
    print_figure("rules", "home_" + rule, (found == watched.begun().end() ? 0 : found->second) / days,
                 "findings/resident/day");
  }
}

}  // namespace

int main() {
  const std::filesystem::path recordings = tests::source_tree().parent_path() / "shared" / "data";
  if (!std::filesystem::exists(recordings)) return 0;
  read_vitals(recordings / "vitals");
  read_activity(recordings / "activity" / "OrdonezA_Sensors.txt");
  return 0;
}
