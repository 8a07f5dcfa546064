// One listening link and one publishing link: a link that does both waits for Nagle (traps.md).
#include "server/simulator/press.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <random>
#include <stdexcept>

#include "devices/encode.h"
#include "devices/mqtt_link.h"
#include "devices/simulate/sent_alarm.h"
#include "devices/topic.h"
#include "model/digest.h"
#include "server/simulator/town_files.h"

namespace lamplight::simulator {
namespace {

constexpr Millis k_look_again{100};       // the links tell nobody when they connect
constexpr std::size_t k_heard_max = 100;  // one alarm has few answers; what floods us is not ours

// Answers on their way from Paho's thread to the main one.
class Ear {
 public:
  void put(Arrived&& arrived) {
    {
      const std::lock_guard lock(mutex_);
      if (heard_.size() >= k_heard_max) return;
      heard_.push_back(std::move(arrived.payload));
    }
    came_.notify_one();
  }

  // Waits at most `patience` for the next one.
  std::optional<std::string> next(Millis patience) {
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, patience, [this] { return !heard_.empty(); });
    if (heard_.empty()) return std::nullopt;
    std::string payload = std::move(heard_.front());
    heard_.pop_front();
    return payload;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<std::string> heard_;  // guarded by mutex_
};

std::string random_name() {
  std::random_device chance;
  return digest_of({std::to_string(chance()), std::to_string(chance()), std::to_string(chance())}).substr(0, 12);
}

LinkSettings link_settings(const server::BrokerSettings& broker, const std::string& purpose) {
  LinkSettings link;
  link.host = broker.host;
  link.port = broker.port;
  link.user = broker.user;
  link.password = broker.password;
  link.client_id = "press-" + purpose + "-" + random_name();
  return link;
}

DistrictId district_of(const DeviceId& device, const std::string& devices_file) {
  for (const TownDevice& known : read_devices(devices_file)) {
    if (known.id == device) return known.district;
  }
  throw std::runtime_error("no device " + device.text() + " in " + devices_file);
}

std::string clock_of(Instant at) {
  return to_rfc3339(at).substr(11, 12);
}

// The conversation about one alarm, from the press to the last word.
class Conversation {
 public:
  Conversation(const PressWish& wish, simulate::SentAlarm alarm, std::ostream& out)
      : wish_(wish), alarm_(std::move(alarm)), out_(out) {}

  [[nodiscard]] const simulate::SentAlarm& alarm() const { return alarm_; }

  void send_if_due(MqttLink& link, Instant now) {
    if (!alarm_.due(now)) return;
    const Signal& signal = alarm_.signal();
    if (!link.publish(write_topic({signal.district, signal.device, Leaf::alarm}), encode_alarm(signal))) return;
    alarm_.sent(now);
    out_ << clock_of(now) << "  " << (alarm_.sendings() == 1 ? "pressed: " : "no answer yet, pressed again: ")
         << signal.kind_text << " of " << signal.device.text() << ", alarm " << signal.id.text() << std::endl;
  }

  void hear(const std::string& payload, Instant now) {
    const auto ack = decode_ack(payload);
    if (!ack.ok() || !alarm_.hear(ack.value(), now)) return;
    const bool again = somebody_came_ && ack.value().state == AckState::received;
    somebody_came_ = somebody_came_ || !ack.value().worker.empty();
    out_ << clock_of(now) << "  " << simulate::words_of(ack.value(), wish_.language, again);
    if (ack.value().incident) out_ << "   (" << ack.value().incident->text() << ")";
    out_ << std::endl;
  }

  [[nodiscard]] PressEnd end() const {
    if (!alarm_.shown()) return PressEnd::unanswered;
    return alarm_.shown()->state == AckState::rejected ? PressEnd::refused : PressEnd::acknowledged;
  }

 private:
  const PressWish& wish_;
  simulate::SentAlarm alarm_;
  std::ostream& out_;
  bool somebody_came_ = false;
};

}  // namespace

PressEnd press(const server::Settings& settings, PressWish wish, const server::Clock& clock, std::ostream& out) {
  Signal& signal = wish.alarm;
  if (signal.district.empty()) signal.district = district_of(signal.device, settings.simulator.devices_file);
  if (signal.id.empty()) signal.id = AlarmId{"p-" + random_name()};
  const Instant started = clock.now();
  signal.at = started;

  Ear ear;
  LinkSettings listening = link_settings(settings.broker, "hear");
  listening.subscriptions = {write_topic({signal.district, signal.device, Leaf::ack})};
  MqttLink in(listening, [&ear](Arrived&& arrived) { ear.put(std::move(arrived)); });
  MqttLink out_link(link_settings(settings.broker, "say"), {});
  in.start();
  out_link.start();

  std::random_device chance;
  Conversation talk(wish, simulate::SentAlarm(signal, started, simulate::Dice(chance(), {signal.id.text()})), out);
  bool waiting_said = false;
  while (!talk.alarm().ended() && clock.now() < started + wish.wait) {
    // Who presses before she listens may miss the answer.
    const bool ready = in.connected() && out_link.connected();
    if (ready) {
      talk.send_if_due(out_link, clock.now());
    } else if (!waiting_said && clock.now() > started + Seconds{5}) {
      out << "the broker at " << settings.broker.host << ":" << settings.broker.port << " does not answer yet"
          << std::endl;
      waiting_said = true;
    }
    const auto next_at = talk.alarm().next_at();
    Millis patience = std::min<Millis>(k_look_again, started + wish.wait - clock.now());
    if (ready && next_at) patience = std::min(patience, *next_at - clock.now());
    if (const auto payload = ear.next(std::max(patience, Millis{1}))) talk.hear(*payload, clock.now());
  }
  out_link.stop();
  in.stop();
  if (talk.end() == PressEnd::unanswered) out << "no answer within " << wish.wait.count() << " s" << std::endl;
  return talk.end();
}

}  // namespace lamplight::simulator
