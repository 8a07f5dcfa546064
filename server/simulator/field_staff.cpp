// One round: news from the streams, then whoever has something to do, one call at a time.
#include "server/simulator/field_staff.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>

#include "server/simulator/registers.h"
#include "server/simulator/simulated_dispatcher.h"
#include "server/simulator/simulated_worker.h"
#include "server/thread.h"

namespace lamplight::simulator {
namespace {

constexpr Millis k_round{250};               // how long a round waits for news
constexpr int k_calls_a_round = 4;           // sign-ins cost the server 18 ms each; they come spread out
constexpr std::size_t k_on_duty_least = 11;  // the town promises ten (contracts §1)
constexpr std::size_t k_beat_places = 12;

// Of two dispatchers the last: the first is the one that people are shown.
SignIn dispatcher_of(const std::vector<Account>& accounts) {
  for (auto account = accounts.rbegin(); account != accounts.rend(); ++account) {
    if (account->role == "dispatcher") return {*account, {}, {}, {}, 0};
  }
  throw std::runtime_error("accounts.json names no dispatcher; the simulator reads the registers as one");
}

std::vector<Position> beat_of(std::uint64_t seed, const Account& account,
                              const std::vector<simulate::Household>& homes) {
  std::vector<Position> places;
  for (const simulate::Household& home : homes) {
    if (home.place) places.push_back(*home.place);
  }
  if (places.empty()) return places;
  simulate::Dice dice(seed, {"beat", account.person});
  std::vector<Position> beat;
  for (std::size_t i = 0; i < k_beat_places; ++i) {
    beat.push_back(places[static_cast<std::size_t>(dice.whole(0, static_cast<int>(places.size()) - 1))]);
  }
  return beat;
}

}  // namespace

struct FieldStaff::Inside {
  Inside(StaffPlan its_plan, Homes& its_homes, const server::Clock& its_clock)
      : plan(std::move(its_plan)),
        homes(its_homes),
        clock(its_clock),
        api(read_server_url(plan.server_url), clock),
        streams(read_server_url(plan.server_url), clock),
        room{api, streams, homes, clock, plan.plot, plan.pace},
        desk(room, dispatcher_of(plan.accounts)) {}

  void run(const std::stop_token& stop);
  [[nodiscard]] bool begin(const std::stop_token& stop);
  void round(const std::stop_token& stop);
  void pause(const std::stop_token& stop, Millis length);

  const StaffPlan plan;
  Homes& homes;
  const server::Clock& clock;
  ApiClient api;
  LiveStreams streams;
  StaffRoom room;
  SimulatedDispatcher desk;
  std::deque<SimulatedWorker> workers;  // the stream of workers[i] has the key i + 1, the desk's 0
  std::size_t next_worker = 0;          // whose turn it is, so that nobody waits for ever
  std::mutex mutex;                     // only to wait with
  std::condition_variable_any woken;
  std::optional<server::Thread> thread;
};

FieldStaff::FieldStaff(StaffPlan plan, Homes& homes, const server::Clock& clock)
    : inside_(std::make_unique<Inside>(std::move(plan), homes, clock)) {
  inside_->thread.emplace("field-staff", [inside = inside_.get()](const std::stop_token& stop) { inside->run(stop); });
}

FieldStaff::~FieldStaff() {
  inside_->thread.reset();
}

void FieldStaff::Inside::pause(const std::stop_token& stop, Millis length) {
  std::unique_lock lock(mutex);
  woken.wait_for(lock, stop, length, [] { return false; });
}

void FieldStaff::Inside::run(const std::stop_token& stop) {
  while (!stop.stop_requested() && !begin(stop)) pause(stop, Seconds{1});
  while (!stop.stop_requested()) round(stop);
}

// Reads the registers, lets the homes move in. False: the server does not answer yet.
bool FieldStaff::Inside::begin(const std::stop_token& stop) {
  const Instant now = clock.now();
  auto town = read_homes(api, desk.sign_in(), plan.devices);
  if (!town || stop.stop_requested()) return false;
  const auto uses = read_uses(api, desk.sign_in(), now - simulate::k_keep_off);
  if (!uses) return false;
  for (const Account& account : plan.accounts) {
    if (account.role != "care_worker") continue;
    workers.emplace_back(room, workers.size() + 1, account, beat_of(plan.plot.seed, account, *town));
  }
  spdlog::info("simulator.moves_in {} homes, {} care workers", town->size(), workers.size());
  homes.move_in(std::move(*town));
  for (const Use& use : *uses) homes.was_used(use.device, use.at);
  return true;
}

void FieldStaff::Inside::round(const std::stop_token& stop) {
  if (streams.empty()) pause(stop, k_round);
  for (const LiveStreams::News& news : streams.wait(k_round)) {
    if (news.key == 0) {
      desk.show(news);
    } else {
      workers[news.key - 1].show(news);
    }
  }
  const auto on_duty = static_cast<std::size_t>(
      std::count_if(workers.begin(), workers.end(), [](const SimulatedWorker& worker) { return worker.on_duty(); }));
  int calls = desk.act() ? 1 : 0;
  for (std::size_t i = 0; i < workers.size() && calls < k_calls_a_round && !stop.stop_requested(); ++i) {
    SimulatedWorker& worker = workers[next_worker];
    next_worker = (next_worker + 1) % workers.size();
    worker.may_leave(on_duty > k_on_duty_least);
    if (worker.act()) ++calls;
  }
}

}  // namespace lamplight::simulator
