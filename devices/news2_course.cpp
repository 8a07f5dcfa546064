// One walk through the readings, the latest of each name in hand.
#include "devices/news2_course.h"

#include <map>

namespace lamplight {

std::vector<News2Moment> news2_course(std::span<const Reading> readings, Spo2Scale scale,
                                      std::span<const Instant> moments) {
  std::vector<News2Moment> course;
  std::map<std::string, Reading> latest;
  std::size_t next = 0;
  for (const Instant at : moments) {
    for (; next < readings.size() && readings[next].at <= at; ++next) {
      latest.insert_or_assign(readings[next].name, readings[next]);
    }
    std::vector<Reading> known;
    for (const auto& [name, reading] : latest) known.push_back(reading);
    const News2 score = news2_of(known, scale, at);
    if (!score.from.empty()) course.push_back({at, score.least, score.most, score.response});
  }
  return course;
}

}  // namespace lamplight
