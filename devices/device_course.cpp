// Bits for words, times for restarts.
#include "devices/device_course.h"

#include <algorithm>
#include <bit>
#include <string>

#include "devices/two_languages.h"

namespace lamplight {
namespace {

constexpr std::int64_t k_late_numbers = 16;  // so far back a number is a word out of order, not a new beginning
constexpr std::size_t k_restarts_kept = 8;
constexpr std::uint32_t k_mask = (1U << k_course_words) - 1;
constexpr std::int64_t k_uptime_slack_s = 2;  // of rounding, and of a word that was on its way

bool has_restarted(const DeviceCourse& course, const DeviceCounts& counts) {
  if (!course.uptime_s || !counts.uptime_s) return false;
  return *counts.uptime_s + k_uptime_slack_s < *course.uptime_s;
}

// True: this word is behind one that was heard already.
bool is_late(const DeviceCourse& course, const DeviceCounts& counts, bool restarted) {
  if (!course.seq || !counts.seq || restarted) return false;
  return *counts.seq <= *course.seq && *course.seq - *counts.seq < k_late_numbers &&
         !(counts.uptime_s && course.uptime_s && *counts.uptime_s > *course.uptime_s);
}

void count_numbers(DeviceCourse& course, std::int64_t seq) {
  const std::int64_t missing = *course.seq < seq ? seq - *course.seq - 1 : 0;
  if (missing >= k_course_words) {
    // A long absence is silence, which has a rule of its own.
    course.lost = 0;
    course.words = 1;
    return;
  }
  for (std::int64_t i = 0; i < missing; ++i) course.lost = (course.lost << 1 | 1U) & k_mask;
  course.lost = (course.lost << 1) & k_mask;
  course.words = std::min(course.words + static_cast<int>(missing) + 1, k_course_words);
}

std::size_t restarts_since(const DeviceCourse& course, Instant since) {
  return static_cast<std::size_t>(
      std::count_if(course.restarts.begin(), course.restarts.end(), [since](Instant at) { return at > since; }));
}

}  // namespace

void note_heartbeat(DeviceCourse& course, const DeviceCounts& counts, Instant at) {
  const bool restarted = has_restarted(course, counts);
  if (is_late(course, counts, restarted)) return;
  if (restarted) {
    course.restarts.push_back(at);
    if (course.restarts.size() > k_restarts_kept) course.restarts.erase(course.restarts.begin());
  }
  if (counts.seq) {
    if (course.seq && !restarted && *counts.seq > *course.seq) {
      count_numbers(course, *counts.seq);
    } else {
      course.words = std::max(course.words, 1);
    }
    course.seq = counts.seq;
  }
  if (counts.uptime_s) course.uptime_s = counts.uptime_s;
  course.heard_at = at;
}

HealthVerdict judge_gaps(const DeviceCourse& course, bool open) {
  const int lost = std::popcount(course.lost);
  const std::string of = std::to_string(lost);
  const std::string words = std::to_string(course.words);
  if (!open && lost >= k_gaps_many) {
    return {Turn::begins, in_both(of + " of its last " + words + " heartbeats never arrived",
                                  "最近" + words + "次心跳有" + of + "次未收到")};
  }
  if (open && course.words == k_course_words && lost <= k_gaps_few) {
    return {Turn::ends, in_both("its heartbeats arrive again", "心跳恢复正常")};
  }
  return {};
}

HealthVerdict judge_restarts(const DeviceCourse& course, Instant now, bool open) {
  const std::size_t restarts = restarts_since(course, now - k_restarts_within);
  if (!open && restarts >= static_cast<std::size_t>(k_restarts_many)) {
    const std::string times = std::to_string(restarts);
    return {Turn::begins, in_both("restarted " + times + " times within a day", "一天内重启" + times + "次")};
  }
  if (open && restarts == 0) return {Turn::ends, in_both("has not restarted for a day", "一天未再重启")};
  return {};
}

HealthVerdict judge_tamper(const DeviceCounts& counts, bool open) {
  if (!counts.tamper) return {};
  if (!open && *counts.tamper) {
    return {Turn::begins, in_both("its case is open, or it was taken off", "外壳被打开或设备被拆下")};
  }
  if (open && !*counts.tamper) return {Turn::ends, in_both("its case is shut again", "外壳已复原")};
  return {};
}

}  // namespace lamplight
