// The link to the broker on Paho's asynchronous client, MQTT 3.1.1, QoS 1.
//
// Paho calls back on its one receive thread, which all clients of the process share; nothing here
// waits on it. Paho connects again by itself, also after a first attempt that failed; the
// subscriptions are renewed at every connection, as the broker may have lost them.
#include "devices/mqtt_link.h"

#include <mqtt/async_client.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <unordered_map>

namespace lamplight {
namespace {

using namespace std::chrono_literals;

constexpr int k_qos = 1;
constexpr int k_mqtt_3_1_1 = 4;                  // the protocol level of CONNECT
constexpr int k_buffered_messages_max = 65'535;  // as many as there are message ids
constexpr auto k_keep_alive = 5s;                // a broker that is frozen or cut off is noticed within 13 s
constexpr auto k_connect_timeout = 3s;
constexpr auto k_reconnect_wait_min = 1s;  // whole seconds are Paho's unit
constexpr auto k_reconnect_wait_max = 2s;
constexpr auto k_stop_wait = 1s;  // for DISCONNECT, and for callbacks under way

std::string address_of(const LinkSettings& settings) {
  return "tcp://" + settings.host + ":" + std::to_string(settings.port);
}

mqtt::create_options creation() {
  mqtt::create_options options{k_mqtt_3_1_1};
  options.set_send_while_disconnected(false);
  options.set_max_buffered_messages(k_buffered_messages_max);
  return options;
}

mqtt::connect_options connection(const LinkSettings& settings) {
  mqtt::connect_options options;
  options.set_mqtt_version(k_mqtt_3_1_1);
  options.set_clean_session(settings.clean_session);
  options.set_keep_alive_interval(k_keep_alive);
  options.set_connect_timeout(k_connect_timeout);
  options.set_automatic_reconnect(k_reconnect_wait_min, k_reconnect_wait_max);
  options.set_max_inflight(settings.inflight_max);
  if (!settings.user.empty()) options.set_user_name(settings.user);
  if (!settings.password.empty()) options.set_password(settings.password);
  return options;
}

}  // namespace

struct MqttLink::Inside {
  using Delivered = std::function<void(bool)>;

  Inside(LinkSettings given, OnMessage handler)
      : settings(std::move(given)),
        on_message(std::move(handler)),
        client(address_of(settings), settings.client_id, creation()) {}

  // One callback under way; false after stop has begun. Keeps `stop` from taking away what it uses.
  class Visit {
   public:
    explicit Visit(Inside& inside) : inside_(inside) {
      const std::lock_guard lock(inside_.mutex);
      admitted_ = !inside_.stopping;
      if (admitted_) ++inside_.visits;
    }
    ~Visit() {
      if (!admitted_) return;
      const std::lock_guard lock(inside_.mutex);
      if (--inside_.visits == 0) inside_.left.notify_all();
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;
    explicit operator bool() const { return admitted_; }

   private:
    Inside& inside_;
    bool admitted_ = false;
  };

  // The end of a publish; the token carries its number.
  class OnPublished : public mqtt::iaction_listener {
   public:
    explicit OnPublished(Inside& inside) : inside_(inside) {}
    void on_success(const mqtt::token& token) override { inside_.finish(number_of(token), true); }
    void on_failure(const mqtt::token& token) override { inside_.finish(number_of(token), false); }

   private:
    static std::uintptr_t number_of(const mqtt::token& token) {
      return reinterpret_cast<std::uintptr_t>(token.get_user_context());
    }
    Inside& inside_;
  };

  // The answer to SUBSCRIBE; a listening link is connected only now.
  class OnSubscribed : public mqtt::iaction_listener {
   public:
    explicit OnSubscribed(Inside& inside) : inside_(inside) {}
    void on_success(const mqtt::token& token) override {
      try {
        const auto response = token.get_subscribe_response();
        bool granted = true;
        for (const auto code : response.get_reason_codes()) granted = granted && code <= mqtt::GRANTED_QOS_2;
        inside_.connected = granted;
      } catch (...) {  // entered from C
        inside_.connected = false;
      }
    }
    void on_failure(const mqtt::token&) override { inside_.connected = false; }

   private:
    Inside& inside_;
  };

  void connect_handlers() {
    client.set_connected_handler([this](const std::string&) { be_connected(); });
    client.set_connection_lost_handler([this](const std::string&) { be_lost(); });
    if (settings.subscriptions.empty()) return;
    client.set_message_callback([this](const mqtt::const_message_ptr& message) { hand_over(message); });
  }

  void be_connected() noexcept {
    const Visit visit(*this);
    if (!visit) return;
    if (settings.subscriptions.empty()) {
      connected = true;
      return;
    }
    try {
      const auto topics = mqtt::string_collection::create(settings.subscriptions);
      const mqtt::iasync_client::qos_collection qos(settings.subscriptions.size(), k_qos);
      client.subscribe(topics, qos, nullptr, on_subscribed);
    } catch (...) {  // lost again already; the next connection brings us back here
      connected = false;
    }
  }

  void be_lost() noexcept {
    const Visit visit(*this);
    connected = false;
    ++lost;
    if (visit) finish_all();
  }

  void hand_over(const mqtt::const_message_ptr& message) noexcept {
    const Visit visit(*this);
    if (!visit || !message) return;
    try {
      on_message(Arrived{message->get_topic(), message->get_payload_str(), message->is_retained()});
    } catch (...) {  // NOLINT: nothing may leave into C; what was not taken is repeated by its home
    }
  }

  void finish(std::uintptr_t number, bool success) noexcept {
    Delivered delivered;
    {
      const std::lock_guard lock(mutex);
      const auto found = awaited.find(number);
      if (found == awaited.end()) return;
      delivered = std::move(found->second);
      awaited.erase(found);
    }
    tell(delivered, success);
  }

  // Nobody knows what became of them: Paho may still send some after the next connection.
  void finish_all() noexcept {
    std::unordered_map<std::uintptr_t, Delivered> unknown;
    {
      const std::lock_guard lock(mutex);
      unknown.swap(awaited);
    }
    for (const auto& [number, delivered] : unknown) tell(delivered, false);
  }

  static void tell(const Delivered& delivered, bool success) noexcept {
    try {
      if (delivered) delivered(success);
    } catch (...) {  // NOLINT: entered from C
    }
  }

  const LinkSettings settings;
  const OnMessage on_message;
  std::atomic<bool> connected{false};
  std::atomic<std::int64_t> lost{0};

  std::mutex mutex;
  std::condition_variable left;
  bool stopping = false;                                  // guarded by mutex
  int visits = 0;                                         // guarded by mutex
  std::uintptr_t last_number = 0;                         // guarded by mutex
  std::unordered_map<std::uintptr_t, Delivered> awaited;  // guarded by mutex

  OnPublished on_published{*this};
  OnSubscribed on_subscribed{*this};
  mqtt::async_client client;  // the last member, so that it goes first
};

MqttLink::MqttLink(LinkSettings settings, OnMessage on_message)
    : inside_(std::make_unique<Inside>(std::move(settings), std::move(on_message))) {
  inside_->connect_handlers();
}

MqttLink::~MqttLink() {
  stop();
}

void MqttLink::start() {
  try {
    inside_->client.connect(connection(inside_->settings));
  } catch (const mqtt::exception&) {  // NOLINT: connected() says so, and the watchdog sees it
  }
}

bool MqttLink::connected() const {
  return inside_->connected;
}

std::int64_t MqttLink::lost_connections() const {
  return inside_->lost;
}

bool MqttLink::publish(const std::string& topic, std::string_view payload, std::function<void(bool)> delivered) {
  Inside& inside = *inside_;
  if (!inside.connected) return false;
  std::uintptr_t number = 0;
  {
    const std::lock_guard lock(inside.mutex);
    if (inside.stopping) return false;
    number = ++inside.last_number;
    inside.awaited.emplace(number, std::move(delivered));
  }
  try {
    inside.client.publish(mqtt::make_message(topic, payload.data(), payload.size(), k_qos, false),
                          reinterpret_cast<void*>(number), inside.on_published);
    return true;
  } catch (const mqtt::exception&) {
    // Not sent. Only where the loss of the connection has already told `delivered` is it too late to say so.
    const std::lock_guard lock(inside.mutex);
    return inside.awaited.erase(number) == 0;
  }
}

void MqttLink::stop() {
  Inside& inside = *inside_;
  {
    const std::lock_guard lock(inside.mutex);
    if (inside.stopping) return;
    inside.stopping = true;
  }
  inside.connected = false;
  try {
    // Never waited for without a bound: the answer may not come at all.
    inside.client.disconnect(k_stop_wait)->wait_for(k_stop_wait);
  } catch (const mqtt::exception&) {  // NOLINT: it was not connected
  }
  {
    std::unique_lock lock(inside.mutex);
    inside.left.wait_for(lock, k_stop_wait, [&inside] { return inside.visits == 0; });
  }
  inside.finish_all();
}

}  // namespace lamplight
