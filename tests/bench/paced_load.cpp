// Chunk, wait, chunk.
#include "tests/bench/paced_load.h"

#include <cstdlib>

#include "tests/bench/press_load.h"
#include "tests/support/web.h"

namespace lamplight::bench {
namespace {

// Rows and repeats: after a run that was cut off the first ones are there already.
double taken(int port) {
  return counted(port, "lamplight_readings_stored_total") + counted(port, "lamplight_readings_repeated_total");
}

}  // namespace

double counted(int port, const std::string& name) {
  const std::string text = tests::Web(port).get("/metrics").text;
  const std::size_t at = text.find("\n" + name + " ");
  return at == std::string::npos ? -1 : std::atof(text.c_str() + at + name.size() + 2);
}

std::optional<std::int64_t> say_paced(ReadingsLoad& load, const ReadingsLoad::Course& course, std::int64_t said,
                                      const Pace& pace, int metrics_port,
                                      const std::function<bool(std::int64_t next)>& more) {
  const double before = taken(metrics_port) - static_cast<double>(said);
  const auto reached = [&](std::int64_t wanted) {
    const double give_up = steady_ms() + pace.patience_ms;
    while (taken(metrics_port) - before < static_cast<double>(wanted)) {
      if (steady_ms() > give_up) return false;
      wait_until_ms(steady_ms() + 10);
    }
    return true;
  };
  while (more(said)) {
    load.run(course, said, said + pace.chunk);
    said += pace.chunk;
    if (!reached(said - pace.ahead_max)) return std::nullopt;
  }
  if (!reached(said)) return std::nullopt;
  return said;
}

}  // namespace lamplight::bench
