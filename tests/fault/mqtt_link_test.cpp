// The link to the broker, on a real one that dies, freezes and comes back.
#include "devices/mqtt_link.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "tests/support/child.h"
#include "tests/support/private_broker.h"

using namespace lamplight;
using namespace lamplight::tests;
using namespace std::chrono_literals;

namespace {

// What a listening link has heard; may be asked from the test's thread.
class Heard {
 public:
  MqttLink::OnMessage handler() {
    return [this](Arrived&& message) {
      const std::lock_guard lock(mutex_);
      messages_.push_back(std::move(message));
      came_.notify_all();
    };
  }
  bool wait_for(std::size_t count, std::chrono::milliseconds wait = 30s) {
    std::unique_lock lock(mutex_);
    return came_.wait_for(lock, wait, [&] { return messages_.size() >= count; });
  }
  std::vector<Arrived> messages() {
    const std::lock_guard lock(mutex_);
    return messages_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<Arrived> messages_;
};

const PrivateBroker::Users k_homes{{"home-1", "secret-1"}};
const std::string k_alarms = "lamplight/v1/+/+/alarm";
const std::string k_topic = "lamplight/v1/d1/home-1/alarm";

}  // namespace

TEST_CASE("what a home publishes reaches the listener, bytes unchanged, and the home learns that it was taken") {
  PrivateBroker broker(k_homes);
  Heard heard;
  MqttLink listener(broker.link("lamplight-server", "listener", {k_alarms}), heard.handler());
  MqttLink home(broker.link("home-1", "home"), {});
  listener.start();
  home.start();
  REQUIRE(eventually([&] { return listener.connected() && home.connected(); }));

  std::atomic<int> taken{0};
  const std::string bytes("{\"id\":\"a\0b\xff\"}", 13);
  REQUIRE(home.publish(k_topic, bytes, [&](bool ok) { taken += ok ? 1 : 100; }));
  REQUIRE(heard.wait_for(1));
  CHECK(heard.messages()[0].payload == bytes);
  CHECK(heard.messages()[0].topic == k_topic);
  CHECK_FALSE(heard.messages()[0].retained);
  CHECK(eventually([&] { return taken == 1; }));
}

TEST_CASE("a link that starts before its broker connects once the broker is there") {
  PrivateBroker broker;
  broker.stop();
  Heard heard;
  MqttLink listener(broker.link("lamplight-server", "early", {k_alarms}), heard.handler());
  listener.start();
  CHECK_FALSE(eventually([&] { return listener.connected(); }, 20));
  broker.restart();
  CHECK(eventually([&] { return listener.connected(); }));
}

TEST_CASE("a link comes back after the broker was killed, and subscribes again") {
  PrivateBroker broker(k_homes);
  Heard heard;
  MqttLink listener(broker.link("lamplight-server", "survivor", {k_alarms}), heard.handler());
  MqttLink home(broker.link("home-1", "home"), {});
  listener.start();
  home.start();
  REQUIRE(eventually([&] { return listener.connected() && home.connected(); }));

  broker.kill9();
  REQUIRE(eventually([&] { return !listener.connected() && !home.connected(); }));
  CHECK(eventually([&] { return listener.lost_connections() == 1; }));
  CHECK_FALSE(home.publish(k_topic, "{}"));
  broker.restart();
  REQUIRE(eventually([&] { return listener.connected() && home.connected(); }));
  REQUIRE(home.publish(k_topic, "again"));
  REQUIRE(heard.wait_for(1));
  CHECK(heard.messages()[0].payload == "again");
}

TEST_CASE("a kept session is given what came while its owner was away") {
  PrivateBroker broker(k_homes);
  MqttLink home(broker.link("home-1", "home"), {});
  home.start();
  LinkSettings kept = broker.link("lamplight-server", "stable", {k_alarms});
  kept.clean_session = false;
  {
    Heard nobody;
    MqttLink before(kept, nobody.handler());
    before.start();
    REQUIRE(eventually([&] { return before.connected() && home.connected(); }));
  }
  std::atomic<bool> taken{false};
  REQUIRE(home.publish(k_topic, "meanwhile", [&](bool ok) { taken = ok; }));
  REQUIRE(eventually([&] { return taken.load(); }));

  Heard heard;
  MqttLink after(kept, heard.handler());
  after.start();
  REQUIRE(heard.wait_for(1));
  CHECK(heard.messages()[0].payload == "meanwhile");
}

TEST_CASE("what has no answer when the connection dies is told false, once") {
  PrivateBroker broker(k_homes);
  MqttLink home(broker.link("home-1", "home"), {});
  home.start();
  REQUIRE(eventually([&] { return home.connected(); }));
  std::atomic<int> taken{0};
  std::atomic<int> unknown{0};
  broker.freeze();
  for (int i = 0; i < 50; ++i) {
    REQUIRE(home.publish(k_topic, "frozen", [&](bool ok) { ++(ok ? taken : unknown); }));
  }
  broker.kill9();
  CHECK(eventually([&] { return unknown == 50; }));
  CHECK(taken == 0);
  broker.restart();
  REQUIRE(eventually([&] { return home.connected(); }));
  CHECK(taken + unknown == 50);
}

TEST_CASE("a handler that throws harms neither the link nor the next message") {
  PrivateBroker broker(k_homes);
  std::atomic<int> calls{0};
  MqttLink listener(broker.link("lamplight-server", "thrower", {k_alarms}), [&](Arrived&&) {
    ++calls;
    throw std::runtime_error("a defect");
  });
  MqttLink home(broker.link("home-1", "home"), {});
  listener.start();
  home.start();
  REQUIRE(eventually([&] { return listener.connected() && home.connected(); }));
  REQUIRE(home.publish(k_topic, "one"));
  REQUIRE(home.publish(k_topic, "two"));
  CHECK(eventually([&] { return calls == 2; }));
}

TEST_CASE("ten thousand messages handed over at once all arrive") {
  PrivateBroker broker(k_homes);
  Heard heard;
  MqttLink listener(broker.link("lamplight-server", "flood", {k_alarms}), heard.handler());
  MqttLink home(broker.link("home-1", "home"), {});
  listener.start();
  home.start();
  REQUIRE(eventually([&] { return listener.connected() && home.connected(); }));
  for (int i = 0; i < 10'000; ++i) REQUIRE(home.publish(k_topic, std::to_string(i)));
  CHECK(heard.wait_for(10'000, 90s));
}

TEST_CASE("a wrong password never connects, and stopping is quick all the same") {
  PrivateBroker broker;
  LinkSettings wrong = broker.link("lamplight-server", "stranger");
  wrong.password = "guessed";
  const auto begun = std::chrono::steady_clock::now();
  {
    MqttLink link(wrong, {});
    link.start();
    CHECK_FALSE(eventually([&] { return link.connected(); }, 25));
  }
  CHECK(std::chrono::steady_clock::now() - begun < 8s);
}

TEST_CASE("stopping while the broker is frozen takes no longer than it promises") {
  PrivateBroker broker;
  Heard heard;
  MqttLink listener(broker.link("lamplight-server", "patient", {k_alarms}), heard.handler());
  listener.start();
  REQUIRE(eventually([&] { return listener.connected(); }));
  broker.freeze();
  const auto begun = std::chrono::steady_clock::now();
  listener.stop();
  CHECK(std::chrono::steady_clock::now() - begun < 5s);  // two, and what a busy machine adds
  broker.thaw();
}
