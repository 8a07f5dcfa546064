// ./lamplight bench supervision: a million supervised devices, their memory and the time of a look, beside
// the least there can be: one array of a million deadlines, looked through.
#include <malloc.h>

#include <chrono>
#include <vector>

#include "devices/supervision.h"
#include "tests/bench/figures.h"

using namespace lamplight;
using namespace lamplight::bench;
using namespace std::chrono_literals;

namespace {

constexpr int k_devices = 1'000'000;
constexpr int k_looks = 50;
const Instant k_noon = *from_rfc3339("2026-11-23T12:00:00.000Z");

double allocated_mb() {
  const auto facts = mallinfo2();
  return static_cast<double>(facts.uordblks + facts.hblkhd) / 1e6;
}

template <class Act>
double elapsed_ms(Act&& act) {
  const auto begin = std::chrono::steady_clock::now();
  act();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

Watched device(int i) {
  return {DeviceId{"motion_sensor-" + std::to_string(1'000'000 + i)}, DistrictId{"d-" + std::to_string(i % 1'000)},
          i % 20 == 0, 900s};
}

double floor_look_ms(const std::vector<std::int64_t>& due, Instant now) {
  volatile std::size_t overdue = 0;
  return elapsed_ms([&] {
    std::size_t count = 0;
    for (const std::int64_t at_ms : due) count += at_ms <= ms_of(now) ? 1 : 0;
    overdue = overdue + count;
  });
}

}  // namespace

int main() {
  const double before_mb = allocated_mb();
  Supervision supervision{{}};
  const double hear_ms = elapsed_ms([&] {
    for (int i = 0; i < k_devices; ++i) supervision.heard(device(i), {k_noon + Millis{i}, 3'600s, std::nullopt});
  });
  print_figure("supervision", "memory_of_1000000", allocated_mb() - before_mb, "MB");
  print_figure("supervision", "first_words_per_s", k_devices / hear_ms * 1'000, "words/s");
  const double again_ms = elapsed_ms([&] {
    for (int i = 0; i < k_devices; ++i) supervision.heard(device(i), {k_noon + Millis{i}, 3'600s, std::nullopt});
  });
  print_figure("supervision", "words_per_s", k_devices / again_ms * 1'000, "words/s");
  const std::vector<std::int64_t> due(k_devices, ms_of(k_noon + 1h));
  std::vector<double> looks;
  std::vector<double> floors;
  for (int i = 0; i < k_looks; ++i) {
    const Instant now = k_noon + Seconds{i};
    floors.push_back(floor_look_ms(due, now));
    looks.push_back(elapsed_ms([&] { [[maybe_unused]] const auto found = supervision.look(now); }));
  }
  print_figure("supervision", "look_p50", percentile(looks, 0.5), "ms", percentile(floors, 0.5));
  print_figure("supervision", "look_p99", percentile(looks, 0.99), "ms", percentile(floors, 0.99));
  // The worst look: every district falls silent at once.
  const double worst_ms = elapsed_ms([&] { [[maybe_unused]] const auto found = supervision.look(k_noon + 3h); });
  print_figure("supervision", "look_all_silent", worst_ms, "ms", percentile(floors, 0.5));
  return 0;
}
