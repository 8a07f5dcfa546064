// Tables of the rules about habits and rooms, and a resident's days played through all of them.
#include "devices/routine_rules.h"

#include <catch2/catch.hpp>

#include "devices/resident_watch.h"

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

// Midnight in the town, whose clocks are eight hours ahead.
const Instant k_midnight = *from_rfc3339("2026-11-22T16:00:00.000Z");
constexpr Seconds k_town_time{8 * 3600};

Reading of(const std::string& name, Instant at, double value) {
  return {DeviceId{"s-1"}, ResidentId{"r-1"}, name, at, value, at};
}

// A resident who gets up at 7:30 for `days` days before k_midnight, and some minutes later now and then.
ResidentState early_riser(const ResidentWatch& watch, int days) {
  ResidentState state;
  for (int day = days; day > 0; --day) {
    const Instant up = k_midnight - day * 24h + 7h + 30min + std::chrono::minutes{day % 5 * 5};
    [[maybe_unused]] const auto morning = watch.take(state, of("motion:kitchen", up, 1), {});
  }
  return state;
}

std::vector<RuleTurn> turns_until(const ResidentWatch& watch, ResidentState& state, const CarePlan& plan, Instant from,
                                  Instant until) {
  std::vector<RuleTurn> turns;
  for (Instant now = from; now <= until; now += 1min) {
    for (RuleTurn& turn : watch.judge(state, plan, Spo2Scale::one, now)) turns.push_back(std::move(turn));
  }
  return turns;
}

}  // namespace

TEST_CASE("a usual morning is the minute by which she is up on nine of ten days; two weeks make a habit") {
  std::vector<int> minutes(13, 450);
  CHECK_FALSE(usual_morning(minutes, 0.9));
  minutes = {420, 430, 440, 450, 460, 470, 480, 490, 500, 510, 520, 530, 540, 550, 560, 570, 580, 700, 710, 720};
  CHECK(usual_morning(minutes, 0.9) == UsualMorning{700, 18, 20});
  CHECK(usual_morning(minutes, 0.5) == UsualMorning{510, 10, 20});
  CHECK(usual_morning(minutes, 1.0) == UsualMorning{720, 20, 20});
}

TEST_CASE("no motion is found late enough, never once she has moved, never without a habit") {
  const CarePlan::NoMotionRule rule;
  const UsualMorning usual{580, 27, 30};
  struct Case {
    std::optional<UsualMorning> usual;
    bool moved;
    int minute;
    bool begins, ends;
  };
  const Case row = GENERATE_COPY(Case{usual, false, 629, false, false}, Case{usual, false, 630, true, false},
                                 Case{usual, true, 630, false, true}, Case{std::nullopt, false, 1400, false, false});
  const Judged judged = judge_no_motion(rule, row.usual, row.moved, row.minute);
  CHECK(judged.begins == row.begins);
  CHECK(judged.ends == row.ends);
  CHECK(judge_no_motion(rule, usual, false, 630)
            .text.starts_with("up by 09:40 on 27/30 days; it is 10:30 and nobody has moved / "));
}

TEST_CASE("a bed left at night counts, one left in the morning does not") {
  CarePlan::BedRule rule;
  rule.on = true;
  const Instant now = k_midnight + 3h;
  CHECK(judge_bed_left(rule, now - 45min, 135, now).begins);
  CHECK_FALSE(judge_bed_left(rule, now - 44min, 136, now).begins);
  CHECK(judge_bed_left(rule, now - 45min, 22 * 60, now).begins);
  CHECK_FALSE(judge_bed_left(rule, now - 45min, 22 * 60 - 1, now).begins);
  CHECK_FALSE(judge_bed_left(rule, now - 45min, 5 * 60, now).begins);
  CHECK(judge_bed_left(rule, std::nullopt, 0, now).ends);
}

TEST_CASE("doors and rooms have their bounds") {
  const CarePlan::DoorRule door;
  CHECK(judge_door_open(door, k_midnight, k_midnight + 20min).begins);
  CHECK_FALSE(judge_door_open(door, k_midnight, k_midnight + 19min).begins);
  CHECK(judge_door_open(door, std::nullopt, k_midnight).ends);
  const CarePlan::RoomRule room;
  CHECK(judge_room_cold(room, 13.9).begins);
  CHECK_FALSE(judge_room_cold(room, 14).begins);
  CHECK_FALSE(judge_room_cold(room, 14.9).ends);
  CHECK(judge_room_cold(room, 15).ends);
  CHECK(judge_room_hot(room, 33.1).begins);
  CHECK_FALSE(judge_room_hot(room, 32.5).ends);
  CHECK(judge_room_hot(room, 32).ends);
}

TEST_CASE("a morning without motion is one finding, and ends when she moves") {
  const ResidentWatch watch(k_town_time);
  ResidentState state = early_riser(watch, 20);
  auto turns = turns_until(watch, state, {}, k_midnight, k_midnight + 10h);
  REQUIRE(turns.size() == 1);
  CHECK(turns[0].rule == k_no_motion_rule);
  CHECK(turns[0].kind == AlarmKind::no_motion);
  CHECK(turns[0].turn == Turn::begins);
  CHECK(turns[0].device == DeviceId{"s-1"});
  CHECK(watch.take(state, of("motion:hall", k_midnight + 10h, 1), {}) == Morning{watch.day_of(k_midnight), 600});
  turns = turns_until(watch, state, {}, k_midnight + 10h, k_midnight + 20h);
  REQUIRE(turns.size() == 1);
  CHECK(turns[0].turn == Turn::ends);
}

TEST_CASE(
    "nothing about habits is found while she is away or has guests, on a day the monitor was blind, or by night") {
  const ResidentWatch watch(k_town_time);
  CarePlan plan;
  ResidentState state = early_riser(watch, 20);
  SECTION("away") {
    plan.away = Span{k_midnight - 2h, k_midnight + 24h};
  }
  SECTION("guests") {
    plan.guests = Span{k_midnight - 2h, k_midnight + 24h};
  }
  SECTION("blind") {
    state.unseen_day = watch.day_of(k_midnight);
  }
  SECTION("switched off") {
    plan.no_motion.on = false;
  }
  SECTION("newly known") {
    state = early_riser(watch, 10);
  }
  // Motion at three in the morning is the night's, and no rising.
  CHECK_FALSE(watch.take(state, of("motion:hall", k_midnight + 3h, 1), plan));
  CHECK(turns_until(watch, state, plan, k_midnight, k_midnight + 12h).empty());
}

TEST_CASE("a bed left at night and a front door left open are found once each, and end") {
  const ResidentWatch watch(k_town_time);
  CarePlan plan;
  plan.bed.on = true;
  ResidentState state;
  const auto say = [&](const std::string& name, Instant at, double value) {
    [[maybe_unused]] const auto morning = watch.take(state, of(name, at, value), plan);
  };
  say("bed", k_midnight, 1);
  say("door:hall", k_midnight, 0);
  CHECK(turns_until(watch, state, plan, k_midnight, k_midnight + 2h).empty());
  say("bed", k_midnight + 2h, 0);
  say("door:hall", k_midnight + 2h, 1);
  auto turns = turns_until(watch, state, plan, k_midnight + 2h, k_midnight + 4h);
  REQUIRE(turns.size() == 2);
  CHECK(turns[0].rule == k_door_open_rule);
  CHECK(turns[1].rule == k_bed_left_rule);
  say("bed", k_midnight + 4h, 1);
  say("door:hall", k_midnight + 4h, 0);
  turns = turns_until(watch, state, plan, k_midnight + 4h, k_midnight + 5h);
  REQUIRE(turns.size() == 2);
  CHECK(turns[0].turn == Turn::ends);
  CHECK(turns[1].turn == Turn::ends);
}

TEST_CASE("a sensor's slip is no finding, a bad state is one, and getting well ends it") {
  const ResidentWatch watch(k_town_time);
  ResidentState state;
  CarePlan plan;
  plan.limits = {{"heart_rate", 50, 110, 5, 120s}};
  std::vector<RuleTurn> turns;
  const auto second = [&](int at_s, double spo2, double heart_rate) {
    const Instant now = k_midnight + Seconds{at_s};
    for (const auto& [name, value] : {std::pair{"spo2", spo2}, {"heart_rate", heart_rate}}) {
      [[maybe_unused]] const auto morning = watch.take(state, of(name, now, value), plan);
    }
    for (RuleTurn& turn : watch.judge(state, plan, Spo2Scale::one, now)) turns.push_back(std::move(turn));
  };
  for (int s = 0; s < 600; ++s) second(s, s % 60 < 40 ? 97 : 88, s % 60 < 40 ? 72 : 118);
  CHECK(turns.empty());
  for (int s = 600; s < 1200; ++s) second(s, 88, 118);
  REQUIRE(turns.size() == 2);
  CHECK(turns[0].rule == k_news2_urgent_rule);
  CHECK(turns[1].rule == "high_heart_rate");
  CHECK(turns[0].kind == AlarmKind::vital);
  turns.clear();
  for (int s = 1200; s < 1800; ++s) second(s, 97, 72);
  REQUIRE(turns.size() == 2);
  CHECK(turns[0].turn == Turn::ends);
  CHECK(turns[1].turn == Turn::ends);
}

TEST_CASE("a room that stays too cold is found after its time; the coldest one speaks for all") {
  const ResidentWatch watch(k_town_time);
  ResidentState state;
  std::vector<RuleTurn> turns;
  for (int minute = 0; minute < 120; ++minute) {
    const Instant now = k_midnight + std::chrono::minutes{minute};
    for (const auto& [name, value] :
         {std::pair{"room_temperature:bedroom", 12.0}, {"room_temperature:kitchen", 21.0}}) {
      [[maybe_unused]] const auto morning = watch.take(state, of(name, now, value), {});
    }
    for (RuleTurn& turn : watch.judge(state, {}, Spo2Scale::one, now)) turns.push_back(std::move(turn));
  }
  REQUIRE(turns.size() == 1);
  CHECK(turns[0].kind == AlarmKind::cold);
}
