// Reading a care plan, member by member; the first wrong one is named.
#include <array>

#include "devices/care_plan.h"
#include "devices/strict_json.h"
#include "model/limits.h"
#include "model/reading.h"

namespace lamplight {
namespace {

constexpr double k_lasting_max_s = 24 * 3600;
constexpr std::size_t k_limits_max = 32;

// Reads the members of one object into their places; anything wrong or unknown is a fault.
class PlanReader {
 public:
  PlanReader(const Json& object, std::string path, std::string& fault)
      : object_(object), path_(std::move(path)), fault_(fault) {
    if (object.object() == nullptr) fail("");
  }

  void truth(std::string_view name, bool& into) {
    if (const Json* member = take(name)) {
      if (!member->truth()) return fail(name);
      into = *member->truth();
    }
  }
  void number(std::string_view name, double least, double most, double& into) {
    if (const Json* member = take(name)) {
      const auto value = member->number();
      if (!value || *value < least || *value > most) return fail(name);
      into = *value;
    }
  }
  void number(std::string_view name, double least, double most, std::optional<double>& into) {
    double value = 0;
    const bool there = object_.member(name) != nullptr;
    number(name, least, most, value);
    if (there) into = value;
  }
  void whole(std::string_view name, int least, int most, int& into) {
    double value = into;
    number(name, least, most, value);
    into = static_cast<int>(value);
  }
  void seconds(std::string_view name, Seconds& into) {
    double value = static_cast<double>(into.count());
    number(name, 0, k_lasting_max_s, value);
    into = Seconds{static_cast<std::int64_t>(value)};
  }
  // "22:30"
  void minute_of_day(std::string_view name, int& into) {
    if (const Json* member = take(name)) {
      const std::string* text = member->text();
      const auto at =
          text != nullptr && text->size() == 5 ? from_rfc3339("2000-01-01T" + *text + ":00Z") : std::nullopt;
      if (!at) return fail(name);
      into = static_cast<int>((*at - limits::device_time_min) / std::chrono::minutes{1});
    }
  }
  void instant(std::string_view name, Instant& into) {
    const Json* member = take(name);
    const auto at = member != nullptr && member->text() != nullptr ? from_rfc3339(*member->text()) : std::nullopt;
    if (!at) return fail(name);
    into = *at;
  }
  void reading_name(std::string_view name, std::string& into) {
    const Json* member = take(name);
    if (member == nullptr || member->text() == nullptr || facts_of_reading(*member->text()) == nullptr)
      return fail(name);
    into = *member->text();
  }
  const Json* take(std::string_view name) {
    taken_.push_back(name);
    return object_.member(name);
  }
  void fail(std::string_view name) {
    if (fault_.empty()) fault_ = path_ + (path_.empty() || name.empty() ? "" : ".") + std::string(name);
  }
  // Called last: a misspelt member must not be silently without effect.
  void end() {
    if (object_.object() == nullptr) return;
    for (const auto& [name, value] : *object_.object()) {
      bool known = false;
      for (const std::string_view taken : taken_) known = known || taken == name;
      if (!known) fail(name);
    }
  }

 private:
  const Json& object_;
  const std::string path_;
  std::string& fault_;
  std::vector<std::string_view> taken_;
};

void read_limit(const Json& json, std::string& fault, Limit& limit) {
  PlanReader reader(json, "limits", fault);
  reader.reading_name("name", limit.name);
  const ReadingFacts* facts = facts_of_reading(limit.name);
  const double least = facts == nullptr ? 0 : facts->least;
  const double most = facts == nullptr ? 0 : facts->most;
  reader.number("low", least, most, limit.low);
  reader.number("high", least, most, limit.high);
  reader.number("hysteresis", 0, most - least, limit.hysteresis);
  reader.seconds("lasting_s", limit.lasting);
  if (!limit.low && !limit.high) reader.fail("low");
  // Between the limits there must be room to be well again.
  if (limit.low && limit.high && *limit.high - *limit.low < 2 * limit.hysteresis) reader.fail("hysteresis");
  reader.end();
}

void read_limits(const Json& json, std::string& fault, std::vector<Limit>& limits) {
  if (json.array() == nullptr || json.array()->size() > k_limits_max) {
    if (fault.empty()) fault = "limits";
    return;
  }
  for (const Json& one : *json.array()) {
    Limit limit;
    read_limit(one, fault, limit);
    limits.push_back(std::move(limit));
  }
}

void read_trend(const Json& json, std::string& fault, CarePlan::TrendRule& rule) {
  PlanReader reader(json, "trend", fault);
  reader.truth("on", rule.on);
  reader.number("spreads", 1, 20, rule.spreads);
  if (const Json* names = reader.take("names")) {
    rule.names.clear();
    if (names->array() == nullptr || names->array()->size() > k_limits_max) return reader.fail("names");
    for (const Json& name : *names->array()) {
      if (name.text() == nullptr || facts_of_reading(*name.text()) == nullptr) return reader.fail("names");
      rule.names.push_back(*name.text());
    }
  }
  reader.end();
}

void read_span(const Json& json, const char* path, std::string& fault, std::optional<Span>& into) {
  Span span;
  PlanReader reader(json, path, fault);
  reader.instant("from", span.from);
  reader.instant("until", span.until);
  if (span.until < span.from) reader.fail("until");
  reader.end();
  into = span;
}

void read_habits(PlanReader& plan, std::string& fault, CarePlan& into) {
  if (const Json* json = plan.take("no_motion")) {
    PlanReader reader(*json, "no_motion", fault);
    reader.truth("on", into.no_motion.on);
    reader.number("share", 0.5, 1, into.no_motion.share);
    reader.whole("late_min", 0, 720, into.no_motion.late_min);
    reader.end();
  }
  if (const Json* json = plan.take("bed")) {
    PlanReader reader(*json, "bed", fault);
    reader.truth("on", into.bed.on);
    reader.minute_of_day("from", into.bed.from_min);
    reader.minute_of_day("to", into.bed.to_min);
    reader.whole("minutes", 1, 720, into.bed.minutes);
    reader.end();
  }
  if (const Json* json = plan.take("door")) {
    PlanReader reader(*json, "door", fault);
    reader.truth("on", into.door.on);
    reader.whole("minutes", 1, 720, into.door.minutes);
    reader.end();
  }
  if (const Json* json = plan.take("room")) {
    PlanReader reader(*json, "room", fault);
    reader.truth("on", into.room.on);
    reader.number("cold", -20, 30, into.room.cold);
    reader.number("hot", 20, 60, into.room.hot);
    reader.seconds("lasting_s", into.room.lasting);
    reader.end();
  }
}

}  // namespace

Result<CarePlan, std::string> decode_care_plan(std::string_view text) {
  const auto read = read_json(text, limits::body_bytes_max);
  if (!read) return Failure{read.error()};
  CarePlan into;
  std::string fault;
  PlanReader plan(read.value(), "", fault);
  if (read.value().object() == nullptr) return Failure{std::string("no object")};
  if (const Json* json = plan.take("news2")) {
    PlanReader reader(*json, "news2", fault);
    reader.truth("on", into.news2.on);
    reader.seconds("lasting_s", into.news2.lasting);
    reader.end();
  }
  if (const Json* json = plan.take("limits")) read_limits(*json, fault, into.limits);
  if (const Json* json = plan.take("trend")) read_trend(*json, fault, into.trend);
  read_habits(plan, fault, into);
  if (const Json* json = plan.take("away")) read_span(*json, "away", fault, into.away);
  if (const Json* json = plan.take("guests")) read_span(*json, "guests", fault, into.guests);
  plan.end();
  if (!fault.empty()) return Failure{fault};
  return into;
}

}  // namespace lamplight
