// The device's side of the protocol, without a home around it.
#include "tests/support/homes.h"

#include <algorithm>
#include <array>

#include "devices/encode.h"
#include "devices/topic.h"
#include "tests/support/child.h"

namespace lamplight::tests {

Homes::Homes(const PrivateBroker& broker, const std::string& client_id, OnHeard on_heard)
    : on_heard_(std::move(on_heard)),
      listening_(broker.home_link("lamplight-simulator", client_id + "-in", {"lamplight/v1/+/+/ack"}),
                 [this](Arrived&& message) { take(std::move(message)); }),
      speaking_(broker.home_link("lamplight-simulator", client_id + "-out"), {}) {
  listening_.start();
  speaking_.start();
  [[maybe_unused]] const bool up = eventually([this] { return ready(); });
}

Homes::~Homes() {
  listening_.stop();
  speaking_.stop();
}

bool Homes::ready() const {
  return listening_.connected() && speaking_.connected();
}

bool Homes::say(const std::string& topic, const std::string& payload) {
  return speaking_.publish(topic, payload);
}

void Homes::press(const std::string& device, const std::string& id, const std::string& kind,
                  const std::string& district, const std::string& at) {
  const Press press{std::string(k_topic_base) + district + "/" + device + "/alarm",
                    R"({"id":")" + id + R"(","kind":")" + kind + (at.empty() ? "" : R"(","at":")" + at) + R"("})",
                    clock_.now(), 0, 1.0};
  {
    const std::lock_guard lock(mutex_);
    presses_[{device, id}] = press;
  }
  say(press.topic, press.payload);
}

std::size_t Homes::repeat_unheard(Millis after) {
  std::vector<Press> again;
  {
    const std::lock_guard lock(mutex_);
    const Instant now = clock_.now();
    for (auto& [key, press] : presses_) {
      if (press.heard || now - press.said_at < after) continue;
      press.said_at = now;
      again.push_back(press);
    }
  }
  for (const Press& press : again) say(press.topic, press.payload);
  return again.size();
}

std::size_t Homes::repeat_as_agreed(std::mt19937_64& random, double haste) {
  constexpr std::array<int, 4> k_waits_ms{2'000, 4'000, 8'000, 15'000};
  std::uniform_real_distribution<double> share(0.75, 1.25);
  std::vector<Press> again;
  const std::int64_t losses = listening_.lost_connections();
  const bool is_back = losses != losses_ && ready();
  if (is_back) losses_ = losses;
  {
    const std::lock_guard lock(mutex_);
    const Instant now = clock_.now();
    for (auto& [key, press] : presses_) {
      const bool asks_now = is_back && !press.ended;
      if (asks_now) {
        press.answered = false;
        press.repeats = 0;
      }
      const auto step = std::min(static_cast<std::size_t>(press.repeats), k_waits_ms.size() - 1);
      const auto wait_ms = static_cast<std::int64_t>(k_waits_ms[step] * press.share / haste);
      if (!asks_now && (press.answered || now - press.said_at < Millis{wait_ms})) continue;
      press.said_at = now;
      press.share = share(random);
      ++press.repeats;
      again.push_back(press);
    }
  }
  for (const Press& press : again) say(press.topic, press.payload);
  return again.size();
}

void Homes::take(Arrived&& message) {
  const auto topic = read_topic(message.topic);
  const auto ack = decode_ack(message.payload);
  if (!topic || !ack) return;
  if (on_heard_) on_heard_(topic->device.text(), ack.value());
  const Key key{topic->device.text(), ack.value().alarm.text()};
  const std::lock_guard lock(mutex_);
  acks_[key].push_back(ack.value());
  if (const auto found = presses_.find(key); found != presses_.end()) {
    Press& press = found->second;
    press.heard = true;
    press.answered = true;
    if (ack.value().seq >= press.seq) {
      press.seq = ack.value().seq;
      press.ended = ack.value().state == AckState::closed || ack.value().state == AckState::cancelled;
    }
  }
  came_.notify_all();
}

std::vector<Ack> Homes::acks(const std::string& device, const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = acks_.find({device, id});
  return found == acks_.end() ? std::vector<Ack>{} : found->second;
}

std::optional<Ack> Homes::heard(const std::string& device, const std::string& id, AckState state, Millis wait) const {
  std::unique_lock lock(mutex_);
  std::optional<Ack> found;
  came_.wait_for(lock, wait, [&] {
    const auto acks = acks_.find({device, id});
    if (acks == acks_.end()) return false;
    for (const Ack& ack : acks->second) {
      if (ack.state == state) found = ack;
    }
    return found.has_value();
  });
  return found;
}

std::size_t Homes::unheard() const {
  const std::lock_guard lock(mutex_);
  std::size_t count = 0;
  for (const auto& [key, press] : presses_) count += press.heard ? 0 : 1;
  return count;
}

std::size_t Homes::unended() const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(presses_.begin(), presses_.end(), [](const auto& entry) { return !entry.second.ended; }));
}

std::vector<std::pair<std::string, std::string>> Homes::acknowledged() const {
  const std::lock_guard lock(mutex_);
  std::vector<Key> keys;
  for (const auto& [key, acks] : acks_) keys.push_back(key);
  return keys;
}

}  // namespace lamplight::tests
