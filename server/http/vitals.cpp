// What a resident's home has measured, how she is by it, and what has happened.
#include <algorithm>

#include "model/limits.h"
#include "server/http/handlers.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/story_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::chrono::hours k_period_default{24};
constexpr std::chrono::hours k_every_max{24 * 31};
// A picture has no room for more; of seven names at most one reading a span is read, before the time shown too.
constexpr std::int64_t k_course_spans_max = 400;
constexpr std::size_t k_course_readings_max = 5'000;

// "300", "300s", "5m", "1h", "1d"; nothing for anything else.
std::optional<Millis> duration_in(std::string text) {
  if (text.empty()) return std::nullopt;
  std::int64_t unit_s = 1;
  switch (text.back()) {
    case 's':
      unit_s = 1;
      break;
    case 'm':
      unit_s = 60;
      break;
    case 'h':
      unit_s = 3'600;
      break;
    case 'd':
      unit_s = 86'400;
      break;
    default:
      text += 's';
  }
  text.pop_back();
  const auto number = whole_number(text);
  if (!number || *number <= 0 || *number > 86'400 * 31) return std::nullopt;
  return Seconds{*number * unit_s};
}

struct TimesAsked {
  Instant from{};
  Instant to{};  // exclusive
  std::optional<Millis> every;
};

// The last 24 hours where no time is named.
Outcome<TimesAsked> times_in(const Call& call) {
  const auto from = time_asked(call, "from");
  if (!from) return Failure{from.error()};
  const auto to = time_asked(call, "to");
  if (!to) return Failure{to.error()};
  TimesAsked asked;
  asked.to = to.value().value_or(call.now + Millis{1});
  asked.from = from.value().value_or(asked.to - k_period_default);
  if (const std::string every = call.asked("every"); !every.empty()) {
    asked.every = duration_in(every);
    if (!asked.every || *asked.every > k_every_max)
      return Failure{malformed("every must be a time such as 300, 5m, 1h, 1d.")};
  }
  return asked;
}

struct Asked {
  db::ReadingFilter filter;
  std::optional<Millis> every;
  Page page;
  std::optional<db::ReadingPlace> after;
};

Outcome<Asked> asked_in(const Call& call) {
  const auto page = page_of(call, 3);
  if (!page) return Failure{page.error()};
  const auto times = times_in(call);
  if (!times) return Failure{times.error()};
  Asked asked;
  asked.page = page.value();
  asked.filter = {ResidentId{std::string(call.param(0))}, call.asked_code("name"), times.value().from,
                  times.value().to};
  asked.every = times.value().every;
  if (const auto& parts = asked.page.after; !parts.empty()) {
    const auto at = whole_number(parts[0]);
    if (!at) return Failure{malformed("cursor is not one that this list has given.")};
    asked.after = db::ReadingPlace{instant_of_ms(*at), parts[1], DeviceId{parts[2]}};
  }
  return asked;
}

const std::vector<std::string>& scored_names() {
  static const std::vector<std::string> names{"respiratory_rate", "spo2",          "oxygen_supply", "systolic",
                                              "heart_rate",       "consciousness", "temperature"};
  return names;
}

// How far back a value may lie that still counts.
Seconds longest_shelf_life() {
  Seconds longest{0};
  for (const std::string& name : scored_names()) {
    longest = std::max(longest, shelf_life_of(name).value_or(Seconds{0}));
  }
  return longest;
}

// The last moment of each span between the two times; the present span ends with `to`.
std::vector<Instant> ends_of_spans(Instant from, Instant to, Millis every) {
  std::vector<Instant> ends;
  const std::int64_t first = ms_of(from) / every.count();
  for (Instant end = instant_of_ms((first + 1) * every.count()); end < to; end += every) {
    ends.push_back(end - Millis{1});
  }
  ends.push_back(to - Millis{1});
  return ends;
}

Outcome<std::vector<News2Moment>> course_of(Api& api, const ResidentId& resident, Spo2Scale scale,
                                            const TimesAsked& asked) {
  const Millis every = *asked.every;
  if (asked.to <= asked.from) return std::vector<News2Moment>{};
  if ((asked.to - asked.from) / every > k_course_spans_max) {
    return Failure{malformed("That many moments are too many: a longer every, or a shorter time.")};
  }
  const std::vector<Instant> ends = ends_of_spans(asked.from, asked.to, every);
  const auto readings = api.stories.last_of_spans(resident, scored_names(), asked.from - longest_shelf_life(), asked.to,
                                                  every, k_course_readings_max);
  if (!readings) return Failure{problem_of(readings.error())};
  return news2_course(readings.value(), scale, ends);
}

}  // namespace

Handled list_readings(Api& api, const Call& call) {
  const auto read = asked_in(call);
  if (!read) return Failure{read.error()};
  const Asked& asked = read.value();
  const std::size_t one_more = asked.page.items_max + 1;
  std::optional<std::string> next;
  Answer answer;
  if (asked.every) {
    auto buckets = api.stories.buckets(asked.filter, *asked.every, asked.after, one_more);
    if (!buckets) return Failure{problem_of(buckets.error())};
    if (cut_to_page(buckets.value(), asked.page)) {
      const db::ReadingBucket& last = buckets.value().back();
      next = cursor_of({std::to_string(ms_of(last.at)), last.name, ""});
    }
    answer.body = bucket_page_view(buckets.value(), next);
    return answer;
  }
  auto readings = api.stories.raw(asked.filter, asked.after, one_more);
  if (!readings) return Failure{problem_of(readings.error())};
  if (cut_to_page(readings.value(), asked.page)) {
    const Reading& last = readings.value().back();
    next = cursor_of({std::to_string(ms_of(last.at)), last.name, last.device.text()});
  }
  answer.body = reading_page_view(readings.value(), next);
  return answer;
}

Handled read_score(Api& api, const Call& call) {
  const auto asked = times_in(call);
  if (!asked) return Failure{asked.error()};
  const ResidentId resident{std::string(call.param(0))};
  const auto scale_number = api.stories.spo2_scale(resident);
  if (!scale_number) return Failure{problem_of(scale_number.error())};
  if (!scale_number.value()) return Failure{not_found()};
  const Spo2Scale scale = *scale_number.value() == 2 ? Spo2Scale::two : Spo2Scale::one;
  const auto latest = api.stories.latest(resident, scored_names(), call.now - longest_shelf_life());
  if (!latest) return Failure{problem_of(latest.error())};
  std::optional<std::vector<News2Moment>> course;
  if (asked.value().every) {
    auto walked = course_of(api, resident, scale, asked.value());
    if (!walked) return Failure{walked.error()};
    course = std::move(walked.value());
  }
  Answer answer;
  answer.body = score_view(news2_of(latest.value(), scale, call.now), course);
  return answer;
}

Handled read_timeline(Api& api, const Call& call) {
  const auto page = page_of(call, 2);
  if (!page) return Failure{page.error()};
  Instant until = call.now + std::chrono::hours{1};
  std::size_t skip = 0;
  if (const auto& parts = page.value().after; !parts.empty()) {
    const auto at = whole_number(parts[0]);
    const auto seen = whole_number(parts[1]);
    if (!at || !seen || *seen < 0) return Failure{malformed("cursor is not one that this list has given.")};
    until = instant_of_ms(*at);
    skip = static_cast<std::size_t>(*seen);
  }
  const ResidentId resident{std::string(call.param(0))};
  auto lines = api.stories.timeline(resident, until, skip, page.value().items_max + 1);
  if (!lines) return Failure{problem_of(lines.error())};
  std::optional<std::string> next;
  if (cut_to_page(lines.value(), page.value())) {
    // Several lines may share a millisecond: the next page begins there and skips those that were shown.
    const Instant last = lines.value().back().at;
    const auto shown = std::count_if(lines.value().begin(), lines.value().end(),
                                     [&](const db::StoryLine& line) { return line.at == last; });
    const std::size_t seen = static_cast<std::size_t>(shown) + (last == until ? skip : 0);
    next = cursor_of({std::to_string(ms_of(last)), std::to_string(seen)});
  }
  Answer answer;
  answer.body = timeline_view(lines.value(), next);
  return answer;
}

}  // namespace lamplight::server::http
