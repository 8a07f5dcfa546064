// What comes from the broker waits in a bounded queue; what goes to it is encoded and remembered as our own.
#include "server/simulator/homes.h"

#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>
#include <random>

#include "devices/decode.h"
#include "devices/encode.h"
#include "devices/finding_seal.h"
#include "devices/topic.h"
#include "model/digest.h"

namespace lamplight::simulator {
namespace {

constexpr std::size_t k_heard_max = 20'000;   // a storm of somebody else's; acks that are lost are asked for again
constexpr std::size_t k_results_max = 1'000;  // commands are a person's; who asks for more loses the oldest answers
constexpr Millis k_step_least{20};            // a town speaks often; not every word needs a step of its own
constexpr Millis k_step_most{250};            // the link tells nobody when it comes and goes

LinkSettings link_settings(const server::BrokerSettings& broker, const std::string& purpose) {
  std::random_device chance;
  LinkSettings link;
  link.host = broker.host;
  link.port = broker.port;
  link.user = broker.user;
  link.password = broker.password;
  link.client_id = "simulator-" + purpose + "-" + digest_of({std::to_string(chance()), std::to_string(chance())});
  return link;
}

LinkSettings listening_settings(const server::BrokerSettings& broker) {
  LinkSettings link = link_settings(broker, "hear");
  for (const Leaf leaf : {Leaf::ack, Leaf::alarm, Leaf::status, Leaf::readings, Leaf::result, Leaf::command}) {
    link.subscriptions.push_back(std::string(k_topic_base) + "+/+/" + std::string(name_of(leaf)));
  }
  return link;
}

std::string encoded(const simulate::Utterance& utterance) {
  if (const auto* alarm = std::get_if<Signal>(&utterance.what)) return encode_alarm(*alarm);
  if (const auto* readings = std::get_if<std::vector<Reading>>(&utterance.what)) return encode_readings(*readings);
  return encode_status(std::get<DeviceStatus>(utterance.what));
}

Leaf leaf_of(const simulate::Utterance& utterance) {
  if (std::holds_alternative<Signal>(utterance.what)) return Leaf::alarm;
  return std::holds_alternative<DeviceStatus>(utterance.what) ? Leaf::status : Leaf::readings;
}

}  // namespace

Homes::Homes(const server::BrokerSettings& broker, simulate::Plot plot, const server::Clock& clock)
    : plot_(plot),
      clock_(clock),
      listening_(listening_settings(broker),
                 [this](Arrived&& arrived) {
                   {
                     const std::lock_guard lock(heard_mutex_);
                     if (heard_.size() >= k_heard_max) heard_.pop_front();
                     heard_.push_back(std::move(arrived));
                   }
                   woken_.notify_one();
                 }),
      speaking_(link_settings(broker, "say"), {}) {}

Homes::~Homes() {
  stop();
}

void Homes::on_change(OnChange on_change) {
  const std::lock_guard lock(on_change_mutex_);
  on_change_ = std::move(on_change);
}

void Homes::move_in(std::vector<simulate::Household> town) {
  {
    const std::lock_guard lock(mutex_);
    town_ = std::make_unique<simulate::LivingTown>(plot_, std::move(town), clock_.now());
  }
  listening_.start();
  speaking_.start();
  thread_.emplace("homes", [this](const std::stop_token& stop) { run(stop); });
}

void Homes::stop() {
  thread_.reset();
  speaking_.stop();
  listening_.stop();
}

std::vector<simulate::Household> Homes::households() const {
  const std::lock_guard lock(mutex_);
  std::vector<simulate::Household> all;
  if (!town_) return all;
  for (const simulate::Household* home : town_->households()) all.push_back(*home);
  return all;
}

std::optional<simulate::Household> Homes::household(const ResidentId& resident) const {
  const std::lock_guard lock(mutex_);
  const simulate::Household* home = town_ ? town_->household(resident) : nullptr;
  return home == nullptr ? std::nullopt : std::optional(*home);
}

std::optional<simulate::HomeView> Homes::view(const ResidentId& resident) {
  const std::lock_guard lock(mutex_);
  return town_ ? town_->view(resident, clock_.now()) : std::nullopt;
}

bool Homes::kept_off(const ResidentId& resident) const {
  const std::lock_guard lock(mutex_);
  return town_ && town_->kept_off(resident, clock_.now());
}

bool Homes::is_of_story(const IncidentId& incident) const {
  const std::lock_guard lock(mutex_);
  return town_ && town_->is_of_story(incident);
}

void Homes::was_used(const DeviceId& device, Instant at) {
  const std::lock_guard lock(mutex_);
  if (town_ && at + simulate::k_keep_off > clock_.now()) town_->used_by_other(device, at);
}

std::optional<AlarmId> Homes::press(const ResidentId& resident, const simulate::ScreenPress& wish) {
  std::optional<AlarmId> id;
  {
    const std::lock_guard lock(mutex_);
    if (town_) id = town_->press(resident, wish, clock_.now());
  }
  static_cast<void>(say_for_person({}));
  return id;
}

bool Homes::set_door(const ResidentId& resident, bool open) {
  const std::lock_guard lock(mutex_);
  return town_ && say_for_person(town_->set_door(resident, open, clock_.now()));
}

bool Homes::set_pulse(const ResidentId& resident, std::optional<double> heart_rate) {
  const std::lock_guard lock(mutex_);
  if (!town_) return false;
  const simulate::Household* home = town_->household(resident);
  if (home == nullptr || home->with(simulate::Gadget::wearable) == nullptr) return false;
  static_cast<void>(say_for_person(town_->set_pulse(resident, heart_rate, clock_.now())));
  return true;
}

// Leaves the words to the thread "homes" and wakes it; false when there are none.
bool Homes::say_for_person(std::vector<simulate::Utterance> said) {
  const bool any = !said.empty();
  for (simulate::Utterance& utterance : said) from_person_.push_back(std::move(utterance));
  {
    const std::lock_guard lock(heard_mutex_);
    wake_ = true;
  }
  woken_.notify_one();
  return any;
}

void Homes::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    step();
    Instant next;
    {
      const std::lock_guard lock(mutex_);
      next = town_->next_at();
    }
    const Millis patience = std::clamp<Millis>(next - clock_.now(), k_step_least, k_step_most);
    std::unique_lock lock(heard_mutex_);
    woken_.wait_for(lock, stop, patience, [this] { return wake_ || !heard_.empty(); });
    wake_ = false;
  }
}

void Homes::step() {
  std::deque<Arrived> heard;
  {
    const std::lock_guard lock(heard_mutex_);
    heard.swap(heard_);
  }
  const bool up = listening_.connected() && speaking_.connected();
  const std::int64_t lost = listening_.lost_connections() + speaking_.lost_connections();
  std::vector<simulate::Utterance> said;
  std::vector<ResidentId> changed;
  const Instant now = clock_.now();
  {
    const std::lock_guard lock(mutex_);
    for (const Arrived& arrived : heard) hear(arrived, now);
    if (up && (!line_up_ || lost != lost_lines_)) town_->reconnected(now);
    said = town_->advance(now, up);
    if (up) {
      for (simulate::Utterance& utterance : from_person_) said.push_back(std::move(utterance));
      from_person_.clear();
    }
    changed = town_->changed();
  }
  if (up != line_up_) spdlog::info("simulator.line {}", up ? "up" : "down");
  line_up_ = up;
  lost_lines_ = lost;
  for (const simulate::Utterance& utterance : said) publish(utterance, now);
  if (up) publish_results(now);
  if (changed.empty()) return;
  const std::lock_guard lock(on_change_mutex_);
  if (on_change_) on_change_(changed);
}

void Homes::hear(const Arrived& arrived, Instant now) {
  const auto topic = read_topic(arrived.topic);
  if (!topic) return;
  if (topic->leaf == Leaf::ack) {
    auto ack = decode_ack(arrived.payload);
    if (!ack.ok()) return;
    ack.value().device = topic->device;
    ack.value().district = topic->district;
    town_->hear(ack.value(), now);
    return;
  }
  if (topic->leaf == Leaf::command) return obey(*topic, arrived, now);
  // What the broker had kept was said who knows when.
  if (arrived.retained || own_voice_.is_own(arrived.topic, arrived.payload, now)) return;
  if (topic->leaf != Leaf::alarm) {
    town_->used_by_other(topic->device, now);
    return;
  }
  const Signal alarm = decode_alarm(*topic, arrived.payload, false, now);
  // The monitor's findings come on the same topic; homes can't know the seal and do not mind them (contracts §2).
  if (alarm.unreadable_reason == k_unsealed_reason) return;
  town_->overheard(alarm, now);
}

// `test` is the one command that a simulated home knows: it presses, marked as a test, and says so. The command may be
// heard while the other link is still away; the result waits for it.
void Homes::obey(const Topic& topic, const Arrived& arrived, Instant now) {
  const auto command = nlohmann::json::parse(arrived.payload, nullptr, false);
  if (arrived.retained || !command.is_object() || !command.contains("id") ||
      command.value("do", nlohmann::json()) != "test") {
    return;
  }
  const nlohmann::json result{{"id", command["id"]}, {"ok", town_->test(topic.device, now)}};
  if (results_.size() >= k_results_max) results_.pop_front();
  results_.emplace_back(write_topic({topic.district, topic.device, Leaf::result}), result.dump());
}

void Homes::publish_results(Instant now) {
  while (!results_.empty()) {
    const auto& [topic, payload] = results_.front();
    own_voice_.said(topic, payload, now);
    if (!speaking_.publish(topic, payload)) return;
    results_.pop_front();
  }
}

void Homes::publish(const simulate::Utterance& utterance, Instant now) {
  const std::string topic = write_topic({utterance.district, utterance.device, leaf_of(utterance)});
  const std::string payload = encoded(utterance);
  // Remembered before it goes: it may be back before `publish` returns.
  own_voice_.said(topic, payload, now);
  if (!speaking_.publish(topic, payload)) spdlog::debug("simulator.unsaid {}", topic);
}

}  // namespace lamplight::simulator
