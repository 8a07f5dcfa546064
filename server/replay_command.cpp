// Settings and choices in, five lines out.
#include "server/replay_command.h"

#include <iomanip>
#include <ostream>
#include <sstream>
#include <stdexcept>

#include "db/past_choices.h"
#include "server/settings.h"

namespace lamplight::server {
namespace {

constexpr int k_exit_failed = 1;
constexpr int k_exit_wrong_setting = 78;  // EX_CONFIG of sysexits.h

Instant time_of(const std::string& name, const std::string& text) {
  const auto at = from_rfc3339(text);
  if (!at) throw std::runtime_error(name + " is no time as RFC 3339 writes it: " + text + ".");
  return *at;
}

template <class Number>
void compare(std::ostream& text, const std::string& what, Number present, Number other) {
  text << what << ": " << present << " with the present weights, " << other << " with the file's (" << std::showpos
       << other - present << std::noshowpos << ")\n";
}

double minutes(std::int64_t seconds) {
  return static_cast<double>(seconds) / 60;
}

}  // namespace

std::string replay_text(const ReplayFigures& figures) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1);
  const double share = figures.choices == 0 ? 0 : 100.0 * figures.changed / figures.choices;
  text << "offers chosen: " << figures.choices << "\n";
  text << "somebody else first: " << figures.changed << " (" << share << " %)\n";
  compare(text, "minutes on the way", minutes(figures.way_s), minutes(figures.other_way_s));
  compare(text, "more than 15 min away", figures.misses_near, figures.other_misses_near);
  compare(text, "more than 45 min away", figures.misses_far, figures.other_misses_far);
  return text.str();
}

int run_replay(const std::string& config, const ReplayWish& wish, std::ostream& out, std::ostream& err) {
  try {
    const Instant from = time_of("--from", wish.from);
    const Instant to = time_of("--to", wish.to);
    const Settings settings = read_settings(config);
    db::Pool pool(settings.database, db::Purpose::requests, 1);
    const auto past = db::read_past(pool, from, to);
    if (!past) {
      err << "lamplight-server replay: The database can't be read: " << pool.last_fault() << "." << std::endl;
      return k_exit_failed;
    }
    const Weights other = read_weights_file(wish.weights_file, past.value().present);
    out << replay_text(replay(past.value().choices, past.value().present, other));
    return 0;
  } catch (const std::runtime_error& error) {
    err << "lamplight-server replay: " << error.what() << std::endl;
    return k_exit_wrong_setting;
  }
}

}  // namespace lamplight::server
