// The homes of the town on the air: the pure LivingTown, two links to the broker, one thread.
//
// The thread "homes" alone publishes; it lets the town go on, tells it what has been heard, and tells
// the page which homes have changed. The calls for the page and for the field staff come from any
// thread and wait at most for one step of the town.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "devices/mqtt_link.h"
#include "devices/simulate/living_town.h"
#include "devices/simulate/own_voice.h"
#include "devices/topic.h"
#include "server/clock.h"
#include "server/settings.h"
#include "server/thread.h"

namespace lamplight::simulator {

class Homes {
 public:
  // Called on the thread "homes" with those that have changed since the last call.
  using OnChange = std::function<void(const std::vector<ResidentId>&)>;

  Homes(const server::BrokerSettings& broker, simulate::Plot plot, const server::Clock& clock);
  ~Homes();
  Homes(const Homes&) = delete;
  Homes& operator=(const Homes&) = delete;

  // Waits until nobody is in the call before.
  void on_change(OnChange on_change);
  // The town is known; from now on it lives. Once.
  void move_in(std::vector<simulate::Household> town);
  void stop();

  [[nodiscard]] bool line_is_up() const { return line_up_.load(); }
  [[nodiscard]] Instant now() const { return clock_.now(); }
  [[nodiscard]] std::vector<simulate::Household> households() const;
  [[nodiscard]] std::optional<simulate::Household> household(const ResidentId& resident) const;
  [[nodiscard]] std::optional<simulate::HomeView> view(const ResidentId& resident);
  [[nodiscard]] bool kept_off(const ResidentId& resident) const;
  // Raised by the story alone, as far as its homes have been told.
  [[nodiscard]] bool is_of_story(const IncidentId& incident) const;

  // Somebody used this device at that time, as the server's list of alarms says.
  void was_used(const DeviceId& device, Instant at);

  // A person at the page. False, nothing: there is no such device in that home.
  [[nodiscard]] std::optional<AlarmId> press(const ResidentId& resident, const simulate::ScreenPress& wish);
  [[nodiscard]] bool set_door(const ResidentId& resident, bool open);
  [[nodiscard]] bool set_pulse(const ResidentId& resident, std::optional<double> heart_rate);

 private:
  void run(const std::stop_token& stop);
  void step();
  void hear(const Arrived& arrived, Instant now);
  void obey(const Topic& topic, const Arrived& arrived, Instant now);
  void publish(const simulate::Utterance& utterance, Instant now);
  void publish_results(Instant now);
  [[nodiscard]] bool say_for_person(std::vector<simulate::Utterance> said);

  const simulate::Plot plot_;
  const server::Clock& clock_;
  std::atomic<bool> line_up_{false};

  std::mutex on_change_mutex_;
  OnChange on_change_;  // guarded by on_change_mutex_

  mutable std::mutex mutex_;                      // the town
  std::unique_ptr<simulate::LivingTown> town_;    // nothing until it has moved in
  std::vector<simulate::Utterance> from_person_;  // said by a person at the page, not yet published

  std::mutex heard_mutex_;  // taken after mutex_, never before it
  std::condition_variable_any woken_;
  std::deque<Arrived> heard_;  // at most k_heard_max; the oldest are dropped
  bool wake_ = false;

  simulate::OwnVoice own_voice_;                             // only the thread "homes"
  std::deque<std::pair<std::string, std::string>> results_;  // topic, payload; only the thread "homes", not yet said
  std::int64_t lost_lines_ = 0;                              // only the thread "homes"
  MqttLink listening_;
  MqttLink speaking_;
  std::optional<server::Thread> thread_;
};

}  // namespace lamplight::simulator
