// The checker of the fault bench, tried on histories made bad by hand: it must not be blind, nor see ghosts.
#include <catch2/catch.hpp>

#include "tests/fault_bench/history_checker.h"

using namespace lamplight::fault_bench;

namespace {

// One press, answered, stored, offered, expired once, accepted by another, closed: nothing is wrong with it.
constexpr const char* k_good = R"(
{"at":1000,"what":"press","device":"p-1","alarm":"a","kind":"sos"}
{"at":1010,"what":"heard","device":"p-1","alarm":"a","state":"received","seq":1,"incident":"i"}
{"at":1500,"what":"shown","incident":"i","state":"offered","deadline_at":4010}
{"at":1010,"what":"story","incident":"i","line":"opened","worker":""}
{"at":1010,"what":"story","incident":"i","line":"offered","worker":"w-1"}
{"at":4020,"what":"story","incident":"i","line":"expired","worker":"w-1"}
{"at":4020,"what":"story","incident":"i","line":"offered","worker":"w-2"}
{"at":5000,"what":"did","who":"w-2","do":"accept","incident":"i","outcome":"200"}
{"at":5000,"what":"story","incident":"i","line":"accepted","worker":"w-2"}
{"at":5010,"what":"heard","device":"p-1","alarm":"a","state":"assigned","seq":2,"incident":"i"}
{"at":8000,"what":"story","incident":"i","line":"resolved","worker":"w-2"}
{"at":9000,"what":"story","incident":"i","line":"closed","worker":""}
{"at":9010,"what":"heard","device":"p-1","alarm":"a","state":"closed","seq":5,"incident":"i"}
{"at":9900,"what":"stored_alarm","device":"p-1","alarm":"a","generation":0,"incident":"i","received_at":1008}
{"at":9900,"what":"stored_incident","incident":"i","state":"closed","queue":"emergency","opened_at":1008,"worker":"","cared_for":false}
{"at":9900,"what":"offer","incident":"i","worker":"w-1","round":0,"state":"expired","expires_at":4010,"answered_at":4020}
{"at":9900,"what":"offer","incident":"i","worker":"w-2","round":1,"state":"accepted","expires_at":7020,"answered_at":5000}
{"at":9900,"what":"audited","incident":"i","version":5,"audits":6}
{"at":9990,"what":"counted","received":2,"stored":1,"repeated":1,"refused":0}
)";

// The good history with one line replaced (or taken away: empty) and further lines added.
std::string spoilt(const std::string& line, const std::string& instead, const std::string& further = "") {
  std::string text = k_good;
  const auto at = text.find(line);
  REQUIRE(at != std::string::npos);
  const auto begin = text.rfind('\n', at) + 1;
  text.replace(begin, text.find('\n', at) - begin, instead);
  return text + further + "\n";
}

std::string also(const std::string& lines) {
  return std::string(k_good) + lines + "\n";
}

std::string first_of(const std::string& history) {
  const auto found = violations(events_of(history));
  return found.empty() ? "" : found.front().words;
}

// A second incident of another resident, wholly in order.
constexpr const char* k_other = R"(
{"at":4500,"what":"story","incident":"j","line":"opened","worker":""}
{"at":6000,"what":"story","incident":"j","line":"assigned","worker":"w-2"}
{"at":7000,"what":"story","incident":"j","line":"closed","worker":""}
{"at":9900,"what":"stored_incident","incident":"j","state":"closed","queue":"emergency","opened_at":4500,"worker":"","cared_for":false})";

}  // namespace

TEST_CASE("The checker of histories finds nothing in a good one") {
  CHECK(first_of(k_good) == "");
  // Late, but a fault lay between the deadline and the deed.
  CHECK(
      first_of(spoilt(
          R"("state":"expired","expires_at":4010)",
          R"({"at":9900,"what":"offer","incident":"i","worker":"w-1","round":0,"state":"expired","expires_at":4010,"answered_at":14020})",
          R"({"at":3900,"what":"fault","fault":"kill server","durable":true}
{"at":13000,"what":"healed"})")) == "");
  // Said again below what the home shows, after the disk under the database took a committed step away.
  CHECK(first_of(also(R"({"at":9020,"what":"heard","device":"p-1","alarm":"a","state":"on_the_way","seq":2,"incident":"i"}
{"at":7000,"what":"fault","fault":"disk_fails","durable":true}
{"at":8500,"what":"healed"})")) == "");
}

TEST_CASE("The checker of histories finds each kind of lost or doubled alarm") {
  const auto [history, words] = GENERATE(table<std::string, std::string>({
      {spoilt("stored_alarm", ""), "I1: p-1/a was acknowledged and is not stored"},
      {also(R"({"at":2000,"what":"press","device":"p-2","alarm":"b","kind":"sos"})"),
       "I2: p-2/b was pressed and is not stored"},
      {spoilt("stored_incident", ""), "I2: p-1/a has no incident"},
      {spoilt(
           "stored_alarm",
           R"({"at":99000,"what":"stored_alarm","device":"p-1","alarm":"a","generation":0,"incident":"i","received_at":62000})"),
       "I2: p-1/a became an incident too late"},
      {also(
           R"({"at":9900,"what":"stored_alarm","device":"p-1","alarm":"a","generation":1,"incident":"i","received_at":1009})"),
       "I3: p-1/a is stored 2 times"},
      {also(
           R"({"at":9900,"what":"stored_alarm","device":"p-9","alarm":"z","generation":0,"incident":"i","received_at":1009})"),
       "I3: p-9/z is stored and was never pressed"},
      {also(R"({"at":2000,"what":"heard","device":"p-1","alarm":"a","state":"received","seq":1,"incident":"other"})"),
       "I3: p-1/a was told of two incidents"},
      {spoilt(
           R"("what":"stored_alarm")",
           R"({"at":9900,"what":"stored_alarm","device":"p-1","alarm":"a","generation":0,"incident":"j","received_at":1008})",
           k_other),
       "I3: p-1/a was told of another incident than it is stored in"},
      {also(R"({"at":1200,"what":"story","incident":"i","line":"opened","worker":""})"), "I3: i was opened twice"},
      {also(R"({"at":900,"what":"heard","device":"p-1","alarm":"a","state":"received","seq":1,"incident":"i"})"),
       "I1: p-1/a was acknowledged before it was pressed"},
      {also(R"({"at":5011,"what":"heard","device":"p-1","alarm":"a","state":"on_the_way","seq":2,"incident":"i"})"),
       "I1: p-1/a heard two different states under one seq"},
      {also(R"({"at":9020,"what":"heard","device":"p-1","alarm":"a","state":"on_the_way","seq":2,"incident":"i"})"),
       "I1: p-1/a heard two different states under one seq"},
      {also(R"({"at":5011,"what":"heard","device":"p-1","alarm":"a","state":"on_the_way","seq":2,"incident":"i"}
{"at":4900,"what":"fault","fault":"disk_fails","durable":true}
{"at":5100,"what":"healed"})"),
       "I1: p-1/a heard two different states under one seq"},
      {also(R"({"at":500,"what":"fault","fault":"disk full","durable":false}
{"at":5000,"what":"press","device":"p-3","alarm":"c","kind":"sos"}
{"at":5100,"what":"heard","device":"p-3","alarm":"c","state":"received","seq":1,"incident":"i"}
{"at":9900,"what":"stored_alarm","device":"p-3","alarm":"c","generation":0,"incident":"i","received_at":5099}
{"at":9950,"what":"heard","device":"p-3","alarm":"c","state":"closed","seq":9,"incident":"i"}
{"at":9960,"what":"healed"})"),
       "I13: p-3/c was acknowledged while nothing could be written"},
  }));
  INFO(history);
  CHECK(first_of(history) == words);
}

TEST_CASE("The checker of histories finds a cry behind a bridge that was lost, doubled or late") {
  const auto with = [](const std::string& stored) {
    return also(R"({"at":2000,"what":"cry","device":"hub"})" + std::string("\n") + stored);
  };
  const auto stored = [](const std::string& alarm, int received_at) {
    return R"({"at":9900,"what":"stored_alarm","device":"hub","alarm":")" + alarm +
           R"(","generation":0,"incident":"i","received_at":)" + std::to_string(received_at) + "}\n";
  };
  CHECK(first_of(with(stored("m:press_1", 2'100))) == "");
  CHECK(first_of(with(stored("m:silent_1", 2'100))) == "I2: the cry behind the bridge of hub is not stored");
  CHECK(first_of(with(stored("m:press_1", 2'100) + stored("m:press_2", 2'200))) ==
        "I3: the cry behind the bridge of hub is stored 2 times");
  CHECK(first_of(with(stored("m:press_1", 63'000))) ==
        "I2: the cry behind the bridge of hub became an incident too late");
}

TEST_CASE("The checker of histories knows that what was committed before a fault may be told within it") {
  const std::string told_again = R"(
{"at":1100,"what":"press","device":"p-3","alarm":"c","kind":"sos"}
{"at":2000,"what":"fault","fault":"disk full","durable":false}
{"at":5100,"what":"heard","device":"p-3","alarm":"c","state":"received","seq":1,"incident":"i"}
{"at":9900,"what":"stored_alarm","device":"p-3","alarm":"c","generation":0,"incident":"i","received_at":1200}
{"at":9950,"what":"heard","device":"p-3","alarm":"c","state":"closed","seq":9,"incident":"i"}
{"at":9960,"what":"healed"})";
  CHECK(first_of(also(told_again)) == "");
}

TEST_CASE("The checker of histories finds an answered alarm that the desk was not told of") {
  const std::string unseen = R"({"at":3600,"what":"looked","asked_at":3500,"open":["other"]})";
  CHECK(first_of(also(unseen)) == "I14: p-1/a was acknowledged, and the desk that asked at 3500 was not told of it");
  CHECK(first_of(also(R"({"at":3600,"what":"looked","asked_at":3500,"open":["other","i"]})")) == "");
  // Too soon, and after its end.
  CHECK(first_of(also(R"({"at":1600,"what":"looked","asked_at":1500,"open":[]})")) == "");
  CHECK(first_of(also(R"({"at":9600,"what":"looked","asked_at":9500,"open":[]})")) == "");
  // Answered long before a fault it is known through it; answered within one it may be known elsewhere.
  CHECK(first_of(also(unseen + R"(
{"at":3200,"what":"fault","fault":"kill database","durable":true})")) != "");
  CHECK(first_of(also(unseen + R"(
{"at":900,"what":"fault","fault":"cut server","durable":true}
{"at":3000,"what":"healed"})")) == "");
}

TEST_CASE("The checker of histories finds each kind of wrong hold, deadline and end") {
  const auto [history, words] = GENERATE(table<std::string, std::string>({
      {also(R"({"at":6000,"what":"story","incident":"i","line":"accepted","worker":"w-3"})"),
       "I4: i was given to a second worker"},
      {also(k_other), "I4: w-2 held two emergencies"},
      {also(R"({"at":9500,"what":"story","incident":"i","line":"assigned","worker":"w-2"})"),
       "I4: i was given away after its end"},
      {spoilt(R"("what":"shown")", R"({"at":1500,"what":"shown","incident":"i","state":"offered","deadline_at":0})"),
       "I5: i was open without a deadline"},
      {spoilt(R"("what":"shown")", R"({"at":7500,"what":"shown","incident":"i","state":"offered","deadline_at":4010})"),
       "I5: the deadline of i had passed and nobody acted"},
      {spoilt(
           R"("worker":"w-1","round")",
           R"({"at":9900,"what":"offer","incident":"i","worker":"w-1","round":0,"state":"expired","expires_at":4030,"answered_at":4020})"),
       "I6: an offer of i expired early"},
      {spoilt(
           R"("worker":"w-1","round")",
           R"({"at":9900,"what":"offer","incident":"i","worker":"w-1","round":0,"state":"expired","expires_at":1010,"answered_at":4020})"),
       "I6: an offer of i expired 3010 ms late"},
      {also(
           R"({"at":9900,"what":"offer","incident":"i","worker":"w-1","round":0,"state":"expired","expires_at":4010,"answered_at":4020})"),
       "I6: one offer of i was made twice"},
      {also(R"({"at":4021,"what":"story","incident":"i","line":"expired","worker":"w-1"})"),
       "I6: i tells of other expired offers than it had"},
      {also(R"({"at":9100,"what":"story","incident":"i","line":"closed","worker":""})"), "I6: i ended twice"},
      {also(
           R"({"at":9900,"what":"offer","incident":"i","worker":"w-4","round":0,"state":"pending","expires_at":7020,"answered_at":0})"),
       "I5: i has ended and is still offered"},
      {spoilt("counted", R"({"at":9990,"what":"counted","received":3,"stored":1,"repeated":1,"refused":0})"),
       "I8: of 3 received 2 are accounted for"},
      {spoilt("audited", R"({"at":9900,"what":"audited","incident":"i","version":7,"audits":6})"),
       "I10: i changed more often than was audited"},
      {spoilt(
           "stored_incident",
           R"({"at":9900,"what":"stored_incident","incident":"i","state":"offered","queue":"emergency","opened_at":1008,"worker":"","cared_for":false})"),
       "I14: i neither ended nor reached a person"},
      {spoilt(R"("state":"closed","seq":5)", ""), "I14: the home of p-1/a still shows assigned"},
  }));
  INFO(history);
  CHECK(first_of(history) == words);
}

TEST_CASE("The checker of histories bears with a server that is cut off, and not with its last word") {
  const std::string split = R"({"at":1005,"what":"fault","fault":"second_apart"}
{"at":1020,"what":"heard","device":"p-1","alarm":"a","state":"received","seq":1001,"incident":"j"}
{"at":4000,"what":"healed"})";
  const std::string last = R"(
{"at":9020,"what":"heard","device":"p-1","alarm":"a","state":"closed","seq":1002,"incident":"i"})";
  const std::string other = R"(
{"at":9900,"what":"stored_incident","incident":"j","state":"closed","queue":"emergency","opened_at":900,"worker":"","cared_for":false})";
  CHECK(first_of(also(split + last + other)) == "");
  CHECK(first_of(also(split + other)) == "I3: the last word to p-1/a is about another incident");
}

TEST_CASE("A violation is reported with its timeline and the faults around it") {
  const std::string report = report_of(
      violations(events_of(spoilt("stored_alarm", "", R"({"at":1200,"what":"fault","fault":"kill server","durable":true}
{"at":1300,"what":"healed"})"))));
  CHECK(report.find("I1: p-1/a") == 0);
  CHECK(report.find(R"("what":"press")") != std::string::npos);
  CHECK(report.find("kill server") != std::string::npos);
}
