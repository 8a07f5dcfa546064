// Pacing and timing.
#include "tests/bench/press_load.h"

#include <chrono>
#include <condition_variable>
#include <stdexcept>

#include "devices/topic.h"
#include "tests/support/child.h"

namespace lamplight::bench {
namespace {

constexpr double k_give_up_ms = 60'000;

}  // namespace

double steady_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void wait_until_ms(double moment) {
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock lock(mutex);
  const auto wait = std::chrono::duration<double, std::milli>(moment - steady_ms());
  if (wait.count() > 0) never.wait_for(lock, wait, [] { return false; });
}

PressLoad::PressLoad(const tests::PrivateBroker& broker)
    : listening_(broker.link("lamplight-simulator", "bench-in", {"lamplight/v1/+/+/ack"}),
                 [this](Arrived&& message) { take(message); }),
      speaking_(broker.link("lamplight-simulator", "bench-out"), {}) {
  listening_.start();
  speaking_.start();
  if (!tests::eventually([this] { return listening_.connected() && speaking_.connected(); })) {
    throw std::runtime_error("no connection to the broker");
  }
}

PressLoad::~PressLoad() {
  listening_.stop();
  speaking_.stop();
}

std::vector<double> PressLoad::run(const Phase& phase, int first_device, const std::string& tag) {
  {
    const std::lock_guard lock(mutex_);
    tag_ = tag;
    first_device_ = first_device;
    pressed_at_.assign(static_cast<std::size_t>(phase.presses), 0);
    heard_at_.assign(static_cast<std::size_t>(phase.presses), -1);
    heard_ = 0;
  }
  const double start = steady_ms();
  for (int n = 0; n < phase.presses; ++n) {
    if (phase.per_s > 0) wait_until_ms(start + 1000.0 * n / phase.per_s);
    const std::string device = "p-" + std::to_string(first_device + n);
    const std::string topic = write_topic({DistrictId{"d-0"}, DeviceId{device}, Leaf::alarm});
    pressed_at_[static_cast<std::size_t>(n)] = steady_ms();
    while (!speaking_.publish(topic, R"({"id":")" + tag + R"(","kind":"sos","trigger":"pendant"})")) wait_until_ms(steady_ms() + 1);
  }
  const double give_up = steady_ms() + k_give_up_ms;
  while (heard_ < phase.presses && steady_ms() < give_up) wait_until_ms(steady_ms() + 5);
  const std::lock_guard lock(mutex_);
  std::vector<double> taken;
  for (std::size_t n = 0; n < heard_at_.size(); ++n) taken.push_back(heard_at_[n] < 0 ? -1 : heard_at_[n] - pressed_at_[n]);
  return taken;
}

// Not decoded: the topic says who, the tag must be in the text.
void PressLoad::take(const Arrived& message) {
  const double now = steady_ms();
  const auto topic = read_topic(message.topic);
  if (!topic || message.payload.find("\"received\"") == std::string::npos) return;
  const std::lock_guard lock(mutex_);
  if (message.payload.find("\"" + tag_ + "\"") == std::string::npos) return;
  const int n = std::stoi(topic->device.text().substr(2)) - first_device_;
  if (n < 0 || n >= static_cast<int>(heard_at_.size()) || heard_at_[static_cast<std::size_t>(n)] >= 0) return;
  heard_at_[static_cast<std::size_t>(n)] = now;
  ++heard_;
}

}  // namespace lamplight::bench
