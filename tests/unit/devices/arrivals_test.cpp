// The waiting places: who overtakes whom, and what happens when they are full. Those who wait are in
// tests/unit/server/arrivals_waiting_test.cpp.
#include "devices/arrivals.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

const std::stop_token k_never;

Arrived message(const std::string& payload) {
  return Arrived{"t", payload, false};
}

Signal signal(AlarmKind kind, const std::string& id) {
  Signal made;
  made.kind = kind;
  made.id = AlarmId{id};
  return made;
}

std::vector<std::string> payloads(const std::vector<Arrived>& batch) {
  std::vector<std::string> texts;
  for (const Arrived& one : batch) texts.push_back(one.payload);
  return texts;
}

std::vector<std::string> ids(const std::vector<Signal>& batch) {
  std::vector<std::string> texts;
  for (const Signal& one : batch) texts.push_back(one.id.text());
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a full alarm queue refuses the newest and counts it") {
  Arrivals arrivals(2, 1000, Overflow::refuse);
  CHECK(arrivals.offer(message("1")));
  CHECK(arrivals.offer(message("2")));
  CHECK_FALSE(arrivals.offer(message("3")));
  CHECK(payloads(arrivals.take_batch(10, 0ms, k_never)) == Texts{"1", "2"});
  CHECK(arrivals.offer(message("4")));
  CHECK(arrivals.figures() == QueueFigures{4, 1, 0, 2, 1, 2});
}

TEST_CASE("a full readings queue drops the oldest and counts it") {
  Arrivals arrivals(2, 1000, Overflow::drop_oldest);
  for (const char* text : {"1", "2", "3", "4"}) CHECK(arrivals.offer(message(text)));
  CHECK(payloads(arrivals.take_batch(10, 0ms, k_never)) == Texts{"3", "4"});
  CHECK(arrivals.figures() == QueueFigures{4, 0, 2, 2, 0, 0});
}

TEST_CASE("bytes are a bound like numbers are") {
  Arrivals refusing(100, 10, Overflow::refuse);
  CHECK(refusing.offer(message("12345678")));
  CHECK_FALSE(refusing.offer(message("1")));
  Arrivals dropping(100, 10, Overflow::drop_oldest);
  CHECK(dropping.offer(message("1234")));
  CHECK(dropping.offer(message("5678")));
  CHECK(dropping.offer(message("9")));
  CHECK(payloads(dropping.take_batch(10, 0ms, k_never)) == Texts{"5678", "9"});

  // Nothing is thrown out for one that would not fit into an empty queue.
  CHECK(dropping.offer(message("1")));
  CHECK_FALSE(dropping.offer(message("12345678901")));
  CHECK(payloads(dropping.take_batch(10, 0ms, k_never)) == Texts{"1"});
}

TEST_CASE("a batch is never longer than asked for, and the rest keeps its order") {
  Arrivals arrivals(10, 1000, Overflow::refuse);
  for (const char* text : {"1", "2", "3"}) CHECK(arrivals.offer(message(text)));
  CHECK(payloads(arrivals.take_batch(2, 0ms, k_never)) == Texts{"1", "2"});
  CHECK(payloads(arrivals.take_batch(2, 0ms, k_never)) == Texts{"3"});
  CHECK(arrivals.take_batch(2, 0ms, k_never).empty());
}

TEST_CASE("life safety overtakes everything else, in the order of arrival") {
  SignalLanes lanes(100);
  CHECK(lanes.offer(signal(AlarmKind::mains_lost, "mains-1")));
  CHECK(lanes.offer(signal(AlarmKind::vital, "vital")));
  CHECK(lanes.offer(signal(AlarmKind::sos, "sos")));
  CHECK(lanes.offer(signal(AlarmKind::unreadable, "unreadable")));
  CHECK(lanes.offer(signal(AlarmKind::smoke, "smoke")));
  CHECK(ids(lanes.take_batch(4, 0ms, k_never)) == Texts{"sos", "unreadable", "smoke", "mains-1"});
  CHECK(ids(lanes.take_batch(4, 0ms, k_never)) == Texts{"vital"});
}

TEST_CASE("a lane full of mains failures leaves room for a pressed button") {
  SignalLanes lanes(1);
  CHECK(lanes.offer(signal(AlarmKind::mains_lost, "1")));
  CHECK_FALSE(lanes.offer(signal(AlarmKind::mains_lost, "2")));
  CHECK(lanes.offer(signal(AlarmKind::sos, "3")));
  CHECK_FALSE(lanes.offer(signal(AlarmKind::fall, "4")));
  CHECK(lanes.figures() == QueueFigures{4, 2, 0, 0, 2, 0});
}
